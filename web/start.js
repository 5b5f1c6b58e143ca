// Starts a program once its page has been painted: whoever waits sees that something comes, and the program's work does not hold that up.
import init from 'program';

// Where the browser does not say that it painted.
const PATIENCE_MS = 200;

const painted = new Promise((resolve) => {
  setTimeout(resolve, PATIENCE_MS);
  // A page that nobody sees is not painted, and need not be.
  if (document.hidden) resolve();
  else new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
});
painted.then(() => init());
