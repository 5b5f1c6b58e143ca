// Numbers of services as the contract of CPS has them (section 6 of its page), written from that page alone.

const MOBILE = { digitel: /^04(12|22)\d{7}$/, movistar: /^04(14|24)\d{7}$/, movilnet: /^04(16|26)\d{7}$/ };
const FIXED = /^02(12|3[457-9]|[467]\d|[58][1-9]|9[1-6])\d{7}$/;
const CONTRACT = /^\d{5,20}$/;

const OF_SERVICES = [
  [MOBILE.movistar, 57, 61, 228], [MOBILE.movilnet, 58], [MOBILE.digitel, 59, 64, 229],
  [FIXED, 62, 63, 207, 209, 210, 211, 214], [CONTRACT, 60, 208, 212, 213, 215, 216],
];
const PATTERNS = new Map(OF_SERVICES.flatMap(([pattern, ...ids]) => ids.map((id) => [id, pattern])));

/** Every service's id. */
export const SERVICES = [...PATTERNS.keys()];

/** Whether it is known by a contract, and no phone. */
export const isOfContract = (id) => PATTERNS.get(id) === CONTRACT;

/** The number that a text is for a service, or `null`. Typed, the ten digits of a mobile are given their 0. */
export function readServiceNumber(id, text, { isTyped }) {
  const pattern = PATTERNS.get(id);
  if (pattern === CONTRACT) {
    const digits = text.replace(/[ -]/g, '');
    return CONTRACT.test(digits) ? digits : null;
  }
  const bare = text.replace(/[ .()-]/g, '');
  const number = bare.replace(/^(?:\+58|0058|58)(?=\d{10}$)/, '0');
  const whole = isTyped && /^4\d{9}$/.test(number) ? `0${number}` : number;
  return pattern?.test(whole) ? whole : null;
}
