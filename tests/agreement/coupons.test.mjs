// Codes of payment coupons against a model written from their contract alone (tests/lib/coupon-model.mjs), read and made.
//
// Where they and the package differ, and why the package does as it does:
//
// | what | the contract | the package, and why |
// |---|---|---|
// | branch 0000 or customer 000000 | leaves them to the database | refuses them, or finds another reading: neither has that number |
// | dots and hyphens, and what a scanner says before the code of its symbology | does not speak of them | passes over them, as in every barcode |
// | 20 digits that are no coupon | refuses them | reads them as an SSCC where they are one behind its identifier 00 |
// | another count of digits | refuses it | reads a GTIN or an SSCC where it is one |
import * as cdigit from 'cdigit';
import { agreement, mutated, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';
import { checkDigitOf, isDay, makeCoupon, readCoupon } from '../lib/coupon-model.mjs';

const TODAY = '2026-11-28';
const COMPACT = TODAY.replaceAll('-', '');
const SEPARATORS = [' ', '\t', '\r', '\n', '\u001d', '.', '-'];

/** A day of the calendar, rarely one that is still to come. */
function day(random) {
  const year = random.below(10) ? random.between(2000, 2026) : random.between(0, 9999);
  const text = `${String(year).padStart(4, '0')}${String(random.between(1, 12)).padStart(2, '0')}${String(random.between(1, 31)).padStart(2, '0')}`;
  return isDay(text) ? text : day(random);
}

const number = (random, digitsMost) => random.below(10 ** random.between(1, digitsMost));

/** A code, rarely of a day that does not exist; sometimes with the twentieth digit of a printed one. */
function code(random) {
  const when = random.below(8) ? day(random) : digits(random, 8);
  const text = makeCoupon(number(random, 4), number(random, 6), when);
  switch (random.below(6)) {
    case 0: return `0${text}`;
    case 1: return `${text}${checkDigitOf(text)}`;
    default: return text;
  }
}

function generate(random) {
  let text = random.below(12) ? code(random) : digits(random, random.between(17, 21));
  if (random.below(3) === 0) text = mutated(random, text);
  if (random.below(4) === 0) text = separated(random, text, SEPARATORS);
  if (random.below(12) === 0) text = `${random.pick([']C1', ']I0', ' ]I1', ']'])}${text}`;
  if (random.below(40) === 0) text = mutated(random, text, ['x', '/', '\u0663', '\u00a0']);
  return text;
}

function ours(text) {
  const { ok, value } = ventanilla.parseBarcode(text, TODAY);
  if (!ok) return null;
  return value.kind === 'coupon' ? `${value.code} ${value.branch} ${value.customer} ${value.date.replaceAll('-', '')}` : `${value.kind} ${value.code}`;
}

function theirs(text) {
  const found = readCoupon(text, COMPACT);
  return found && `${found.code} ${found.branch} ${found.customer} ${found.day}`;
}

/** What a text is without what every barcode may have around it. */
const plain = (text) => text.replace(/^\s*\][A-Za-z][A-Za-z0-9]/, '').replace(/[.\-]/g, '');
const bare = (text) => plain(text).replace(/[\s\p{Cc}]/gu, '');

const ofZero = (reading) => /^\d{19} (0 \d+|\d+ 0) /.test(reading ?? '');
/** A code of another kind, as cdigit has its check digit: of as many digits, or behind an SSCC's identifier. */
function ofOtherKind(code) {
  const [, sscc = code] = /^00(\d{18})$/.exec(code) ?? [];
  if (!/^(\d{8}|\d{12,14}|\d{18})$/.test(sscc) || !cdigit.gtin.validate(sscc)) return null;
  return `${sscc.length === 18 ? 'sscc' : 'gtin'} ${sscc}`;
}
/** What a code is where the contract's reading of it has a number of zero: a coupon with a digit behind it, an SSCC, or nothing. */
function withoutZero(code) {
  const behind = code.length === 20 && checkDigitOf(code.slice(0, 19)) === code[19] ? theirs(code.slice(0, 19)) : null;
  return behind && !ofZero(behind) && behind.split(' ')[3] >= '20000101' ? behind : ofOtherKind(code);
}

agreement('coupons, read', {
  generate,
  compare: (text) => ({ ours: ours(text), theirs: theirs(text) }),
  classes: [
    {
      name: 'a branch or customer of number zero', example: makeCoupon(0, 5, '20260127'),
      is: (text, own) => ofZero(theirs(plain(text))) && own === withoutZero(bare(text)),
    },
    {
      name: 'dots, hyphens and symbologies', example: ']I00001-056789-20260127.4',
      is: (text, own, other) => other === null && plain(text) !== text && theirs(plain(text)) === own,
    },
    {
      name: 'an SSCC behind its identifier', example: '00106141411234567897',
      is: (text, own, other) =>
        own !== null && other === null && /^00\d{18}$/.test(bare(text)) && theirs(plain(text)) === null && own === ofOtherKind(bare(text)),
    },
    {
      name: 'a code of another kind', example: '106141411234567897',
      is: (text, own, other) => own !== null && other === null && bare(text).length < 19 && own === ofOtherKind(bare(text)),
    },
  ],
});

agreement('coupons, made', {
  generate: (random) => [random.between(-1, 10_001), number(random, 7), random.below(5) ? day(random) : digits(random, 8)],
  compare: ([branch, customer, when]) => {
    const { ok, value } = ventanilla.makeCouponBarcode(branch, customer, `${when.slice(0, 4)}-${when.slice(4, 6)}-${when.slice(6)}`);
    const isGood = branch >= 1 && branch <= 9999 && customer >= 1 && customer <= 999_999 && isDay(when);
    return { ours: ok ? value : null, theirs: isGood ? makeCoupon(branch, customer, when) : null };
  },
});
