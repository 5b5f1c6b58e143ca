// Loads the page's program once the page has been painted: whoever waits sees that something comes, and what is painted first shares the
// network with nothing. Stands in the page itself, so that loading begins no later than a link in the page would make it.
//
// When the site is put together, LANGUAGES becomes the list of the languages whose words the program does not carry.
/* global LANGUAGES */
(() => {
  // Where the browser does not say that it painted.
  const PATIENCE_MS = 200;
  const { program } = document.currentScript.dataset;
  let isLoading = false;
  const early = (href, type) => Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', type, crossOrigin: '', href });

  // The language that was chosen on this device, where its words are a file.
  function language() {
    try {
      return LANGUAGES.find((known) => known === localStorage['ventanilla.language']);
    } catch {
      return undefined; // the browser refuses to store anything
    }
  }

  function load() {
    if (isLoading) return;
    isLoading = true;
    // The module would ask for it only once it is there itself, and the program for its words.
    const wasm = early(`${program}_bg.wasm`, 'application/wasm');
    const module = Object.assign(document.createElement('script'), { type: 'module', src: `${program}.js` });
    document.head.append(wasm, module);
    const spoken = language();
    if (spoken) document.head.append(early(`${program}.${spoken}.json`, 'application/json'));
  }

  setTimeout(load, PATIENCE_MS);
  // A page that nobody sees is not painted, and need not be.
  if (document.hidden) load();
  else new PerformanceObserver(load).observe({ type: 'paint', buffered: true });
})();
