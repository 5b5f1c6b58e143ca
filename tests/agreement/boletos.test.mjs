// Boletos against two libraries: boleto-brasileiro-validator says which bars and lines are right, and @mrmgomes/boleto-utils turns each into the
// other and reads amounts and days.
//
// Where they and the package differ, and why the package does as it does:
//
// | who | what | the package, and why |
// |---|---|---|
// | validator | looks at a line's fields only where it is asked to be strict | here it is asked |
// | validator | takes a bank's digits in any currency | refuses it: what is collected is reais, a 9 |
// | validator | throws where collection's third digit is none of 6 to 9 | refuses it: that digit says how it is checked |
// | validator | refuses tabs and line ends | passes over them: scanners send them |
// | utils | takes collection with 14 zeros after its fifth digit, or at its end, for a card's bill | by its own guess; FEBRABAN has no such rule |
// | utils | reads 20128572.49 as 128572.49 | it cuts what stands before an amount's second digit of zero, as if that were a zero too |
// | utils | reads an amount of zero as 0, a due factor of zero as 1997-10-07 | both are left open |
// | utils | gives two due dates, whatever the day | `today` tells which it is |
import assert from 'node:assert/strict';
import boletoUtils from '@mrmgomes/boleto-utils';
import validator from 'boleto-brasileiro-validator';
import { agreement, mutated, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';

const TODAY = '2026-11-28';
// How long a due factor keeps its meaning.
const OLDEST = Date.parse(TODAY) - 3000 * 86_400_000;
const DIGITS = '0123456789';

const withDigit = (text, place, digit) => `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;

function isRight(text) {
  try {
    return validator.boleto(text, true);
  } catch {
    return false;
  }
}

/** The bars with the general check digit that the validator takes. */
function checked(bars) {
  const place = bars.startsWith('8') ? 3 : 4;
  const right = [...DIGITS].find((digit) => isRight(withDigit(bars, place, digit)));
  return right ? withDigit(bars, place, right) : bars;
}

/** Bars of a bank or of collection, nearly all of them right. */
function bars(random) {
  const factor = random.below(10) ? String(random.between(1, 9999)).padStart(4, '0') : '0000';
  const amount = random.below(10) ? String(random.below(10 ** random.between(1, 10))).padStart(10, '0') : '0000000000';
  if (random.below(2)) return checked(`${String(random.below(800)).padStart(3, '0')}${random.below(20) ? 9 : random.below(10)}0${factor}${amount}${digits(random, 25)}`);
  return checked(`8${random.between(1, 9)}${random.below(20) ? random.between(6, 9) : random.below(10)}00${amount}${digits(random, 29)}`);
}

const isCard = (text) => boletoUtils.identificarTipoBoleto(text) === 'CARTAO_DE_CREDITO';
const line = (text) => boletoUtils.codBarras2LinhaDigitavel(text).replace(/\D/g, '');

function generate(random) {
  let text = bars(random);
  if (random.below(2) && isRight(text) && !isCard(text)) text = line(text);
  if (random.below(3) === 0) text = mutated(random, text);
  if (random.below(6) === 0) text = separated(random, text, [' ', '.', '-']);
  if (random.below(40) === 0) text = mutated(random, text, ['x', '/', '\t', '\r']);
  return text;
}

/** The bars that digits are, or those of the line that they are. */
function barsOf(digits) {
  if (digits.length === 44) return digits;
  // Of lines, boleto-utils could take one of collection for a card's bill.
  return digits.length === 48 ? digits.replace(/(\d{11})\d/g, '$1') : boletoUtils.linhaDigitavel2CodBarras(digits);
}

/** Whether a bank's digits name another currency than the real. */
const isForeign = (text) => /^[0-79]\d\d[0-8]/.test(text.replace(/\D/g, ''));
/** The bars of what the validator takes. */
const ofValidator = (text) => (isRight(text) ? barsOf(text.replace(/\D/g, '')) : null);

function ours(text) {
  const { ok, value } = ventanilla.parseBarcode(text, TODAY);
  assert.equal(ventanilla.isBarcode(text, TODAY), ok, text);
  return ok && value.kind === 'boleto' ? value : null;
}

agreement('boletos, as boleto-brasileiro-validator has them', {
  generate,
  compare: (text) => ({ ours: ours(text)?.code ?? null, theirs: ofValidator(text) }),
  classes: [
    {
      name: 'tabs and line ends', example: '00190500954014481606906809350314337370000000100\r\n',
      is: (text, own, other) => own !== null && other === null && !isForeign(text) && ofValidator(text.replace(/[\t\r\n]/g, '')) === own,
    },
    { name: "a bank's in another currency", example: checked('00180373700000001000500940144816060680935031'), is: (text, own) => own === null && isForeign(text) },
  ],
});

const isBank = (text) => !text.startsWith('8');
const written = (typed, code, cents, due) => `${typed} ${code} ${cents || null} ${due}`;

/** What utils makes of right bars: the line, the amount in cents, unless it is said, and the day. */
function theirs(text, cents = Math.round(boletoUtils.identificarValor(text, 'CODIGO_DE_BARRAS') * 100)) {
  const factor = isBank(text) ? Number(text.slice(5, 9)) : 0;
  const day = (date) => date.toISOString().slice(0, 10);
  let due = null;
  if (factor > 0) {
    due = day(boletoUtils.identificarData(text, 'CODIGO_DE_BARRAS'));
    if (factor >= 1000 && Date.parse(due) < OLDEST) due = day(boletoUtils.identificarDataComNovoFator2025(text, 'CODIGO_DE_BARRAS'));
  }
  const typed = line(text);
  return written(typed, boletoUtils.linhaDigitavel2CodBarras(typed), cents, due);
}

/** What the digits of right bars say in cents. */
function centsOf(text) {
  if (isBank(text)) return Number(text.slice(9, 19));
  return '68'.includes(text[2]) ? Number(text.slice(4, 15)) : 0;
}

/** The same of collection, whatever utils takes it for: four fields, each with the check digit that it computes. */
function ofCollection(text) {
  const check = '67'.includes(text[2]) ? boletoUtils.calculaMod10 : boletoUtils.calculaMod11;
  return written(text.replace(/\d{11}/g, (field) => `${field}${check(field)}`), text, centsOf(text), null);
}

agreement('lines, amounts and due dates of boletos, as boleto-utils has them', {
  // Which are right is asked above.
  generate: (random) => (random.below(8) ? bars(random) : mutated(random, bars(random))),
  compare: (text) => {
    const found = ours(text);
    if (!found) return { ours: null, theirs: null };
    assert.deepEqual(ours(found.line), found, text);
    return { ours: written(found.line, found.code, found.amount?.minor, found.due_date), theirs: theirs(text) };
  },
  classes: [
    {
      name: "collection taken for a card's bill", example: checked(`83600${'0'.repeat(14)}${'1'.repeat(25)}`),
      is: (text, own, other) => other !== null && !isBank(text) && (isCard(text) || isCard(ofCollection(text).split(' ')[0])) && own === ofCollection(text),
    },
    {
      name: 'an amount whose second digit is a zero', example: '79398603820128572490924716320682570084614289',
      is: (text, own, other) => other !== null && /^[1-9]0/.test(text.slice(isBank(text) ? 9 : 4)) && own === theirs(text, centsOf(text)),
    },
  ],
});
