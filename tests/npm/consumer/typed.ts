// Compiled by the strict rules of TypeScript, never run: what the declarations promise, and what they refuse.
import { isPhone, message, parseAmount, parseBarcode, scanDetector, validatePhones, type Answer, type FieldError, type PhoneValue } from 'ventanilla-core';
import { bind } from 'ventanilla-core/glue';
import { parseAmounts, validateForm, type FormError } from 'ventanilla-core/forms';

const amount = parseAmount('30', 'BOB');
if (amount.ok) {
  const minor: string = amount.value.minor;
  // @ts-expect-error An amount is no JavaScript number.
  const float: number = amount.value.number;
  console.log(minor, float);
} else {
  const position: number | undefined = amount.errors[0]?.position;
  console.log(position, message(amount.errors[0] as FieldError, 'es-BO'));
}
// @ts-expect-error No currency of the package.
parseAmount('30', 'EUR');
// @ts-expect-error A value is there only where it is ok.
console.log(amount.value);

const barcode = parseBarcode('4006381333931');
if (barcode.ok) {
  switch (barcode.value.kind) {
    case 'coupon': { const branch: number = barcode.value.branch; console.log(branch); break; }
    case 'gtin': { const item: string = barcode.value.gtin_14; console.log(item); break; }
    case 'sscc': console.log(barcode.value.code); break;
    case 'boleto': { const due: string | null = barcode.value.due_date; console.log(due); break; }
    default: { const never: never = barcode.value; console.log(never); }
  }
}
const phones = validatePhones('BO', ['76543210'], 'mobile');
const list: Answer<PhoneValue>[] = phones.ok ? phones.value : [];
const isNumber: boolean = isPhone('MX', '4771234567');
const detector = scanDetector({ ending: 'tab' });
if (detector.ok && typeof document !== 'undefined') document.addEventListener('keydown', (event) => console.log(detector.value.press(event).outcome));
const form = validateForm('cps/pay', { idTypeService: 57 }, { country: 'VE' });
const errors: FormError[] = form.ok ? [] : form.errors;
console.log(list, isNumber, errors[0]?.messages.pt, parseAmounts(['1'], 'USD'));
declare const module: WebAssembly.Module;
const bound = bind(new WebAssembly.Instance(module).exports, () => new WebAssembly.Instance(module).exports);
console.log(bound.isAmount('30', 'BOB'), bound.validateForm('cps/pay', {}).ok);
// @ts-expect-error Nothing to bind.
bind();
// @ts-expect-error No such request.
validateForm('cps/refund', {});
