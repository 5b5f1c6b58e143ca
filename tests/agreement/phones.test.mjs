// Phones of five countries against libphonenumber-js, with all of libphonenumber's metadata: which texts are landlines or mobiles, which of the
// two, and what their national number is. The plans come from the same metadata; how a text is taken apart does not.
//
// Where they and the package differ, and why the package does as it does:
//
// | where | what | libphonenumber | the package, and why |
// |---|---|---|---|
// | all | a letter, a slash, a tab, a digit of another script, a second plus sign | looks for a number in the text | refuses it: what was typed is the number, or is mended |
// | all | a narrow no-break space, or a mark that turns the direction of writing | finds no number behind it | passes over it: address books and formatted numbers have them |
// | BO, BR, MX | 00 and a carrier's code, or Mexico's 09, and the country's own calling code | drops it | refuses it: nobody writes a number so |
// | BR | 00 55 and the number | takes 55 for the carrier of a call to elsewhere | reads it as +55, as in the other countries |
// | MX | 01, 044, 045 and 1 before ten digits | takes none of them | drops them: they were dialled until 2019, and are still written |
// | AR | a landline that has a 15 where an area code may end, after a 0 or a calling code | drops that 15 | reads it, since the plan has it |
//
// What has neither kind (free, premium and the like) is refused by both: no customer has one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { project } from '../../scripts/lib/project.mjs';
import { agreement, mutated, sampler, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';

const { countries } = JSON.parse(readFileSync(join(project, 'node_modules/libphonenumber-js/metadata.max.json'), 'utf8'));
// Where that metadata has what it says of each type of number; landlines and mobiles come first.
const TYPES = 11;
// And what stands before a national number.
const PARSING = 7;
const KINDS = { MOBILE: 'mobile', FIXED_LINE: 'fixed', FIXED_LINE_OR_MOBILE: 'fixed_or_mobile' };
// Mostly what people write, and some of what only a finder of numbers reads.
const SEPARATORS = [' ', ' ', ' ', '-', '-', '.', '(', ')', '\u00a0', '\u202f', '\u202a', '\u2010', '\u2011'];
// What libphonenumber does not take for a separator.
const PASSED_OVER = /[\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const FOREIGN = ['/', '\t', 'x', '+', '\uff17', '\u0663', '~', ',', '#'];

/** The digits of a text that has nothing but digits and what the package passes over, the plus sign among them; else `null`. */
function bare(text) {
  const found = text.replace(PASSED_OVER, '').replace(/[ \u00a0\-\u2010\u2011.()]/g, '');
  return /^\+?\d*$/.test(found) ? found : null;
}
const starts = (text, pattern) => pattern.test(bare(text) ?? '');
const refuses = (pattern) => (text, ours) => ours === null && starts(text, pattern);
/** Whether ours is what libphonenumber makes of the same number, written so that it knows it. */
const isAs = (country, text, ours) => ours !== null && ours === ofLibphonenumber(country, text);

const foreign = { name: 'a character that no number has', is: (text, ours) => ours === null && bare(text) === null };
const passedOver = (country) => ({
  name: 'a separator that libphonenumber does not know',
  is: (text, ours, theirs) => {
    const others = text.replace(PASSED_OVER, '');
    return theirs === null && others !== text && bare(text) !== null && isAs(country, others, ours);
  },
});
const abroad = (country, pattern, example) => ({ name: `${country} as from abroad, through a carrier`, example, is: refuses(pattern) });

// Its group has the area code, where that is one and a 15 follows.
const ARGENTINE_15 = new RegExp(`^(?:${countries.AR[PARSING]})`);
/** The digits without Argentina's calling code. */
const argentine = (text) => (bare(text) ?? '').replace(/^(\+54|0054|54)/, '');
// What was dialled before ten digits until 2019, behind the calling code as well.
const MEXICAN_2019 = /^(\+52|0052|52)?(01|044|045|1)(?=\d{10}$)/;

/** Of each country: what is dialled before a number inside it, and its own classes of disagreements. */
const COUNTRIES = {
  BO: {
    prefixes: ['0', '010', '013', '019'],
    classes: [{ ...foreign, example: '7654/3210' }, { ...passedOver('BO'), example: '7654\u202f3210' }, abroad('BO', /^001\d591/, '0010 591 76543210')],
  },
  VE: { prefixes: ['0'], classes: [{ ...foreign, example: '0414/3210987' }, { ...passedOver('VE'), example: '0414\u202f3210987' }] },
  BR: {
    prefixes: ['0', '015', '021', '041', '90', '9015', '9021'],
    classes: [
      { ...foreign, example: '11/987654321' },
      { ...passedOver('BR'), example: '11\u202f987654321' },
      abroad('BR', /^00(1[245]|2[1-35]|31|4[13]|[56]5|99)55/, '0015 55 11 987654321'),
      {
        name: 'BR behind 00 55',
        example: '0055 11 987654321',
        is: (text, ours, theirs) => theirs === null && starts(text, /^0055/) && isAs('BR', bare(text).replace('00', '+'), ours),
      },
    ],
  },
  MX: {
    prefixes: ['01', '044', '045', '1'],
    classes: [
      { ...foreign, example: '477/1234567' },
      { ...passedOver('MX'), example: '477\u202f1234567' },
      abroad('MX', /^0952/, '09 52 4771234567'),
      {
        name: 'MX as dialled until 2019',
        example: '+52 1 477 123 4567',
        is: (text, ours, theirs) => theirs === null && starts(text, MEXICAN_2019) && isAs('MX', bare(text).replace(MEXICAN_2019, '+52'), ours),
      },
    ],
  },
  AR: {
    prefixes: ['0'],
    classes: [
      { ...foreign, example: '11/23456789' },
      { ...passedOver('AR'), example: '11\u202f23456789' },
      {
        name: 'AR landline that has a 15',
        example: '011 1529-0207',
        is: (text, ours, theirs) =>
          theirs === null && Boolean(ARGENTINE_15.exec(argentine(text))[1]) && isAs('AR', argentine(text).replace(/^0/, ''), ours),
      },
    ],
  },
};

function ofLibphonenumber(country, text) {
  const number = parsePhoneNumberFromString(text, country);
  if (number?.country !== country || !number.isValid()) return null;
  const kind = KINDS[number.getType()];
  return kind ? `${number.nationalNumber} ${kind}` : null;
}

function ofVentanilla(country, text) {
  const { ok, value } = ventanilla.validatePhone(country, text);
  return ok ? `${value.national} ${value.kind}` : null;
}

for (const [country, { prefixes, classes }] of Object.entries(COUNTRIES)) {
  const [callingCode] = countries[country];
  const patterns = countries[country][TYPES].filter(Boolean).map(([pattern]) => sampler(pattern));

  /** A whole number, mostly of a person; Argentina's mobiles also as they are dialled there. */
  function whole(random) {
    const text = (random.below(8) ? patterns[random.below(2)] : random.pick(patterns))(random);
    if (country !== 'AR' || random.below(3)) return text;
    const national = text.replace(/^9/, '');
    const area = random.between(2, 4);
    return `${national.slice(0, area)}15${national.slice(area)}`;
  }

  function generate(random) {
    let text = random.below(8) ? whole(random) : digits(random, random.between(5, 13));
    if (random.below(3) === 0) text = `${random.pick(prefixes)}${text}`;
    if (random.below(3) === 0) text = `${random.pick(['+', '+', '00', '', '0010', '09'])}${random.below(8) ? callingCode : random.between(1, 999)}${text}`;
    if (random.below(3) === 0) text = mutated(random, text);
    if (random.below(3) === 0) text = separated(random, text, SEPARATORS);
    if (random.below(12) === 0) text = mutated(random, text, FOREIGN);
    return text;
  }

  const compare = (text) => ({ ours: ofVentanilla(country, text), theirs: ofLibphonenumber(country, text) });
  agreement(`phones of ${country}`, { generate, compare, classes });
}
