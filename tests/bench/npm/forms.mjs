// A whole request as zod reads it, with the libraries' phones and amounts.
import Decimal from 'decimal.js';
import * as z from 'zod';
import { isMoney, phone } from './libraries.mjs';

export * from './libraries.mjs';

const topUp = z.strictObject({
  operadora: z.enum(['Tigo', 'Entel', 'Viva']),
  numero_cliente: z.string().transform((text, context) => {
    const found = phone('BO', text);
    if (found?.kind === 'mobile') return found.national;
    context.addIssue({ code: 'custom', message: 'phone' });
    return z.NEVER;
  }),
  monto: z.number().transform((number, context) => {
    const value = new Decimal(number);
    if (isMoney(value) && value.gte('0.1') && value.lte('99999999.99')) return value.toNumber();
    context.addIssue({ code: 'custom', message: 'amount' });
    return z.NEVER;
  }),
  id_caja_sesion: z.int().positive(),
  referencia_operadora: z.string().trim().max(40).optional(),
});

/** The body of a top-up to send, or `null`. */
export function form(body) {
  const { success, data } = topUp.safeParse(body);
  return success ? JSON.stringify(data) : null;
}
