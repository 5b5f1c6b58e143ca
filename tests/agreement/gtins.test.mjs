// GTIN and SSCC against validator's isEAN, which knows eight, thirteen and fourteen digits, and cdigit, which knows the check digit of any.
//
// Where they and the package differ, and why the package does as it does:
//
// | what | the libraries | the package, and why |
// |---|---|---|
// | spaces, control characters, dots, hyphens, and what a scanner says of the symbology | refuse them | passes over them: scanners send them, and people type them |
// | 19 digits, or 20 | are of no code | are a coupon's where they are one: the two have a common reader |
import assert from 'node:assert/strict';
import * as cdigit from 'cdigit';
import validator from 'validator';
import { agreement, mutated, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';
import { readCoupon } from '../lib/coupon-model.mjs';

const TODAY = '2026-11-28';
const SEPARATORS = [' ', '\t', '\r', '.', '-'];

function ours(text) {
  const { ok, value } = ventanilla.parseBarcode(text, TODAY);
  assert.equal(ventanilla.isBarcode(text, TODAY), ok, text);
  if (!ok) return null;
  return value.kind === 'gtin' ? `${value.format} ${value.code} ${value.gtin_14}` : `${value.kind} ${value.code}`;
}

function theirs(text) {
  if (/^00\d{18}$/.test(text)) return theirs(text.slice(2));
  if (!/^(\d{8}|\d{12,14}|\d{18})$/.test(text)) return null;
  const isValid = cdigit.gtin.validate(text);
  // A UPC-A is an EAN-13 that starts with a zero.
  if (text.length !== 18) assert.equal(validator.isEAN(text.length === 12 ? `0${text}` : text), isValid, text);
  if (!isValid) return null;
  return text.length === 18 ? `sscc ${text}` : `GTIN-${text.length} ${text} ${text.padStart(14, '0')}`;
}

const plain = (text) => text.replace(/^\s*\][A-Za-z][A-Za-z0-9]/, '').replace(/[.\-\s\p{Cc}]/gu, '');

function generate(random) {
  const start = digits(random, random.pick([7, 11, 12, 12, 13, 17]));
  let text = random.below(8) ? cdigit.gtin.generate(start) : digits(random, random.between(6, 20));
  if (text.length === 18 && random.below(2)) text = `00${text}`;
  if (random.below(3) === 0) text = mutated(random, text);
  if (random.below(6) === 0) text = separated(random, text, SEPARATORS);
  if (random.below(12) === 0) text = `${random.pick([']E0', ']C1', ' ]d2', ']'])}${text}`;
  if (random.below(40) === 0) text = mutated(random, text, ['x', '/', '\u0663']);
  return text;
}

const coupon = (text) => readCoupon(text, TODAY.replaceAll('-', ''));

agreement('GTIN and SSCC, as validator and cdigit have them', {
  generate,
  compare: (text) => ({ ours: ours(text), theirs: theirs(text) }),
  classes: [
    { name: 'coupons', example: '00001056789202601274', is: (text, own) => Boolean(own?.startsWith('coupon ')) && `coupon ${coupon(plain(text))?.code}` === own },
    { name: 'what scanners send and people type between digits', example: ']E0400-6381 333931', is: (text, own, other) => other === null && plain(text) !== text && theirs(plain(text)) === own },
  ],
});
