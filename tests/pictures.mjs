// Takes the README's pictures of the pages as they are built, into web/screenshots: `node tests/pictures.mjs`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../scripts/lib/project.mjs';
import { NARROW, WIDE, focused, startBrowser } from './lib/browser.mjs';
import { newKey, login } from './lib/client.mjs';
import { freshRuntime } from './lib/runtime.mjs';
import { confirm, noticed, open, signIn, typeSale } from './lib/till.mjs';

const folder = join(project, 'web/screenshots');
mkdirSync(folder, { recursive: true });
const take = (target, name) => target.screenshot({ path: join(folder, `${name}.png`) });

const runtime = await freshRuntime({ assets: true });
const browser = await startBrowser();
try {
  const page = await browser.newPage(runtime.url, { viewport: WIDE });
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 1', { '100.00': 3, '20.00': 4 });
  for (const [number, amount] of [['71234567', '10'], ['76543210', '50'], ['70012345', '20'], ['62123456', '30']]) {
    await typeSale(page, number, amount);
    await confirm(page);
    await noticed(page, 'Recarga registrada');
  }
  await typeSale(page, '71987654', '25');
  await take(page, 'till');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  await page.keyboard.press('F3');
  await focused(page, 'slip-print');
  await take(page.byId('slip'), 'receipt');

  const gerente = await login(runtime.url, 'Gerente');
  const { operaciones } = (await gerente.get('/operaciones?tipo=top_up')).body;
  await gerente.post(`/operaciones/${operaciones.at(-1).id}/reversar`, { motivo: 'Número equivocado' }, { key: newKey() });
  await page.goto('/app/oficina/#historial');
  await page.byId('operation').first().waitFor();
  await page.byId('sums').waitFor();
  await take(page, 'history');

  const phone = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true, deviceScaleFactor: 2, colorScheme: 'dark' });
  await signIn(phone, 'ana@kiosco.demo');
  await phone.byId('open-submit').waitFor();
  await open(phone, 'Caja 2', { '50.00': 2 });
  await phone.byId('notice-close').tap();
  await phone.byId('sell-number').fill('71234567');
  await phone.byId('quick-20').tap();
  await take(phone, 'phone');
} finally {
  await browser.stop();
  await runtime.stop();
}
