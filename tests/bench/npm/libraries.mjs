// What people would use instead of the npm package, put together so that it says the same: libphonenumber-js with all metadata, validator and
// decimal.js.
import Decimal from 'decimal.js';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import isEAN from 'validator/es/lib/isEAN.js';

const AMOUNT_MAX = new Decimal('90071992547409.91');
const KINDS = { MOBILE: 'mobile', FIXED_LINE: 'fixed', FIXED_LINE_OR_MOBILE: 'fixed_or_mobile' };

function valid(country, text) {
  const number = parsePhoneNumberFromString(text, country);
  return number?.country === country && number.isValid() ? number : null;
}

/** A phone, or `null`. */
export function phone(country, text) {
  const number = valid(country, text);
  const kind = number && KINDS[number.getType()];
  return kind ? { country, national: number.nationalNumber, international: number.number, kind } : null;
}

/** Whether it is one. */
export const isPhone = (country, text) => valid(country, text) !== null;

/** A decimal of any kind that decimal.js reads; it says by throwing that there is none. */
function decimal(text) {
  try {
    return new Decimal(text);
  } catch {
    return null;
  }
}

/** Whether that is an amount with two decimals at most. */
export const isMoney = (value) => value !== null && value.decimalPlaces() <= 2 && value.abs().lte(AMOUNT_MAX);

/** An amount, or `null`. */
export function amount(text) {
  const value = decimal(text);
  return isMoney(value) ? { minor: value.times(100).toFixed(0), text: value.toFixed(2), number: value.toFixed(), currency: 'BOB', symbol: 'Bs' } : null;
}

/** Whether it is one. */
export const isAmount = (text) => isMoney(decimal(text));

/** Whether it is a GTIN. */
export const isGtin = (text) => isEAN(text);
