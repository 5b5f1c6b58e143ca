// axe-core against a page of ours: `await assertAccessible(page, 'selling-wide')` fails with every violation of WCAG 2.2 A and AA that axe
// can find on the page as it stands, in the light theme and in the dark one, each with its rule, the element and what would repair it.
//
// It looks at what is shown just then: bring the page to the state that is meant first (a section, a dialog, a notice). It changes nothing
// but the theme, which it puts back. Run it at WIDE and at NARROW, since the two show other things.
import assert from 'node:assert/strict';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark'];

/** Chooses the theme of the device as the page's own choice does; null is the system's. */
export function chooseTheme(page, theme) {
  return page.evaluate((choice) => {
    if (choice === null) localStorage.removeItem('ventanilla.theme');
    else localStorage.setItem('ventanilla.theme', choice);
    window.dispatchEvent(new Event('ventanilla-theme'));
  }, theme);
}

async function violations(page) {
  // Evaluated by the debugger, to which the page's own policy does not apply.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { violations: found } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}\n    ${failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ')}`),
    );
  }, TAGS);
}

/** Fails if the page, as it is shown just now, breaks a rule of WCAG A or AA in either theme. */
export async function assertAccessible(page, name) {
  const before = await page.evaluate(() => localStorage.getItem('ventanilla.theme'));
  const found = [];
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    found.push(...(await violations(page)).map((violation) => `  ${theme}: ${violation}`));
  }
  await chooseTheme(page, before);
  if (found.length > 0) assert.fail(`${name} is not accessible:\n${found.join('\n')}`);
}
