// Numbers of services against a model written from their contract alone (tests/lib/service-model.mjs), as they are typed. As they are sent, the form
// of a payment is asked (forms.test.mjs). That the contract's prefixes are Venezuela's, tests/codes asks libphonenumber.
//
// Where they and the package differ, and why the package does as it does:
//
// | what | the contract | the package, and why |
// |---|---|---|
// | ten digits of a landline | gives the 0 to mobiles alone | gives it to them as well: they are typed so, too |
// | no-break spaces and other hyphens; in phones, marks that turn the direction of writing | does not speak of them | passes over them: address books have them |
// | more than 40 characters | does not speak of them | refuses them, whatever they are padded with |
import { agreement, mutated, separated, ventanilla } from '../lib/agreement.mjs';
import { digits } from '../lib/codes.mjs';
import { SERVICES, isOfContract, readServiceNumber } from '../lib/service-model.mjs';

const PREFIXES = ['414', '424', '416', '426', '412', '422', '415', '212', '234', '241', '251', '261', '276', '281', '291', '210', '230'];
// Of landlines and contracts there are many services, of each operator's mobiles few.
const IDS = [...SERVICES, 57, 57, 58, 58, 58, 59, 59];
const PASSED_OVER = { phone: /[\u00a0\u202f\u2010\u2011\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, contract: /[\u00a0\u202f\u2010\u2011]/g };
const OF_OPERATOR = { 57: ['414', '424'], 58: ['416', '426'], 59: ['412', '422'] };

function generate(random) {
  const id = random.below(40) ? random.pick(IDS) : random.between(55, 230);
  let text;
  if (isOfContract(id)) {
    text = digits(random, random.between(3, 22));
  } else {
    const national = `${random.below(3) ? random.pick(OF_OPERATOR[id] ?? PREFIXES) : random.pick(PREFIXES)}${digits(random, 7)}`;
    text = `${random.pick(['0', '0', '', '+58', '58', '0058', '+580', '+57'])}${random.below(10) ? national : digits(random, random.between(8, 12))}`;
  }
  if (random.below(3) === 0) text = mutated(random, text);
  if (random.below(4) === 0) text = separated(random, text, [' ', '-', '.', '(', ')', '\u00a0', '\u2011', '\u202a']);
  if (random.below(30) === 0) text = mutated(random, text, ['x', '/', '\t', '+', '\u0663']);
  return [id, text];
}

const model = (id, text) => readServiceNumber(id, text, { isTyped: true });
const plain = (id, text) => text.replace(isOfContract(id) ? PASSED_OVER.contract : PASSED_OVER.phone, '');
/** What the ten digits of a landline are, or `null`: a contract is never given a 0. */
const landline = (id, text) => (isOfContract(id) ? null : model(id, `0${text}`));

agreement('numbers of services, as they are typed', {
  generate,
  compare: ([id, text]) => {
    const { ok, value } = ventanilla.validateServiceNumber(id, text);
    return { ours: ok ? value.number : null, theirs: model(id, text) };
  },
  classes: [
    {
      name: 'blanks, hyphens and marks that the contract does not know', example: [57, '0414\u00a03675525'],
      is: ([id, text], own, other) =>
        other === null && own !== null && plain(id, text) !== text && own === (model(id, plain(id, text)) ?? landline(id, plain(id, text))),
    },
    {
      name: 'ten digits of a landline', example: [62, '212 3657654'],
      is: ([id, text], own, other) => other === null && own !== null && own === landline(id, text),
    },
    { name: 'more than 40 characters', example: [57, `0414367${'-'.repeat(40)}5525`], is: ([, text], own) => own === null && [...text].length > 40 },
  ],
});
