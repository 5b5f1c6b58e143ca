// Loads the page's program once the page has been painted: whoever waits sees that something comes, and what is painted first shares the
// network with nothing. Stands in the page itself, so that loading begins no later than a link in the page would make it.
(() => {
  // Where the browser does not say that it painted.
  const PATIENCE_MS = 200;
  const { program } = document.currentScript.dataset;
  let isLoading = false;

  function load() {
    if (isLoading) return;
    isLoading = true;
    // The module would ask for it only once it is there itself.
    const wasm = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', type: 'application/wasm', crossOrigin: '', href: `${program}_bg.wasm` });
    const module = Object.assign(document.createElement('script'), { type: 'module', src: `${program}.js` });
    document.head.append(wasm, module);
  }

  setTimeout(load, PATIENCE_MS);
  // A page that nobody sees is not painted, and need not be.
  if (document.hidden) load();
  else new PerformanceObserver(load).observe({ type: 'paint', buffered: true });
})();
