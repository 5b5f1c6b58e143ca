// The service worker: keeps the files of the pages, all of one build, so that they load without a network. It never touches the API.
//
// When the site is put together, VERSION becomes a text that is another one for every other set of files, and FILES the list of them all:
// [address, integrity], where a page has no integrity (a proxy may add to it; it names the same files either way).
// A newer worker waits, so that a page never mixes two builds, until a page sends { type: 'activate' } (shell.js does).
/* global VERSION, FILES */
const PREFIX = 'ventanilla-';
const CACHE = PREFIX + VERSION;
const KEPT = new Set(FILES.map(([address]) => address));
const PAGES = [...KEPT].filter((address) => address.endsWith('/'));

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('message', ({ data }) => {
  if (data?.type === 'activate') skipWaiting();
});
addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && PAGES.includes(`${pathname}/`)) event.respondWith(Response.redirect(`${pathname}/`));
  else if (KEPT.has(pathname)) event.respondWith(answer(event.request, pathname));
});

// All or nothing: one file that cannot be had, or is of another build, fails the installation, and the browser tries again later.
// `no-cache` asks the server about what the browser just loaded, which costs a few bytes where nothing changed.
async function fill() {
  const answers = await Promise.all(FILES.map(([address, integrity]) => fetch(new Request(address, { cache: 'no-cache', integrity }))));
  for (const { ok, redirected, status, url } of answers) if (!ok || redirected) throw new Error(`${url}: ${status}`);
  const cache = await caches.open(CACHE);
  await Promise.all(answers.map((found, index) => cache.put(FILES[index][0], found)));
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await clients.claim();
}

// The browser may have thrown the cache away; then there is the network.
async function answer(request, pathname) {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname, { ignoreVary: true })) ?? fetch(request);
}
