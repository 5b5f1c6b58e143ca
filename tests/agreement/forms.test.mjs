// Whole requests against schemas of zod: a top-up, a payment of a service, a coupon collected. What is in a field is told by models of its own
// (decimal.js for amounts, tests/lib/service-model.mjs for numbers of services); refusals have to name the same fields.
import Decimal from 'decimal.js';
import * as z from 'zod';
import { agreement, mutated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';
import { SERVICES, readServiceNumber } from '../lib/service-model.mjs';

const AMOUNT_MAX = new Decimal('9999999999.99');

/** An optional field, of which `null` says as little as nothing. */
const optional = (schema) => schema.nullish().transform((value) => value ?? undefined);
/** The text of an amount in range, or a refusal. */
const money = (text, least, context) => {
  const decimal = /^-?\d+(\.\d{1,2})?$/.test(text) ? new Decimal(text) : null;
  if (decimal?.gte(least) && decimal.lte(AMOUNT_MAX)) return decimal;
  context.addIssue({ code: 'custom', message: 'amount' });
  return z.NEVER;
};
const amount = (least) => z.number().transform((number, context) => {
  const decimal = money(new Decimal(number).toFixed(), least, context);
  return decimal === z.NEVER ? decimal : decimal.toNumber();
});
/** Where a text is taken as well, what is sent is a text. */
const amountOrText = (least) => z.union([z.string(), z.number()]).transform((value, context) => {
  const decimal = money(typeof value === 'number' ? new Decimal(value).toFixed() : value, least, context);
  return decimal === z.NEVER ? decimal : decimal.toFixed(2);
});
const text = (least, most) => z.string().trim().refine((value) => [...value].length >= least && [...value].length <= most && !/\p{Cc}/u.test(value));
const id = z.int().positive().max(Number.MAX_SAFE_INTEGER);

/** The eight digits of a Bolivian mobile, from what people write. */
const bolivian = z.string().transform((value, context) => {
  const bare = value.replace(/[ .()-]/g, '');
  const [, national] = /^(?:\+591|00591|591(?=\d{8}$))?([67]\d{7})$/.exec(bare) ?? [];
  if (national && value.length <= 40) return national;
  context.addIssue({ code: 'custom', message: 'phone' });
  return z.NEVER;
});

const topUp = z.strictObject({
  operadora: z.enum(['Tigo', 'Entel', 'Viva']),
  numero_cliente: bolivian,
  monto: amount('0.10'),
  id_caja_sesion: id,
  referencia_operadora: optional(text(0, 40)).transform((value) => value || undefined),
});

const service = z.literal(SERVICES);
const pay = z.object({ numberService: z.string().refine((value) => value.trim() !== ''), idTypeService: service, amount: amount('0.01') });
const number = z.object({ numberService: z.string(), idTypeService: service }).transform(({ numberService, idTypeService }, context) => {
  const found = readServiceNumber(idTypeService, numberService, { isTyped: false });
  if (found === null) context.addIssue({ code: 'custom', path: ['numberService'], message: 'number' });
  return found;
});

const collect = z.object({
  id_caja_sesion: id,
  cupon_id: optional(text(1, 36)),
  monto_entregado: optional(amountOrText('0')),
  metodo_pago: optional(z.enum(['EFECTIVO', 'QR', 'TRANSFERENCIA'])).transform((value) => value ?? 'EFECTIVO'),
});

const fieldsOf = (issues) => [...new Set(issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')])))].sort().join(',');
const canonical = (body) => JSON.stringify(Object.entries(body).filter(([, value]) => value !== undefined).sort(([one], [other]) => (one < other ? -1 : 1)));

function ofZod(schema, body) {
  const { success, data, error } = schema.safeParse(body);
  return success ? { body: canonical(data) } : { fields: fieldsOf(error.issues) };
}

/** As zod has it, with the number as its service has it. */
function payment(body) {
  const found = ofZod(pay, body);
  const numbered = number.safeParse(body);
  if (!numbered.success) return { fields: [...new Set([...(found.fields?.split(',') ?? []), ...fieldsOf(numbered.error.issues).split(',')])].sort().join(',') };
  return found.body ? { body: canonical({ ...pay.parse(body), numberService: numbered.data }) } : found;
}

function ofVentanilla(form, body) {
  const { ok, value, errors } = ventanilla.validateForm(form, body);
  return ok ? { body: canonical(JSON.parse(value.body)) } : { fields: errors.map(({ field }) => field).sort().join(',') };
}

const VALUES = [null, true, '', ' ', 'x', '12', [], {}, 0, -1, 1, 1.5, 0.1, 0.001, 1e21, 1e-7, 2 ** 53, '1.5', '\u0000', 'e\u0301'.repeat(30)];
const money_ = (random) => random.pick([() => random.below(1000) / 100, () => random.below(1e12) / 100, () => random.between(1, 500), () => 10_000_000_000 + random.below(100), () => random.below(10_000) / 1000])();
const id_ = (random) => random.pick([() => random.between(1, 1000), () => random.between(1, 1000), () => random.between(0, 2 ** 53)])();

/** Sometimes a field that is something else, missing, or not asked for. */
function spoiled(random, body) {
  const spoil = random.below(3) ? 0 : random.between(1, 2);
  for (let turn = 0; turn < spoil; turn += 1) {
    const name = random.below(6) ? random.pick([...Object.keys(body), 'otro']) : 'otro';
    if (random.below(6) === 0) delete body[name];
    else body[name] = typeof body[name] === 'string' && body[name] && random.below(2) ? mutated(random, body[name], [' ', 'x', '-']) : random.pick(VALUES);
  }
  return body;
}

const NUMBERS = { 57: ['414', '424', '416'], 58: ['416', '426'], 59: ['412', '422', '212'], 63: ['212', '241', '251', '210'], 60: ['', '1'], 216: ['0'] };

const forms = {
  'kantuta/top-up': {
    generate: (random) => spoiled(random, {
      operadora: random.below(20) ? random.pick(['Tigo', 'Entel', 'Viva']) : random.pick(['tigo', 'Claro', ' Tigo']),
      numero_cliente: `${random.pick(['', '', '+591 ', '591', '00591-'])}${random.below(12) ? random.pick(['6', '7']) : random.below(10)}${digits(random, 7)}`,
      monto: money_(random),
      id_caja_sesion: id_(random),
      ...(random.below(3) === 0 && { referencia_operadora: random.pick(['', ' R-1 ', 'x'.repeat(40), 'x'.repeat(41), digits(random, 8)]) }),
    }),
    theirs: (body) => ofZod(topUp, body),
  },
  'cps/pay': {
    generate: (random) => {
      const service = random.below(20) ? random.pick(Object.keys(NUMBERS)) : random.pick([62, 208, 211, 214, 229, 56, 0]);
      return spoiled(random, {
        numberService: `${random.pick(['0', '0', '0', '+58', '0058-', '58', ''])}${random.pick(NUMBERS[service] ?? NUMBERS[57])}${digits(random, 7)}`,
        idTypeService: Number(service),
        amount: money_(random),
      });
    },
    theirs: payment,
  },
  'portal/collect-coupon': {
    generate: (random) => spoiled(random, {
      id_caja_sesion: id_(random),
      ...(random.below(2) && { cupon_id: random.pick(['c-1', digits(random, 36), digits(random, 37), ' c ']) }),
      ...(random.below(2) && { monto_entregado: random.below(2) ? money_(random) : money_(random).toFixed(random.below(4)) }),
      ...(random.below(2) && { metodo_pago: random.pick(['EFECTIVO', 'QR', 'TRANSFERENCIA', 'qr']) }),
    }),
    theirs: (body) => ofZod(collect, body),
  },
};

for (const [form, { generate, theirs }] of Object.entries(forms)) {
  agreement(`requests of ${form}, by zod`, {
    generate,
    compare: (body) => {
      const [own, other] = [ofVentanilla(form, body), theirs(body)];
      // Refused by both for the same fields.
      if (own.fields !== undefined && own.fields === other.fields) return { ours: null, theirs: null };
      return { ours: own.body ?? own.fields, theirs: other.body ?? other.fields };
    },
  });
}
