// Numbers of Mexico against libphonenumber-js, with all of libphonenumber's metadata: which ten digits are somebody's, and which are not.
// On mobiles and landlines the two cannot be told apart there since 2019.
//
// Where they and the core differ, and why the core does as it does:
//
// | what | libphonenumber | why not |
// |---|---|---|
// | 800, 900 and their like | free and premium numbers | no customer has one |
// | 01, 044, 045 and 521 before ten digits | takes none of them | they were dialled until 2019, and are still written |
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { answers, digits } from '../lib/codes.mjs';
import { seeded } from '../lib/random.mjs';

const COUNT = 20_000;
const random = seeded('mexican numbers');

/** The ten digits, if libphonenumber says that they are a person's. */
function oracle(text) {
  const number = parsePhoneNumberFromString(text, 'MX');
  const isPersons = number?.country === 'MX' && number.isValid() && ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number.getType());
  return isPersons ? number.nationalNumber : null;
}

/** What the core makes of each text; `null` of what it refuses. */
const core = (texts) => answers(texts.map((text) => `phone MX ${text}`)).map((answer) => (answer.startsWith('!') ? null : answer));

function compare(texts) {
  const found = core(texts);
  texts.forEach((text, index) => assert.equal(found[index], oracle(text), text));
  return found.filter(Boolean).length;
}

test('every area code there is', () => {
  const good = compare(Array.from({ length: 1000 }, (_, code) => `${String(code).padStart(3, '0')}${random.between(2, 9)}${digits(random, 6)}`));
  assert.ok(good > 300 && good < 700, `${good} good`);
});

test('ten digits, with and without the calling code', () => {
  const good = compare(Array.from({ length: COUNT }, () => `${random.pick(['', '+52', '0052', '+52-'])}${random.between(2, 9)}${digits(random, 9)}`));
  assert.ok(good > COUNT / 4 && good < COUNT * 0.9, `${good} good`);
});

test('a digit more or less', () => {
  const texts = Array.from({ length: COUNT }, () => `${random.pick(['', '+52'])}${random.between(2, 9)}${digits(random, random.pick([8, 10]))}`);
  // With the calling code and nothing before it, twelve digits are ten.
  assert.equal(compare(texts.filter((text) => text.startsWith('+') || !text.startsWith('52'))), 0);
});

test('prefixes that were dialled until 2019 are dropped', () => {
  const nationals = Array.from({ length: 1000 }, () => `${random.pick(['477', '55', '33', '999', '664'])}${digits(random, 10)}`.slice(0, 10));
  for (const prefix of ['044', '045', '01', '+521', '521', '+52 1 '.replaceAll(' ', '-')]) {
    const found = core(nationals.map((national) => `${prefix}${national}`));
    assert.deepEqual(found, nationals.map(oracle), prefix);
  }
});
