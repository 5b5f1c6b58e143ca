// What a shop's page, tool or Worker does with the package, the same wherever it runs. The package's functions are given.
export function use({ parseAmount, percentOf, validatePhone, isPhone, suggestOperator, parseBarcode, isBarcode, checkDigit, scanDetector, message, validateForm }) {
  const refused = parseAmount('1.234', 'BOB');
  const scanner = scanDetector().value;
  let scan = null;
  [...'0001056789202601274', 'Enter'].forEach((key, index) => {
    scan = scanner.press({ key, timeStamp: 1000 + index * 10 }).scan ?? scan;
  });
  return {
    amount: parseAmount('1.234,56', 'BOB'),
    refused,
    said: message(refused.errors[0], 'en').value,
    share: percentOf('100,50', '13', 'BOB').value.text,
    phone: validatePhone('AR', '011 15-2345-6789'),
    operator: suggestOperator('BO', '765').value,
    phones: [isPhone('BO', '76543210'), isPhone('BO', 'ñandú')],
    coupon: parseBarcode(scan.text, '2026-02-01'),
    item: isBarcode('4006381333931'),
    check: checkDigit.compute('luhn', '7992739871').value,
    form: validateForm?.('kantuta/top-up', { operadora: 'Tigo', numero_cliente: '+591 76543210', monto: 30.5, id_caja_sesion: 7 }) ?? null,
  };
}

/** What comes of it. */
export const expected = {
  amount: { ok: true, value: { minor: '123456', text: '1234.56', number: '1234.56', currency: 'BOB', symbol: 'Bs' } },
  refused: { ok: false, errors: [{ field: 'text', code: 'amount_ambiguous', message_key: 'error.amount_ambiguous', parameters: {} }] },
  said: 'The amount can be read in two ways; write the decimals, such as 1234.00.',
  share: '13.07',
  phone: { ok: true, value: { country: 'AR', national: '91123456789', international: '+5491123456789', kind: 'mobile', suggested_operator: null } },
  operator: 'Tigo',
  phones: [true, false],
  coupon: { ok: true, value: { kind: 'coupon', code: '0001056789202601274', branch: 1, customer: 56789, date: '2026-01-27' } },
  item: true,
  check: '3',
  form: { ok: true, value: { body: '{"operadora":"Tigo","numero_cliente":"76543210","monto":30.5,"id_caja_sesion":7}' } },
};
