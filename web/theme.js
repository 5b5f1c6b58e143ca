// Puts data-theme="light" or "dark" on the page before anything is painted, and follows what changes it. A classic script that blocks on
// purpose: with any later one the wrong theme would flash.
//
// The choice belongs to the device: localStorage "ventanilla.theme" is "light" or "dark"; anything else, or nothing, means as the system does.
// To change it, a program stores or removes that name and then calls window.dispatchEvent(new Event('ventanilla-theme')).
// Other tabs follow by themselves.
(() => {
  const STORE = 'ventanilla.theme';
  // What the browser draws around the page: the accent, and in the dark the ground of tokens.css.
  const AROUND = { light: '#0b5345', dark: '#12181a' };
  const system = matchMedia('(prefers-color-scheme: dark)');

  function chosen() {
    try {
      return localStorage.getItem(STORE);
    } catch {
      return null; // the browser refuses to store anything
    }
  }

  function apply() {
    const choice = chosen();
    const theme = Object.hasOwn(AROUND, choice) ? choice : system.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = theme;
    // Until the styles are there, this colours the empty page.
    document.querySelector('meta[name=color-scheme]')?.setAttribute('content', theme);
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', AROUND[theme]);
  }

  apply();
  system.addEventListener('change', apply);
  addEventListener('ventanilla-theme', apply);
  addEventListener('storage', ({ key }) => {
    if (key === STORE || key === null) apply();
  });
})();
