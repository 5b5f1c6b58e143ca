// The code of a payment coupon as its contract has it (section 6 of its page), written from that page alone.

const DAY = /^\d{8}$/;

/** The check digit: 3, 1, 3, 1 from the left. */
export function checkDigitOf(digits) {
  let sum = 0;
  [...digits].forEach((digit, place) => {
    sum += Number(digit) * (place % 2 === 0 ? 3 : 1);
  });
  return String((10 - (sum % 10)) % 10);
}

/** Whether the calendar has a day `yyyymmdd`. */
export function isDay(text) {
  if (!DAY.test(text)) return false;
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
  const daysOf = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf[month - 1];
}

/** The parts of 19 digits, or `null`. `today` is `yyyymmdd`. */
function of19(digits, today) {
  const [, branch, customer, day, check] = /^(\d{4})(\d{6})(\d{8})(\d)$/.exec(digits) ?? [];
  if (!branch || checkDigitOf(digits.slice(0, 18)) !== check || !isDay(day) || day > today) return null;
  return { code: digits, branch: Number(branch), customer: Number(customer), day };
}

/** What a scanner's text is, or `null`: spaces and control characters are stripped, and of 20 digits one is too many. */
export function readCoupon(text, today) {
  const digits = text.replace(/[\s\p{Cc}]/gu, '');
  if (!/^\d+$/.test(digits)) return null;
  if (digits.length !== 20) return of19(digits, today);
  const prefixed = digits[0] === '0' ? of19(digits.slice(1), today) : null;
  if (prefixed) return prefixed;
  // Our own, where the page is silent: no coupon is older than the year 2000, and what looks like one is another code's digits.
  const appended = checkDigitOf(digits.slice(0, 19)) === digits[19] ? of19(digits.slice(0, 19), today) : null;
  return appended && appended.day >= '20000101' ? appended : null;
}

/** The 19 digits of a branch, a customer and a day `yyyymmdd`. */
export function makeCoupon(branch, customer, day) {
  const digits = `${String(branch).padStart(4, '0')}${String(customer).padStart(6, '0')}${day}`;
  return `${digits}${checkDigitOf(digits)}`;
}
