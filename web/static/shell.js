// Registers the service worker, and tells the program when a newer build waits to be used.
//
// What a program may rely on:
// - `window.ventanillaUpdate` is a function once a newer build has been loaded and waits, and undefined until then. Called, it lets that
//   build take over and reloads this page; other tabs keep what they run until they are reloaded. It is for a moment when nothing is being
//   typed or sent, so a person should ask for it.
// - The event 'ventanilla-update' on `window` says that it has just been set. A program that starts later looks at `window.ventanillaUpdate` first.
// - The first visit sets nothing and reloads nothing: from then on the pages load without a network.
// - Answers of the API are never kept here.

const WORKER = new URL('./sw.js', import.meta.url);
const SCOPE = new URL('./', import.meta.url);
// Long enough for the program to be up, and to have asked for what it shows first.
const AFTER_LOAD_MS = 2_000;
// A till is open all day, and the browser by itself looks only when a page loads.
const LOOK_AGAIN_MS = 60 * 60 * 1_000;

function announce(registration) {
  window.ventanillaUpdate = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    if (registration.waiting) registration.waiting.postMessage({ type: 'activate' });
    else location.reload(); // another tab has let it take over
  };
  window.dispatchEvent(new Event('ventanilla-update'));
}

// A worker that is installed while none is in charge is the first one, and no update.
function watch(registration) {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) announce(registration);
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
}

async function register() {
  try {
    const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE, updateViaCache: 'none' });
    watch(registration);
    // It fails without a network, and then there is nothing to find.
    setInterval(() => registration.update().catch(() => {}), LOOK_AGAIN_MS);
  } catch {
    // The pages work without it, as long as there is a network.
  }
}

// Only after everything the page itself needs.
if ('serviceWorker' in navigator) {
  addEventListener('load', () => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(register), AFTER_LOAD_MS), { once: true });
}
