// Amounts against decimal.js. What people type is told apart here by a grammar of its own, written from what the package promises in
// index.d.ts; decimal.js says what the digits are worth, whether that is in range, and how it is written. What machines write, it reads itself.
//
// Where they and the package differ, and why the package does as it does:
//
// | what | decimal.js | the package, and why |
// |---|---|---|
// | exponents, Infinity, NaN, and 0x, 0b and 0o | reads them | refuses them: nobody means money by them |
// | a plus sign | reads it | refuses it: a change has a kind beside its amount |
// | 1.234 | is 1.234 | refuses it: to some it is 1234 |
// | more than two decimals, zeros among them | reads them | refuses them, and rounds nothing |
// | commas, spaces, thousands in groups | refuses them | reads them as people mean them |
// | 3-6,657 | is none | refuses it as well, but for what could be read in two ways |
// | more than 2^53 - 1 cents, in either direction | reads them | refuses them: JavaScript has no such number |
import Decimal from 'decimal.js';
import { agreement, mutated, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });
const CENTS_MAX = new Exact(2).pow(53).minus(1);
const LENGTH_MAX = 64;
const CURRENCIES = ['BOB', 'VES', 'BRL', 'ARS', 'MXN', 'USD'];

const written = ({ minor, text, number }) => `${minor} ${text} ${number}`;

/** What an amount's digits and decimals are, as `ok`, or why it is none. */
function worth(decimal) {
  const value = new Exact(decimal);
  const cents = value.times(100);
  if (cents.abs().gt(CENTS_MAX)) return value.isNegative() ? 'too_small' : 'too_large';
  // What is nothing has no sign.
  const plain = value.isZero() ? value.abs() : value;
  return written({ minor: cents.isZero() ? '0' : cents.toFixed(0), text: plain.toFixed(2), number: plain.toFixed() });
}

// A group of thousands is of three digits, and one sign stands between all of them.
const GROUPS = [' ', '.', ',', "'"].map((sign) => {
  const one = sign === ' ' ? '[ \\u00a0\\u2009\\u202f]' : `\\${sign}`;
  const others = sign === '.' ? ',' : sign === ',' ? '\\.' : '[.,]';
  return new RegExp(`^(\\d{1,3}(?:${one}\\d{3})+)(?:${others}(\\d*))?$`);
});
const PLAIN = /^(\d*)(?:[.,](\d*))?$/;

/** An amount as people type it, or the code of what is wrong. */
function typed(text) {
  const trimmed = text.trim();
  if (trimmed === '') return 'required';
  if ([...trimmed].length > LENGTH_MAX) return trimmed.startsWith('-') ? 'too_small' : 'too_large';
  const [, minus, rest] = /^(-?)\s*(.*)$/s.exec(trimmed);
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(rest)) return 'amount_ambiguous';
  const found = [PLAIN, ...GROUPS].map((pattern) => pattern.exec(rest)).find(Boolean);
  if (!found || !/\d/.test(rest)) return 'not_a_number';
  const [, whole, fraction = ''] = found;
  if (fraction.length > 2) return 'too_many_decimals';
  return worth(`${minus}${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`);
}

const isCode = (answer) => /^[a-z_]+$/.test(answer);

function ours(text, currency) {
  const { ok, value, errors } = ventanilla.parseAmount(text, currency);
  if (ventanilla.isAmount(text, currency) !== ok) return 'isAmount says something else';
  return ok ? written(value) : errors[0].code;
}

const grouped = (whole, sign) => whole.replace(/\B(?=(\d{3})+$)/g, sign);

/** An amount as people type it. */
function amount(random) {
  const whole = String(random.below(10 ** random.between(1, 9)));
  const decimal = random.pick(['.', ',']);
  const sign = random.pick(['', '', ' ', "'", '\u00a0', '\u202f', decimal === '.' ? ',' : '.']);
  const fraction = random.pick(['', '', `${decimal}${digits(random, 1)}`, `${decimal}${digits(random, 2)}`, `${decimal}${digits(random, random.below(5))}`]);
  const minus = random.below(6) ? '' : random.pick(['-', '- ']);
  return `${minus}${sign ? grouped(whole, sign) : whole}${fraction}`;
}

agreement('amounts as people type them, by decimal.js', {
  generate: (random) => {
    let text = random.below(12) ? amount(random) : digits(random, random.between(12, 20)).concat(random.pick(['', '.5', ',99']));
    if (random.below(4) === 0) text = mutated(random, text, ['.', ',', ' ', '-', "'"]);
    if (random.below(12) === 0) text = separated(random, text, [' ', '.', ',']);
    if (random.below(12) === 0) text = ` ${text}\t`;
    if (random.below(40) === 0) text = mutated(random, text, ['e', '+', '$', '\u0663', 'x', '%']);
    if (random.below(200) === 0) text = `${digits(random, random.between(50, 70))}`;
    return [text, random.pick(CURRENCIES)];
  },
  compare: ([text, currency]) => {
    const [own, other] = [ours(text, currency), typed(text)];
    // The codes of what is wrong have to be the same as well.
    return isCode(own) && own === other ? { ours: null, theirs: null } : { ours: own, theirs: isCode(other) ? null : other };
  },
  classes: [],
});

/** What decimal.js itself makes of a text. */
function machine(text) {
  try {
    const value = new Exact(text);
    // Of an exponent of millions there is no writing out.
    return value.isFinite() && Math.abs(value.e) < 60 ? written({ minor: value.times(100).toFixed(), text: value.toFixed(2), number: value.toFixed() }).replaceAll('-0 ', '0 ') : `${value}`;
  } catch {
    return null;
  }
}

agreement('amounts as machines write them, by decimal.js', {
  generate: (random) => {
    const value = new Exact(random.below(10 ** random.between(1, 9))).times(random.pick([1, 0.1, 0.01, 0.01, 0.001])).times(random.pick([1, 1, 1, -1]));
    let text = random.pick([() => value.toFixed(2), () => value.toFixed(), () => value.toFixed(1), () => value.toExponential(), () => `0x${random.below(1e6).toString(16)}`, () => value.toFixed(2)])();
    if (random.below(3) === 0) text = mutated(random, text, ['.', '-', ',', '+', 'e', ' ']);
    if (random.below(5) === 0) text = mutated(random, text, ['x', ',', ' ', '%']);
    if (random.below(20) === 0) text = digits(random, random.between(12, 20)).concat(random.pick(['', '.5', '.99']));
    return text;
  },
  compare: (text) => {
    const { ok, value } = ventanilla.parseAmount(text, 'BOB');
    return { ours: ok ? written(value) : null, theirs: machine(text) };
  },
  classes: [
    { name: 'exponents, infinities and other bases', example: '1e3', is: (text, own) => own === null && /[a-z]/i.test(text) },
    { name: 'a plus sign', example: '+30', is: (text, own) => own === null && text.startsWith('+') },
    { name: 'what can be read in two ways', example: '1.234', is: (text, own) => own === null && /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) },
    { name: 'more than two decimals', example: '0.100', is: (text, own) => own === null && /\.\d{3,}$/.test(text) },
    { name: 'commas, spaces and thousands in groups', example: '1.234.567', is: (text, own, other) => other === null && /[ ,]|\..*\./.test(text) && own === typed(text) },
    { name: 'beyond 2^53 - 1 cents', example: '90071992547409.92', is: (text, own, other) => own === null && new Exact(other?.split(' ')[0] ?? 0).abs().gt(CENTS_MAX) },
  ],
});

agreement('cents written out, by decimal.js', {
  generate: (random) => {
    const text = `${random.below(4) ? '' : '-'}${random.below(10 ** random.between(1, 16))}`;
    return random.below(2) ? text : random.pick([() => mutated(random, text, ['.', '-', ' ', 'e']), () => `${digits(random, random.between(14, 20))}`])();
  },
  compare: (text) => {
    const { ok, value } = ventanilla.formatAmount(text, 'BOB');
    const isWhole = /^-?\d+$/.test(text);
    const other = isWhole ? worth(new Exact(text).div(100)) : 'not_an_integer';
    return { ours: ok ? written(value) : null, theirs: isCode(other) ? null : other };
  },
});

agreement('shares of amounts, by decimal.js', {
  generate: (random) => [
    `${random.below(5) ? '' : '-'}${random.below(10 ** random.between(1, 13))}.${digits(random, 2)}`,
    random.below(4) ? `${random.below(1001)}${random.pick(['', '.5', `,${digits(random, 2)}`])}` : random.pick(['-1', '1000.01', '13%', '0.001', '', '1e1']),
  ],
  compare: ([text, rate]) => {
    const { ok, value } = ventanilla.percentOf(text, rate, 'BOB');
    const percent = typed(rate);
    const isRate = !isCode(percent) && new Exact(percent.split(' ')[2]).gte(0) && new Exact(percent.split(' ')[2]).lte(1000);
    const share = isRate ? new Exact(typed(text).split(' ')[2]).times(percent.split(' ')[2]).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP) : null;
    const other = share && worth(share);
    return { ours: ok ? written(value) : null, theirs: other && !isCode(other) ? other : null };
  },
});
