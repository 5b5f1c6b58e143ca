// Boletos against two libraries, on 100,000 random ones each: boleto-brasileiro-validator says which are right, and
// @mrmgomes/boleto-utils turns lines into bars and back and reads amounts and days.
//
// Where they and the core differ, and why the core does as it does:
//
// | who | what | why not |
// |---|---|---|
// | validator | takes a bank's 44 digits in any currency | what is collected is reais: the core wants a 9 |
// | validator | looks at a line's fields only where it is asked to be strict | here it is asked |
// | utils | takes a line whose general check digit is wrong | it looks at the fields' only; FEBRABAN has both |
// | utils | gives a bank's bars the general digit 0 for the results 10 and 11 | FEBRABAN: 1, and never 0 |
// | utils | takes collection with 14 zeros after its fifth digit, or at its end, for a card's bill | by its own guess; FEBRABAN has no such rule |
// | utils | reads 20128572.49 as 128572.49 | it cuts what stands before a second digit of zero, as if that were a zero too |
// | utils | reads an amount of zero as 0, a due factor of zero as 1997-10-07 | both are left open |
// | utils | gives two due dates, whatever the day | `today` tells which it is |
import assert from 'node:assert/strict';
import { test } from 'node:test';
import boletoUtils from '@mrmgomes/boleto-utils';
import validator from 'boleto-brasileiro-validator';
import { answers, digits } from '../lib/codes.mjs';
import { seeded } from '../lib/random.mjs';

const COUNT = 100_000;
const TODAY = '2026-11-28';
const random = seeded('boletos');

const withDigit = (text, place, digit) => `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;
const ask = (texts) => answers(texts.map((text) => `boleto ${TODAY} ${text}`));

/** Bars of a bank or of collection, whose general check digit is one of ten. */
function bars() {
  const factor = random.below(10) ? String(random.between(1, 9999)).padStart(4, '0') : '0000';
  const amount = random.below(10) ? String(random.below(10 ** random.between(1, 10))).padStart(10, '0') : '0000000000';
  return random.below(2)
    ? `${String(random.below(800)).padStart(3, '0')}9${random.below(10)}${factor}${amount}${digits(random, 25)}`
    : `8${random.between(1, 9)}${random.between(6, 9)}${random.below(10)}0${amount}${digits(random, 29)}`;
}

/** Bars with the only general check digit that the validator takes. */
const RIGHT_BARS = Array.from({ length: COUNT }, () => {
  const start = bars();
  const place = start.startsWith('8') ? 3 : 4;
  const right = Array.from({ length: 10 }, (_, digit) => withDigit(start, place, digit)).filter((text) => validator.boleto(text));
  assert.equal(right.length, 1, start);
  return right[0];
});

test('which bars are right', () => {
  const texts = Array.from({ length: COUNT }, bars);
  const found = ask(texts);
  let right = 0;
  texts.forEach((text, index) => {
    const expected = validator.boleto(text);
    right += expected ? 1 : 0;
    assert.equal(found[index] !== '!barcode_check_digit', expected, text);
  });
  assert.ok(right > COUNT / 20 && right < COUNT / 5, `${right} right`);
});

test('which lines are right', () => {
  // Half of them with one wrong digit.
  const texts = ask(RIGHT_BARS).map((answer) => {
    const [, line] = answer.split(' ');
    const place = random.between(3, line.length - 1);
    return random.below(2) ? line : withDigit(line, place, (Number(line[place]) + random.between(1, 9)) % 10);
  });
  const found = ask(texts);
  texts.forEach((text, index) => assert.equal(!found[index].startsWith('!'), validator.boleto(text, true), text));
});

test('lines, amounts and due dates', () => {
  const found = ask(RIGHT_BARS);
  const oldest = Date.parse(TODAY) - 3000 * 86_400_000;
  RIGHT_BARS.forEach((text, index) => {
    const [barcode, line, cents, due] = found[index].split(' ');
    assert.equal(barcode, text);
    const isBank = !text.startsWith('8');
    if (!isBank && boletoUtils.identificarTipoBoleto(text) === 'CARTAO_DE_CREDITO') return;
    assert.equal(line, boletoUtils.codBarras2LinhaDigitavel(text), text);
    if (!isBank && boletoUtils.identificarTipoBoleto(line) === 'CARTAO_DE_CREDITO') return;
    assert.equal(boletoUtils.linhaDigitavel2CodBarras(line), text);
    const amount = boletoUtils.identificarValor(text, 'CODIGO_DE_BARRAS');
    if (!isBank || !/^[1-9]0/.test(text.slice(9))) assert.equal(cents === '-' ? 0 : Number(cents), Math.round(amount * 100), text);
    const factor = isBank ? Number(text.slice(5, 9)) : 0;
    if (factor === 0) return assert.equal(due, '-', text);
    const earlier = boletoUtils.identificarData(text, 'CODIGO_DE_BARRAS').toISOString().slice(0, 10);
    const later = boletoUtils.identificarDataComNovoFator2025(text, 'CODIGO_DE_BARRAS').toISOString().slice(0, 10);
    assert.equal(due, factor >= 1000 && Date.parse(earlier) < oldest ? later : earlier, text);
  });
});

test('where the libraries are wrong, they still are', () => {
  // Each is a reason in the table above; once one is mended, its row can go.
  const line = '00190500954014481606906809350314337370000000100';
  const wrong = withDigit(line, 32, 4);
  assert.equal(boletoUtils.validarCodigoComDV(wrong, 'LINHA_DIGITAVEL'), true);
  const foreign = Array.from({ length: 10 }, (_, digit) => `0018${digit}373700000001000500940144816060680935031`).find((text) => validator.boleto(text));
  const zero = RIGHT_BARS.find((text) => !text.startsWith('8') && boletoUtils.calculaDVCodBarras(text, 4, 11) === 0);
  assert.equal(zero[4], '1');
  assert.equal(boletoUtils.identificarTipoBoleto(`8361${'0'.repeat(40)}`), 'CARTAO_DE_CREDITO');
  assert.equal(boletoUtils.identificarValor('79398603820128572490924716320682570084614289', 'CODIGO_DE_BARRAS'), 128572.49);
  assert.deepEqual(ask([wrong, foreign]), ['!barcode_check_digit', '!boleto_currency']);
});
