// Boletos by the two libraries that read them.
import boletoUtils from '@mrmgomes/boleto-utils';
import validator from 'boleto-brasileiro-validator';

/** What boleto-utils says of bars or a line, or `null`. */
export function boleto(text) {
  const found = boletoUtils.validarBoleto(text);
  return found.sucesso ? { code: found.codigoBarras, line: found.linhaDigitavel, amount: found.valor } : null;
}

/** Whether boleto-brasileiro-validator takes it, with the check digits of a line's fields. */
export const isBoleto = (text) => validator.boleto(text, true);
