// Measures both sides on the same inputs, in Node and in Chromium. That they say the same is looked at first.
import { boleto, isBoleto } from './boletos.mjs';
import { form } from './forms.mjs';
import { inputs } from './inputs.mjs';
import { amount, isAmount, isGtin, isPhone, phone } from './libraries.mjs';
import { median } from './median.mjs';

const COUNT = 1000;
const BATCH = 10_000;
const ROUNDS = 11;
const ROUND_MS = 25;
const WARM_MS = 150;
// No input means two days by it.
const TODAY = '2026-11-29';

const value = (answer) => (answer.ok ? answer.value : null);

/** Kinds of calls: what is called, whose the other side is, the inputs, and both sides, with what of their answers has to be the same. */
function cases(core, { phones, amounts, gtins, boletos, forms }) {
  const phoneParts = (found) => found && [found.country, found.national, found.international, found.kind];
  const amountParts = (found) => found && [found.minor, found.text, found.number, found.currency, found.symbol];
  const boletoParts = (found) => found && [found.code, found.line, Math.round((found.amount?.text ?? found.amount) * 100)];
  const whether = Boolean;
  return [
    ['validatePhone', 'libphonenumber-js', phones, ([country, text]) => value(core.validatePhone(country, text)), ([country, text]) => phone(country, text), phoneParts],
    ['isPhone', 'libphonenumber-js', phones, ([country, text]) => core.isPhone(country, text), ([country, text]) => isPhone(country, text), whether],
    ['parseAmount', 'decimal.js', amounts, (text) => value(core.parseAmount(text, 'BOB')), amount, amountParts],
    ['isAmount', 'decimal.js', amounts, (text) => core.isAmount(text, 'BOB'), isAmount, whether],
    ['parseBarcode, GTIN', 'validator', gtins, (text) => value(core.parseBarcode(text, TODAY)), isGtin, whether],
    ['isBarcode, GTIN', 'validator', gtins, (text) => core.isBarcode(text, TODAY), isGtin, whether],
    ['parseBarcode, boleto', 'boleto-utils', boletos, (text) => value(core.parseBarcode(text, TODAY)), boleto, boletoParts],
    ['isBarcode, boleto', 'boleto-brasileiro-validator', boletos, (text) => core.isBarcode(text, TODAY), isBoleto, whether],
    ['validateForm, top-up', 'zod', forms, (body) => value(core.validateForm('kantuta/top-up', body)), (body) => form(body), (found) => found && canonical(found.body ?? found)],
  ];
}

const canonical = (body) => JSON.stringify(Object.entries(JSON.parse(body)).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Lists of 10,000 at once. */
function batches(core, { bolivians, amounts, gtins }) {
  return [
    ['validatePhones, 10,000 of Bolivia', 'libphonenumber-js', bolivians, (texts) => core.validatePhones('BO', texts), (texts) => texts.map((text) => phone('BO', text))],
    ['parseAmounts, 10,000', 'decimal.js', amounts, (texts) => core.parseAmounts(texts, 'BOB'), (texts) => texts.map(amount)],
    ['parseBarcodes, 10,000 GTIN', 'validator', gtins, (texts) => core.parseBarcodes(texts, TODAY), (texts) => texts.map(isGtin)],
    ['isBarcode, 10,000 GTIN', 'validator', gtins, (texts) => texts.map((text) => core.isBarcode(text, TODAY)), (texts) => texts.map(isGtin)],
  ];
}

function assertSame(name, list, ours, theirs, parts) {
  for (const input of list) {
    const [one, other] = [JSON.stringify(parts(ours(input))), JSON.stringify(parts(theirs(input)))];
    if (one !== other) throw new Error(`${name}: of ${JSON.stringify(input)} the package says ${one}, the library ${other}`);
  }
}

let kept = 0;

/** Nanoseconds for each item, of calling `one` with everything in the list for so many milliseconds. */
function round(list, one, milliseconds) {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    for (const input of list) kept += one(input) ? 1 : 0;
    calls += list.length;
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds);
  return (elapsed * 1e6) / calls;
}

/** Both sides turn by turn, so that whatever else the machine does is shared. */
function compare(list, ours, theirs) {
  round(list, ours, WARM_MS);
  round(list, theirs, WARM_MS);
  const rounds = Array.from({ length: ROUNDS }, () => [round(list, ours, ROUND_MS), round(list, theirs, ROUND_MS)]);
  return [median(rounds.map(([own]) => own)), median(rounds.map(([, other]) => other))];
}

/** Results of every case: `{ name, library, kind, ours, theirs }`, nanoseconds for each input. */
export function measure(core) {
  const few = inputs(COUNT);
  const many = inputs(BATCH);
  const results = [];
  for (const [name, library, lists, ours, theirs, parts] of cases(core, few)) {
    for (const kind of ['good', 'mixed']) {
      assertSame(name, lists[kind], ours, theirs, parts);
      const [own, other] = compare(lists[kind], ours, theirs);
      results.push({ name, library, kind, ours: own, theirs: other });
    }
  }
  for (const [name, library, lists, ours, theirs] of batches(core, many)) {
    for (const kind of ['good', 'mixed']) {
      const [own, other] = compare([lists[kind]], ours, theirs);
      results.push({ name, library, kind, ours: own / BATCH, theirs: other / BATCH });
    }
  }
  // What nobody looks at could be left out by an engine.
  if (kept < 0) throw new Error('nothing was measured');
  return results;
}
