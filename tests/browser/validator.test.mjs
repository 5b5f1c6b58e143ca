// The validator, as a page of the site and as one file that any server serves beside the npm package: what it says of what is typed and scanned.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PACKAGE, tarball } from '../../scripts/lib/npm.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { assertAccessible, chooseTheme } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { scan } from '../lib/coupons.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

const { checkDigit, formatAmount, makeCouponBarcode, message, parseBarcode } = await import(join(PACKAGE, 'node.js'));
const FILE = join(project, 'web/examples/validador.html');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const LINE = '99991.23459 67890.123457 67890.123457 8 16770000012550';
const COUPON = makeCouponBarcode(12, 34567, '2025-01-27').value;
const next = (digit) => String((Number(digit) + 1) % 10);
const BROKEN = `${COUPON.slice(0, 18)}${next(COUPON[18])}`;
/** How many digits a barcode may have: of other counts the package says that there is none, whatever they begin with. */
const COUNTS = Array.from({ length: 64 }, (_, index) => index + 1)
  .filter((count) => [...'0123456789'].some((first) => parseBarcode(first.padEnd(count, '0')).errors?.[0].code !== 'barcode_length'));
/** The names that a type of the package lists. */
const named = (type) => [...readFileSync(join(PACKAGE, 'index.d.ts'), 'utf8').match(new RegExp(`type ${type} =([^;]*);`))[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name);
/**
 * A package with another calling code, and another check digit for a product's thirteen digits that begin with 2: what a page says of its own accord, it says wrongly of this one.
 */
const OTHER_PACKAGE = `
  import { parseBarcode as barcode, validatePhone as phone } from './web.js?own';
  export * from './web.js?own';
  export const parseBarcode = (text) => barcode(/^2\\d{12}$/.test(text) ? text.slice(0, 12) + (Number(text[12]) + 9) % 10 : text);
  export const validatePhone = (...given) => {
    const answer = phone(...given);
    return answer.ok ? { ...answer, value: { ...answer.value, international: '+999' + answer.value.national } } : answer;
  };
`;

/** A server that knows nothing but files, of a folder with the validator and the package as its first comment says. */
async function startFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'validator-'));
  copyFileSync(FILE, join(folder, 'validador.html'));
  mkdirSync(join(folder, 'ventanilla-core'));
  execFileSync('tar', ['xf', tarball(), '-C', join(folder, 'ventanilla-core'), '--strip-components=1']);
  const server = createServer((request, response) => {
    const file = join(folder, normalize(new URL(request.url, 'http://files').pathname));
    try {
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    } catch {
      response.destroy();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whether everything shown has its room, can be pressed by a thumb, and is accessible in both themes. */
async function look(page, name, isSite) {
  await assertFits(page);
  assert.deepEqual(await overflowing(page), [], name);
  assert.deepEqual(await smallTargets(page), [], name);
  if (isSite) return assertAccessible(page, name);
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await assertAccessible(page, `${name}, ${colorScheme}`);
  }
}

const type = (page, text) => page.locator('#text').fill(text);
/** The readings that are shown, in their order: [name, verdict]. */
const shown = (page) => page.locator('[data-verdict]').evaluateAll((cards) => cards.map(({ dataset }) => [dataset.testid, dataset.verdict]));
const best = async (page) => (await shown(page))[0];
/** The character that is marked, and where it is. */
const marked = (page, name) => page.byId(name).locator('mark').evaluate((mark) => [mark.textContent, [...(mark.previousSibling?.textContent ?? '')].length]);
const says = async (page, name, ...words) => {
  const text = await page.byId(name).innerText();
  for (const each of words) assert.ok(text.includes(each), `${each}: ${text}`);
};

for (const [what, isSite, start, address] of [
  ['as a page of the site', true, () => freshRuntime({ assets: true }), '/app/validador/'],
  ['as a file beside the package', false, startFiles, '/validador.html'],
]) {
  describe(what, () => {
    let server;
    let browser;
    before(async () => {
      server = await start();
      browser = await startBrowser();
    });
    after(async () => {
      await browser?.stop();
      await server?.stop();
    });
    async function open({ hash = '', script, ...options } = {}) {
      const page = await browser.newPage(server.url, options);
      if (script) await page.route('**/ventanilla-core/web.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
      await page.goto(`${address}${hash}`);
      await focused(page, 'text');
      return page;
    }

    test('a coupon is read, and a broken one says which digit and why', async () => {
      const page = await open();
      await type(page, COUPON);
      assert.deepEqual(await best(page), ['barcode', 'valid']);
      await says(page, 'barcode', 'Cupón de pago', '12', '34567', '27 de enero de 2025');

      await type(page, BROKEN);
      assert.deepEqual(await best(page), ['barcode', 'invalid']);
      assert.deepEqual(await marked(page, 'barcode'), [BROKEN[18], 18]);
      await says(page, 'barcode', 'Carácter 19 de 19', message('barcode_check_digit', 'es').value);
      assert.equal(await page.byId('right-digit').innerText(), `Con los demás dígitos, el verificador sería ${COUPON[18]} y no ${BROKEN[18]}.`);
      // For every place the digit that repairs the whole, where there is one.
      const columns = await page.byId('columns').locator('.instead').allInnerTexts();
      assert.equal(columns.length, COUPON.length);
      assert.equal(columns[18], COUPON[18]);
      await screenshot(page, 'validator-coupon');

      await type(page, COUPON.replace('27', '2O'));
      const letter = COUPON.indexOf('27') + 1;
      assert.deepEqual(await marked(page, 'barcode'), ['O', letter]);
      await page.byId('repair').click();
      assert.equal(await page.locator('#text').inputValue(), COUPON);
      assert.deepEqual(await best(page), ['barcode', 'valid']);
      await focused(page, 'results');
      page.assertNoErrors();
    });

    test('products and shipping units, right and wrong', async () => {
      const page = await open();
      for (const [payload, title] of [['20012345678', 'GTIN-12'], ['200123456789', 'GTIN-13'], ['2001234567890', 'GTIN-14'], ['12001234567890123', 'SSCC']]) {
        const right = checkDigit.compute('gs1', payload).value;
        await type(page, `${payload}${right}`);
        assert.deepEqual(await best(page), ['barcode', 'valid'], title);
        await says(page, 'barcode', title);
        const other = (Number(right) + 1) % 10;
        await type(page, `${payload}${other}`);
        assert.deepEqual(await best(page), ['barcode', 'invalid'], title);
        assert.deepEqual(await marked(page, 'barcode'), [String(other), payload.length]);
        assert.equal(await page.byId('right-digit').innerText(), `Con los demás dígitos, el verificador sería ${right} y no ${other}.`);
        assert.equal(await page.byId('columns').locator('.instead').count(), payload.length + 1);
      }
      page.assertNoErrors();
    });

    test('a coupon as it is printed, and a shipping unit behind its identifier, have twenty digits', async () => {
      const page = await open();
      await type(page, '00012034567202601279');
      assert.deepEqual(await best(page), ['barcode', 'invalid']);
      assert.deepEqual(await marked(page, 'barcode'), ['9', 19]);
      await says(page, 'barcode', 'Cupón de pago', 'Carácter 20 de 20', message('barcode_check_digit', 'es').value);
      const right = checkDigit.compute('mod10-left', '001203456720260127').value;
      assert.equal(await page.byId('right-digit').innerText(), `Con los demás dígitos, el verificador sería ${right} y no 9.`);
      // Below each digit stands what makes a coupon of it, and not what makes a shipping unit.
      const columns = await page.byId('columns').locator('.instead').allInnerTexts();
      assert.deepEqual([columns.length, columns[19]], [20, right]);
      await type(page, `0${COUPON}`);
      assert.deepEqual(await best(page), ['barcode', 'valid']);

      const unit = `12001234567890123${checkDigit.compute('gs1', '12001234567890123').value}`;
      await type(page, `00${unit}`);
      assert.deepEqual(await best(page), ['barcode', 'valid']);
      await says(page, 'barcode', 'SSCC, unidad de envío', unit);
      await type(page, `00${unit.slice(0, -1)}${next(unit.at(-1))}`);
      assert.deepEqual(await best(page), ['barcode', 'invalid']);
      assert.equal(await page.byId('other-digit').innerText(), `Leído como SSCC, su verificador sería ${unit.at(-1)}.`);

      // What is none says which there are, all of them.
      await type(page, '12345678901234567');
      await says(page, 'unknown', 'Tiene 17 dígitos.');
      const lists = await page.byId('unknown').locator('li').allInnerTexts();
      assert.deepEqual([...lists].sort(), ['Boleto: 44, 47, 48', 'Cupón de pago: 19, 20', 'GTIN: 8, 12, 13, 14', 'SSCC: 18, 20']);
      assert.deepEqual([...new Set(lists.join().match(/\d+/g).map(Number))].sort((one, other) => one - other), COUNTS);
      await type(page, '12345678901234567890');
      await says(page, 'unknown', 'Tiene 20 dígitos. De tantos hay códigos, pero ninguno como este.');
      page.assertNoErrors();
    });

    test('what the core passes over counts for nothing in a broken code', async () => {
      const page = await open();
      for (const before of [']C1', ']Cm', ' ]C1', '\u001d]e0']) {
        await type(page, `${before}${BROKEN}`);
        assert.deepEqual(await best(page), ['barcode', 'invalid'], JSON.stringify(before));
        assert.deepEqual(await marked(page, 'barcode'), [BROKEN[18], before.length + 18]);
        // The identifier's own digit is none of the code's.
        assert.equal(await page.byId('columns').locator('.instead').count(), 19, JSON.stringify(before));
      }
      for (const between of [' ', '-', '.', '\u2010', '\u2011', '\u001d', '\u0085', '\u00a0']) {
        await type(page, [BROKEN.slice(0, 4), BROKEN.slice(4, 10), BROKEN.slice(10, 14), BROKEN.slice(14)].join(between));
        assert.deepEqual(await best(page), ['barcode', 'invalid'], JSON.stringify(between));
        assert.equal(await page.byId('right-digit').innerText(), `Con los demás dígitos, el verificador sería ${COUPON[18]} y no ${BROKEN[18]}.`);
        assert.equal(await page.byId('columns').locator('.instead').count(), 19, JSON.stringify(between));
      }
      page.assertNoErrors();
    });

    test('a boleto is read, and the one change that repairs a broken one is offered', async () => {
      const page = await open();
      await type(page, LINE);
      assert.deepEqual(await best(page), ['barcode', 'valid']);
      await says(page, 'barcode', 'Boleto bancario', '999', 'R$\u00a0125,50', '31 de diciembre de 2026', LINE);
      const broken = LINE.replace('67890.', '67860.');
      await type(page, broken);
      assert.deepEqual(await marked(page, 'barcode'), ['7', broken.indexOf(' 67890') - 1]);
      assert.deepEqual(await page.byId('repair').allInnerTexts(), ['carácter 16: 6 → 9']);
      await page.byId('repair').click();
      assert.equal(await page.locator('#text').inputValue(), LINE);
      page.assertNoErrors();
    });

    test('a phone of each country, and one that is none', async () => {
      const page = await open();
      for (const [country, number, ...words] of [
        ['BO', '76543210', '+591 76543210', 'celular', 'Tigo'],
        ['BO', '22123456', '+591 22123456', 'fijo'],
        ['VE', '0414-5550099', '+58 4145550099', 'celular', 'operadora: Movistar'],
        ['BR', '(11) 98765-4321', '+55 11987654321', 'celular'],
        ['MX', '55 1234 5678', '+52 5512345678', 'fijo o celular'],
        ['AR', '011 15 2345-6789', '+54 91123456789', 'celular'],
      ]) {
        await page.locator('#country').selectOption(country);
        await type(page, number);
        assert.deepEqual(await best(page), ['phone', 'valid'], number);
        const first = await page.locator('[data-testid=phone] li').first().innerText();
        for (const each of words) assert.ok(first.includes(each), `${each}: ${first}`);
      }
      // The number of another country says so, and why it is none of the chosen one.
      await page.locator('#country').selectOption('BO');
      await type(page, '+58 414 5550099');
      assert.deepEqual((await shown(page)).slice(0, 2), [['phone', 'valid'], ['near-phone', 'invalid']]);
      await says(page, 'near-phone', 'Teléfono de Bolivia', message('phone_other_country', 'es').value);

      await page.locator('#country').selectOption('VE');
      await type(page, '0419-5550099');
      assert.deepEqual(await best(page), ['near-phone', 'invalid']);
      assert.deepEqual(await marked(page, 'near-phone'), ['9', 3]);
      await says(page, 'near-phone', 'Carácter 4 de 12', message('phone_unassigned', 'es').value);
      page.assertNoErrors();
    });

    test('an amount, and one that can be read in two ways', async () => {
      const page = await open();
      await type(page, '1.234,56');
      assert.deepEqual(await shown(page), [['amount', 'valid']]);
      await says(page, 'amount', 'Bs\u00a01.234,56');
      await page.locator('#currency').selectOption('USD');
      await says(page, 'amount', '1.234,56');
      await type(page, '1.234');
      assert.deepEqual(await shown(page), [['amount', 'doubtful']]);
      await says(page, 'amount', message('amount_ambiguous', 'es').value, 'Puede ser 1234,00 o 1,234.');
      for (const negative of ['-1.234', '-1,234', ' - 1.234 ']) {
        await type(page, negative);
        assert.deepEqual(await shown(page), [['amount', 'doubtful']]);
        await says(page, 'amount', 'Puede ser -1234,00 o -1,234.');
      }
      await page.getByRole('button', { name: 'EN, English' }).click();
      await says(page, 'amount', 'It may be -1234.00 or -1.234.');
      page.assertNoErrors();
    });

    test('the number of a service, and check digits of any number', async () => {
      const page = await open();
      await page.locator('#service').selectOption({ label: 'Movilnet fijo' });
      await type(page, '04243675525');
      await says(page, 'service', 'Movilnet fijo', message('service_number_mobile', 'es').value);
      await page.locator('#service').selectOption({ label: 'Movistar prepago' });
      assert.deepEqual(await best(page), ['service', 'valid']);

      await type(page, '12.345.678-5');
      assert.ok((await page.byId('schemes').locator('li').evaluateAll((items) => items.map(({ dataset }) => dataset.scheme))).includes('mod11-7-k'));
      await page.byId('schemes').locator('summary').click();
      assert.equal(await page.byId('schemes').locator('tr[data-scheme=luhn] td').innerText(), checkDigit.compute('luhn', '12345678').value);
      await type(page, '572572');
      assert.equal(await page.byId('schemes').locator('tr[data-scheme=damm] td').innerText(), checkDigit.compute('damm', '572572').value, 'it stays open');

      await page.locator('#service').selectOption('');
      await type(page, '12345678901234567');
      assert.deepEqual(await best(page), ['unknown', '']);
      page.assertNoErrors();
    });

    test('calling codes and check digits are what the package says', async () => {
      const page = await open({ script: OTHER_PACKAGE });
      await type(page, '76543210');
      assert.equal(await page.locator('[data-testid=phone] .figure').first().innerText(), '+999 76543210');
      // As many digits as only a number with its calling code has.
      await type(page, '999765432101');
      assert.ok((await shown(page)).some(([name]) => name === 'near-phone'));
      await type(page, '591765432101');
      assert.ok(!(await shown(page)).some(([name]) => name === 'near-phone'));

      const right = checkDigit.compute('gs1', '200123456789').value;
      await type(page, `200123456789${right}`);
      assert.deepEqual(await best(page), ['barcode', 'invalid']);
      assert.equal(await page.byId('right-digit').innerText(), `Con los demás dígitos, el verificador sería ${next(right)} y no ${right}.`);
      page.assertNoErrors();
    });

    test('there are the countries, currencies and schemes of the package, and no others', async () => {
      const page = await open();
      const values = (id) => page.locator(`#${id} option`).evaluateAll((options) => options.map(({ value }) => value));
      const countries = await values('country');
      assert.deepEqual([...countries].sort(), named('CountryCode').sort());
      assert.deepEqual((await values('currency')).sort(), named('CurrencyCode').sort());
      for (const country of countries) {
        await page.locator('#country').selectOption(country);
        const currency = await page.locator('#currency').inputValue();
        // ISO 4217 begins a country's currency with the country's own letters.
        assert.equal(currency.slice(0, 2), country);
        assert.equal(await page.locator('#currency option:checked').innerText(), `${currency} · ${formatAmount('0', currency).value.symbol}`);
      }
      await type(page, '572572');
      await page.byId('schemes').locator('summary').click();
      const rows = await page.byId('schemes').locator('tr').evaluateAll((all) => all.map((row) => [row.dataset.scheme, row.querySelector('th').innerText.trim()]));
      assert.deepEqual(rows.map(([scheme]) => scheme), checkDigit.schemes().filter((scheme) => checkDigit.compute(scheme, '572572').ok));
      for (const [scheme, name] of rows) assert.notEqual(name, '', scheme);
      page.assertNoErrors();
    });

    test('a scan is taken wherever the focus is, and told', async () => {
      const page = await open();
      await type(page, '30');
      assert.ok(await page.locator('#scanned').isHidden());
      await page.locator('#country').focus();
      await scan(page, COUPON);
      assert.equal(await page.locator('#text').inputValue(), COUPON);
      assert.equal(await page.locator('#scanned').innerText(), 'Escaneado');
      assert.match(await page.locator('#status').innerText(), /^Escaneado\. Cupón de pago: ✓ Válido$/);
      await focused(page, 'text');
      // Another one replaces what is there; what is typed by hand replaces the scan, and is none.
      await scan(page, BROKEN);
      assert.equal(await page.locator('#text').inputValue(), BROKEN);
      await page.keyboard.type('3', { delay: 80 });
      await page.keyboard.type('0', { delay: 80 });
      assert.equal(await page.locator('#text').inputValue(), '30');
      assert.ok(await page.locator('#scanned').isHidden());
      page.assertNoErrors();
    });

    test('another language, and what is chosen, stand in the address; what is typed does not', async () => {
      const page = await open();
      await type(page, BROKEN);
      await page.getByRole('button', { name: 'EN, English' }).click();
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      await says(page, 'barcode', 'Payment coupon', 'Character 19 of 19', message('barcode_check_digit', 'en').value);
      await page.locator('#country').selectOption('BR');
      assert.equal(await page.locator('#currency').inputValue(), 'BRL');
      await page.locator('#currency').selectOption('USD');
      assert.equal(new URL(page.url()).hash, '#idioma=en&pais=BR&moneda=USD');
      await page.reload();
      await focused(page, 'text');
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'What is it, and is it right?');
      assert.deepEqual([await page.locator('#country').inputValue(), await page.locator('#currency').inputValue()], ['BR', 'USD']);
      const portuguese = await open({ hash: '#pais=VE&servicio=216&moneda=nothing', locale: 'pt-BR' });
      assert.equal(await portuguese.getAttribute('html', 'lang'), 'pt');
      assert.deepEqual(await Promise.all(['country', 'currency', 'service'].map((id) => portuguese.locator(`#${id}`).inputValue())), ['VE', 'VES', '216']);
      const french = await open({ locale: 'fr-FR' });
      assert.equal(await french.getAttribute('html', 'lang'), 'es');
      for (const each of [page, portuguese, french]) each.assertNoErrors();
    });

    test('every example is what it says, and nothing that is typed is sent', async () => {
      const page = await open();
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      // Of a number that is nothing else, the schemes are no verdict.
      for (const [side, verdicts] of [['right', ['valid', '']], ['wrong', ['invalid', 'doubtful']]]) {
        for (const button of await page.locator(`#${side} button`).all()) {
          await button.click();
          const [name, verdict] = await best(page);
          assert.ok(verdicts.includes(verdict) && name !== 'unknown', `${await button.innerText()}: ${name} ${verdict}`);
        }
      }
      assert.deepEqual(asked, []);
      page.assertNoErrors();
    });

    for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
      test(`it fits, and everybody can use it, ${size}`, async () => {
        const page = await open({ viewport });
        const found = [];
        for (const [name, text] of [['empty', ''], ['coupon', COUPON], ['broken', BROKEN], ['printed', `0${BROKEN}`], ['boleto', LINE.replace('67890.', '67860.')], ['phone', '76543210'], ['none', 'hola'], ['amount', '1.234']]) {
          await type(page, text);
          if (name === 'printed') {
            const rows = await page.byId('columns').locator('li').evaluateAll((items) => new Set(items.map((item) => item.offsetTop)).size);
            assert.equal(rows, 1, 'every digit stands in one row');
          }
          if (name === 'phone') await page.byId('schemes').locator('summary').click();
          await look(page, `${name}, ${size}`, isSite).catch((error) => found.push(error.message));
        }
        assert.deepEqual(found, [], found.join('\n'));
        // From the field on by keyboard alone.
        await type(page, BROKEN.replace('3', 'O'));
        await page.locator('#text').focus();
        await page.keyboard.press('Tab');
        await focused(page, 'clear');
        await page.keyboard.press('Enter');
        await focused(page, 'text');
        assert.equal(await page.locator('#text').inputValue(), '');
        page.assertNoErrors();
      });
    }

    if (isSite) {
      test('on the site its theme is the one that was chosen on the device, and nothing in it is allowed but by its hash', async () => {
        const page = await open({ colorScheme: 'light' });
        await chooseTheme(page, 'dark');
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(18, 24, 26)');
        const { headers } = await fetch(`${server.url}${address}`);
        assert.doesNotMatch(headers.get('content-security-policy'), /unsafe-inline/);
        const wasm = await fetch(`${server.url}${address}ventanilla-core/core.wasm`);
        assert.deepEqual([wasm.headers.get('content-type'), wasm.headers.get('cache-control')], ['application/wasm', 'no-cache']);
        page.assertNoErrors();
      });
    }
  });
}
