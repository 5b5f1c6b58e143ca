// What both sides are given: texts as people and scanners give them, all good, or good and bad in equal parts. They hold nothing that the two
// read differently; tests/agreement says what that is.
import { seeded } from '../../lib/random.mjs';

const COUNTRIES = {
  BO: ['591', ['7654####', '6123####', '7123####', '2241####', '3361####']],
  VE: ['58', ['414#######', '424#######', '412#######', '212#######', '241#######']],
  BR: ['55', ['119########', '219########', '319########', '112#######', '413#######']],
  MX: ['52', ['477#######', '55########', '33########', '664#######', '81########']],
  AR: ['54', ['91123######', '93514######', '92614######', '1143######', '3514######']],
};

const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const digit = (sum) => (10 - (sum % 10)) % 10;

function gs1(payload) {
  let sum = 0;
  for (let place = 0; place < payload.length; place += 1) sum += Number(payload.at(-1 - place)) * (place % 2 ? 1 : 3);
  return digit(sum);
}

function luhn(payload) {
  let sum = 0;
  for (let place = 0; place < payload.length; place += 1) {
    const doubled = Number(payload.at(-1 - place)) * (place % 2 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digit(sum);
}

function modulus11(payload) {
  let sum = 0;
  for (let place = 0; place < payload.length; place += 1) sum += Number(payload.at(-1 - place)) * ((place % 8) + 2);
  return 11 - (sum % 11);
}

/** All inputs, so many of each kind. */
export function inputs(count) {
  // The same each time, whatever SEED= says.
  const { below, pick } = seeded('inputs', 20261129);
  const digits = (length) => list(length, () => below(10)).join('');
  const filled = (pattern) => pattern.replace(/#/g, () => below(10));
  /** The text with one of its digits another one. */
  const wrong = (text, from = 0) => {
    const places = list(text.length, (place) => place).filter((place) => place >= from && /\d/.test(text[place]));
    const place = pick(places);
    return `${text.slice(0, place)}${(Number(text[place]) + 1 + below(9)) % 10}${text.slice(place + 1)}`;
  };

  const phone = () => {
    const country = pick(Object.keys(COUNTRIES));
    const [callingCode, patterns] = COUNTRIES[country];
    const national = filled(pick(patterns));
    const at = national.length - 4;
    const written = pick([national, `${national.slice(0, at)}-${national.slice(at)}`, `${national.slice(0, at - 3)} ${national.slice(at - 3, at)} ${national.slice(at)}`]);
    return [country, below(3) ? written : `+${callingCode} ${written}`];
  };
  const badPhone = () => {
    const [country, text] = phone();
    return [country, pick([text.slice(0, -3), `${text}${digits(3)}`, `+34 ${text.replace(/^\+\d+ /, '')}`, text.replace(/\d/, '')])];
  };
  const amount = () => pick([String(below(1000)), `${below(10_000)}.${digits(1)}`, `${below(100_000)}.${digits(2)}`, `${below(10)}.50`, `-${below(100)}.25`]);
  const badAmount = () => pick([`${below(10_000) + 1000}.${digits(2)}${1 + below(9)}`, `${below(1000)}.${digits(1)}.${digits(2)}`, `Bs ${below(100)}`, '', `9${digits(15)}`, `${below(100)},5,0x`]);
  const gtin = () => {
    const payload = digits(pick([7, 12, 12, 12, 13]));
    return `${payload}${gs1(payload)}`;
  };
  const bars = () => {
    const before = `${pick(['001', '237', '341', '104', '033'])}9`;
    // The factor is never below 1000, nor the second digit of the amount a zero, which boleto-utils would drop.
    const after = `${1000 + below(9000)}000000${1 + below(9)}${1 + below(9)}${digits(2)}${digits(25)}`;
    const check = modulus11(before + after);
    // For 10 and 11, boleto-utils takes another digit than FEBRABAN.
    return check > 9 ? bars() : `${before}${check}${after}`;
  };
  const line = (code) => {
    const fields = [`${code.slice(0, 4)}${code.slice(19, 24)}`, code.slice(24, 34), code.slice(34)];
    return `${fields.map((field) => `${field}${luhn(field)}`).join('')}${code.slice(4, 19)}`;
  };
  const boleto = () => (below(2) ? bars() : line(bars()));
  // A digit of a field, whose check digit both look at.
  const badBoleto = () => {
    const text = line(bars());
    return `${text.slice(0, 12)}${(Number(text[12]) + 1 + below(9)) % 10}${text.slice(13)}`;
  };
  const form = () => ({
    operadora: pick(['Tigo', 'Entel', 'Viva']),
    numero_cliente: pick(['7', '6']) + digits(7),
    monto: (below(100_000) + 10) / 100,
    id_caja_sesion: 1 + below(1000),
    ...(below(4) === 0 && { referencia_operadora: `R-${digits(6)}` }),
  });
  const badForm = () => ({ ...form(), ...pick([{ numero_cliente: digits(5) }, { monto: 0.05 }, { monto: 10.125 }, { operadora: 'Claro' }, { id_caja_sesion: 0 }, { otro: 1 }, { numero_cliente: '22441234' }]) });

  const both = (good, bad) => ({ good: list(count, good), mixed: list(count, (index) => (index % 2 ? bad() : good())) });
  return {
    phones: both(phone, badPhone),
    amounts: both(amount, badAmount),
    gtins: both(gtin, () => wrong(gtin())),
    boletos: both(boleto, badBoleto),
    forms: both(form, badForm),
    /** Phones of one country, as a list of one is checked. */
    bolivians: both(() => filled(pick(COUNTRIES.BO[1])), () => `1${digits(7)}`),
  };
}
