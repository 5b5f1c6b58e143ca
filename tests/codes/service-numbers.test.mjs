// Numbers of Venezuela against libphonenumber-js, with all of libphonenumber's metadata, on 20,000 random ones each: which are mobiles,
// which are landlines, and which are neither. Whose a mobile is, that metadata does not say.
//
// Where they and the core differ, and why the core does as it does:
//
// | what | libphonenumber | why not |
// |---|---|---|
// | 0415, 0417 and 0418 | mobiles | nobody's that is sold here: only six prefixes have an operator |
// | 0400 and 0500 | landlines | numbers of companies, that no service has |
// | +58 and a 0 before the ten digits | takes it | the contract has ten digits after a calling code |
// | ten digits without the 0 | takes them | on the wire they are refused; typed ones are given it |
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { answers, digits } from '../lib/codes.mjs';
import { seeded } from '../lib/random.mjs';

const COUNT = 20_000;
const random = seeded('service numbers');

// One service each of Movistar's mobiles, Movilnet's, Digitel's, and of landlines.
const MOBILES = { 57: ['0414', '0424'], 58: ['0416', '0426'], 59: ['0412', '0422'] };
const LANDLINE = 63;
const SERVICES = [...Object.keys(MOBILES).map(Number), LANDLINE];

/** What libphonenumber says it is: its type, and its digits with the 0. */
function oracle(text) {
  const number = parsePhoneNumberFromString(text, 'VE');
  const isThere = number?.country === 'VE' && number.isValid();
  return isThere ? { type: number.getType(), trunk: `0${number.nationalNumber}` } : { type: 'none', trunk: null };
}

/** The services that a text is a number of, by libphonenumber but for the first two rows of the table. */
function expected(text) {
  const { type, trunk } = oracle(text);
  const is = {
    MOBILE: (service) => MOBILES[service]?.some((prefix) => trunk.startsWith(prefix)),
    FIXED_LINE: (service) => service === LANDLINE && trunk.startsWith('02'),
  }[type] ?? (() => false);
  return { trunk, services: SERVICES.filter(is) };
}

/** The services that the core takes each text for, and what it makes of it. */
function found(verb, texts) {
  const all = answers(texts.flatMap((text) => SERVICES.map((service) => `${verb} ${service} ${text}`)));
  return texts.map((_, index) => {
    const each = all.slice(index * SERVICES.length, (index + 1) * SERVICES.length);
    return { each, services: SERVICES.filter((_, place) => !each[place].startsWith('!')) };
  });
}

function compare(verb, texts) {
  let good = 0;
  found(verb, texts).forEach(({ each, services }, index) => {
    const text = texts[index];
    const { trunk, services: others } = expected(text);
    assert.deepEqual(services, others, text);
    services.forEach((service) => assert.equal(each[SERVICES.indexOf(service)], trunk, text));
    good += services.length;
  });
  return good;
}

/** Ten digits, mostly of a code that is somebody's or nearly so. */
const national = () => (random.below(5) ? `${random.pick(['2', '41', '42'])}${digits(random, 9)}`.slice(0, 10) : `${random.between(1, 9)}${digits(random, 9)}`);

test('numbers with their 0', () => {
  const good = compare('number', Array.from({ length: COUNT }, () => `0${national()}`));
  assert.ok(good > COUNT / 5 && good < COUNT * 0.9, `${good} good`);
});

test('numbers with the calling code', () => {
  const good = compare('number', Array.from({ length: COUNT }, () => `${random.pick(['+58', '58', '0058', '(+58)', '+58-'])}${national()}`));
  assert.ok(good > COUNT / 5 && good < COUNT * 0.9, `${good} good`);
});

test('numbers with a digit more or less', () => {
  const texts = Array.from({ length: COUNT }, () => {
    const text = national();
    return `${random.pick(['0', '+58'])}${random.below(2) ? text.slice(1) : `${text}${random.below(10)}`}`;
  });
  // The third row of the table.
  compare('number', texts.filter((text) => !text.startsWith('+580')));
});

test('ten digits: typed, they are given their 0; on the wire they are refused', () => {
  const texts = Array.from({ length: COUNT }, national);
  const good = compare('typed', texts);
  assert.ok(good > COUNT / 5 && good < COUNT * 0.9, `${good} good`);
  found('number', texts).forEach(({ each }, index) => each.forEach((answer) => assert.equal(answer, '!service_number_no_zero', texts[index])));
});

test('every area code there is', () => {
  compare('number', Array.from({ length: 1000 }, (_, code) => `0${String(code).padStart(3, '0')}${digits(random, 7)}`).filter((text) => !text.startsWith('00')));
});

test('where the core differs, libphonenumber still says so', () => {
  for (const prefix of ['0415', '0417', '0418']) {
    assert.equal(oracle(`${prefix}1234567`).type, 'MOBILE');
    assert.deepEqual(found('number', [`${prefix}1234567`])[0].each.slice(0, 3), Array(3).fill('!phone_unknown_prefix'));
  }
  for (const prefix of ['0400', '0500']) {
    assert.equal(oracle(`${prefix}1234567`).type, 'FIXED_LINE');
    assert.deepEqual(found('number', [`${prefix}1234567`])[0].services, []);
  }
  assert.equal(oracle('+5804243675525').trunk, '04243675525');
  assert.deepEqual(found('number', ['+5804243675525'])[0].each, Array(4).fill('!phone_too_long'));
});
