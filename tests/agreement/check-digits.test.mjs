// Each scheme of check digits against somebody else's implementation: cdigit, validator and stdnum.
//
// Where they and the package differ, and why the package does as it does:
//
// | who | what | the package, and why |
// |---|---|---|
// | cdigit, validator, stdnum | pass over what is no digit | refuses it: what is passed over in a barcode or a phone, their readers say |
// | cdigit | takes every two digits of MOD 97-10 that leave the right remainder, 00, 01 and 99 among them | refuses those that are never computed: from 02 to 98 there is one already |
// | validator | takes a small x of an ISSN | refuses it: only the capital X is one |
// | validator, stdnum | look at numbers of one length, or of some kinds alone | takes any length, as the scheme does |
// | stdnum | takes a 9 for a CUIT whose result is 10 | refuses it: the tax office issues another prefix instead |
import * as cdigit from 'cdigit';
import { stdnum } from 'stdnum';
import { weightedSum } from 'stdnum/lib/cjs/util/checksum.js';
import validator from 'validator';
import { agreement, mutated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';

const { checkDigit } = ventanilla;
const FOREIGN = [' ', '-', '.', 'x', 'X', 'K', '\u0663'];
// Most schemes are of digits alone.
const DIGITS = /^\d+$/;
const UP_TO_7 = [2, 3, 4, 5, 6, 7];
const UP_TO_9 = [...UP_TO_7, 8, 9];

/** An algorithm of cdigit, which throws where there is nothing to check. */
const ofCdigit = (algorithm) => ({
  isValid: (text) => {
    try {
      return algorithm.validate(text);
    } catch {
      return false;
    }
  },
  end: (payload) => algorithm.compute(payload),
});
/** stdnum's sum is a sum and nothing else; what a scheme makes of it stands here. */
const summed = (weights, modulus, reverse, check) => {
  const end = (payload) => check((modulus - weightedSum(payload, { weights, modulus, reverse })) % modulus);
  return { isValid: (text) => /^\d+.$/.test(text) && end(text.slice(0, -1)) === text.slice(-1), end };
};
/** Of one who only says yes or no, the end is what it says yes to; none, if nothing is. */
const accepting = (isValid, characters) => ({
  isValid,
  end: (payload) => [...characters].find((character) => isValid(`${payload}${character}`)) ?? '',
});

const anyLength = (random) => random.between(1, 30);
const foreign = (pattern, example) => ({ name: 'something else than digits', example, is: (text, ours, theirs) => ours === null && theirs !== null && !pattern.test(text) });
// Of any length, the sum says what is right.
const length = (pattern, example, sum) => ({
  name: 'a length or kind that is looked for elsewhere', example,
  is: (text, ours, theirs) => ours === 'valid' && theirs === null && !pattern.test(text) && sum.isValid(text),
});
// A remainder of 97 is that of 98, and nobody computes the other two digits.
const otherDigits = { name: 'two digits with the same remainder', example: '9701', is: (text, ours) => ours === null && /(00|01|99)$/.test(text) };
const CUIT = /^(20|23|24|27|30|33|34|50|51|55)\d{9}$/;
const OF_ISSN = summed(UP_TO_9, 11, true, (left) => (left === 10 ? 'X' : String(left)));
const OF_RUT = summed(UP_TO_7, 11, true, (left) => (left === 10 ? 'K' : String(left)));
const OF_CUIT = summed(UP_TO_7, 11, true, (left) => (left === 10 ? '' : String(left)));
/** Whether the digits before the last one have no check digit, and the package says why. */
function isNone(text) {
  const payload = text.slice(0, -1);
  return OF_CUIT.end(payload) === '' && checkDigit.compute('mod11-7', payload).errors?.[0].code === 'check_digit_none';
}

/** Scheme, whose the oracle is, the oracle, what makes a payload, and the classes of disagreements. */
const SCHEMES = [
  ['luhn', 'cdigit', ofCdigit(cdigit.luhn), anyLength, [foreign(DIGITS, '7992-7398713')]],
  ['gs1', 'cdigit', ofCdigit(cdigit.gtin), anyLength, [foreign(DIGITS, '400638 1333931')]],
  ['verhoeff', 'cdigit', ofCdigit(cdigit.verhoeff), anyLength, [foreign(DIGITS, '123456-79')]],
  ['damm', 'cdigit', ofCdigit(cdigit.damm), anyLength, [foreign(DIGITS, '12345-671')]],
  ['iso7064-11-2', 'cdigit', ofCdigit(cdigit.mod11_2), anyLength, [foreign(/^\d+[\dX]$/, '123-45672')]],
  ['iso7064-97-10', 'cdigit', ofCdigit(cdigit.mod97_10), anyLength, [foreign(DIGITS, '1234.56751'), otherDigits]],
  ['iso7064-11,10', 'cdigit', ofCdigit(cdigit.mod11_10), anyLength, [foreign(DIGITS, '123-45672')]],
  ['isbn-10', 'validator', accepting((text) => validator.isISBN(text, { version: 10 }), '0123456789X'), () => 9, [foreign(/^\d+[\dX]$/, '0-306406152')]],
  [
    'mod11-9-x', 'validator', accepting((text) => validator.isISSN(text), '0123456789X'), () => 7,
    [foreign(/^\d+[\dX]$/, '0378-5955'), length(/^\d{7}[\dX]$/, '019', OF_ISSN)],
  ],
  [
    'mod11-7-k', 'stdnum', accepting((text) => stdnum.CL.rut.validate(text).isValid, '0123456789K'), (random) => random.pick([7, 8]),
    [foreign(/^\d+[\dK]$/, '12345678-5'), length(/^\d{7,8}[\dK]$/, '19', OF_RUT)],
  ],
  [
    'mod11-7', 'stdnum', accepting((text) => stdnum.AR.cuit.validate(text).isValid, '0123456789'), () => null,
    [
      foreign(DIGITS, '20-26756539-3'),
      { name: 'a CUIT without a check digit', example: '20000000019', is: (text, ours, theirs) => ours === null && theirs !== null && text.endsWith('9') && isNone(text) },
      length(CUIT, '19', OF_CUIT),
    ],
  ],
  ['mod10-left', "stdnum's sum", summed([3, 1], 10, false, String), anyLength, []],
  ['mod11-9-zero', "stdnum's sum", summed(UP_TO_9, 11, true, (left) => String(left % 10)), anyLength, []],
  ['mod11-9-one', "stdnum's sum", summed(UP_TO_9, 11, true, (left) => (left === 0 || left === 10 ? '1' : String(left))), anyLength, []],
];

for (const [scheme, whose, oracle, payloadLength, classes] of SCHEMES) {
  const width = scheme === 'iso7064-97-10' ? 2 : 1;
  const payload = (random) => {
    const count = payloadLength(random);
    return count === null ? `${random.pick(['20', '23', '24', '27', '30', '33', '34', '50', '51', '55'])}${digits(random, 8)}` : digits(random, count);
  };
  const generate = (random) => {
    const start = payload(random);
    const right = `${start}${oracle.end(start)}`;
    const kind = random.below(20);
    if (kind < 12) return right;
    if (kind < 18) return mutated(random, right);
    if (kind < 19) return mutated(random, right, FOREIGN);
    return digits(random, random.between(0, 20));
  };
  const ours = (text) => {
    const isValid = checkDigit.isValid(scheme, text);
    const { ok, value } = checkDigit.compute(scheme, text.slice(0, -width));
    if (isValid !== (ok && value === text.slice(-width))) return 'isValid says something else than compute';
    return isValid ? 'valid' : null;
  };
  const compare = (text) => ({ ours: ours(text), theirs: oracle.isValid(text) ? 'valid' : null });
  agreement(`check digit ${scheme}, as ${whose} has it`, { generate, compare, classes });
}

// A CNPJ has two digits of this scheme, one after the other.
const withTwo = (text) => [12, 13].every((length) => checkDigit.isValid('mod11-9-zero', text.slice(0, length + 1)));
agreement('both check digits of a CNPJ, as stdnum has them', {
  generate: (random) => {
    const start = `${digits(random, 8)}000${random.below(10)}`;
    const first = `${start}${checkDigit.compute('mod11-9-zero', start).value}`;
    const right = `${first}${checkDigit.compute('mod11-9-zero', first).value}`;
    return random.below(10) < 6 ? right : mutated(random, right);
  },
  compare: (text) => ({
    ours: /^\d{14}$/.test(text) && withTwo(text) ? 'valid' : null,
    theirs: stdnum.BR.cnpj.validate(text).isValid ? 'valid' : null,
  }),
});
