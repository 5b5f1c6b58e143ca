// Agreement of the npm package with implementations that are not ours, on generated inputs: 20,000 for each validator, or COUNT=.
// A disagreement is of a class that says in code which inputs it is about, or it fails the test. AGREEMENT_REPORT= names a file that gets
// a line of JSON for each validator.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE } from '../../scripts/lib/npm.mjs';
import { seeded } from './random.mjs';

/** The package under test, with its readers of whole requests. */
export const ventanilla = await import(join(PACKAGE, 'forms.node.js'));

const COUNT = Number(process.env.COUNT || 20_000);
const SHOWN = 10;
// Inputs that are nearly all good, or nearly all bad, would prove little.
const VALID_SHARE_MIN = 0.1;
const VALID_SHARE_MAX = 0.9;

/**
 * A validator against an oracle. `generate(random)` makes an input; `compare(input)` says what the package (`ours`) and the oracle (`theirs`)
 * make of it, each as a text, or as `null` where it is refused. A class of disagreements is `{ name, example, is(input, ours, theirs) }`: the
 * first that is so counts, and the example has to be one still.
 */
export function agreement(name, { generate, compare, classes = [] }) {
  const explanation = (input, { ours, theirs }) => classes.find((known) => known.is(input, ours, theirs));

  test(name, () => {
    const random = seeded(name);
    const explained = new Map(classes.map((known) => [known, 0]));
    const unexplained = [];
    let valid = 0;
    let failed = 0;
    const start = performance.now();
    for (let turn = 0; turn < COUNT; turn += 1) {
      const input = generate(random);
      const found = compare(input);
      if (found.theirs !== null) valid += 1;
      if (found.ours === found.theirs) continue;
      const known = explanation(input, found);
      if (known) {
        explained.set(known, explained.get(known) + 1);
        continue;
      }
      failed += 1;
      if (unexplained.length < SHOWN) unexplained.push({ input, ...found });
    }
    const seconds = (performance.now() - start) / 1000;
    const share = valid / COUNT;
    report({ name, inputs: COUNT, share, seconds, unexplained: failed, classes: [...explained].map(([known, count]) => ({ name: known.name, count })) });
    assert.deepEqual(unexplained, [], `${failed} of ${COUNT} disagree`);
    assert.ok(share > VALID_SHARE_MIN && share < VALID_SHARE_MAX, `${Math.round(share * 100)} % are valid`);
  });

  if (classes.length === 0) return;
  test(`${name}: each explained disagreement is one still`, () => {
    for (const known of classes) {
      const found = compare(known.example);
      assert.notEqual(found.ours, found.theirs, `${known.name}: ${JSON.stringify(known.example)}`);
      assert.equal(explanation(known.example, found), known, `${known.name}: ${JSON.stringify({ input: known.example, ...found })}`);
    }
  });
}

function report(result) {
  const { name, inputs, share, unexplained, seconds } = result;
  const explained = result.classes.reduce((sum, { count }) => sum + count, 0);
  console.log(
    `${name}: ${inputs.toLocaleString('en')} inputs, ${Math.round(share * 100)} % valid, ${explained} disagreements explained, ${unexplained} not, ${seconds.toFixed(1)} s`,
  );
  if (process.env.AGREEMENT_REPORT) appendFileSync(process.env.AGREEMENT_REPORT, `${JSON.stringify(result)}\n`);
}

/** A text that is nearly this one: of its characters one is another, missing or doubled, two are swapped, or one of `others` is added. */
export function mutated(random, text, others = ['0', '1', '5', '9']) {
  const place = random.below(text.length);
  const before = text.slice(0, place);
  const [character = '', next = ''] = [text[place], text[place + 1]];
  const after = text.slice(place + 1);
  switch (random.below(6)) {
    case 0: return `${before}${random.below(10)}${after}`;
    case 1: return `${before}${next}${character}${text.slice(place + 2)}`;
    case 2: return `${before}${after}`;
    case 3: return `${before}${character}${character}${after}`;
    case 4: return `${before}${text[place + 2] ?? ''}${next}${character}${text.slice(place + 3)}`;
    default: return `${before}${random.pick(others)}${character}${after}`;
  }
}

/** A text with separators put into it, few or many. */
export function separated(random, text, separators) {
  const one_in = random.between(2, 8);
  let found = '';
  for (const character of text) found += random.below(one_in) ? character : `${random.pick(separators)}${character}`;
  return found;
}

/**
 * What makes random texts that a regular expression matches, of those that numbering plans are written in: digits, classes, groups,
 * alternatives, and counts behind any of them.
 */
export function sampler(pattern) {
  let at = 0;
  const alternatives = () => {
    const list = [sequence()];
    while (pattern[at] === '|') {
      at += 1;
      list.push(sequence());
    }
    return list.length === 1 ? list[0] : (random) => random.pick(list)(random);
  };
  const sequence = () => {
    const parts = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(counted(one()));
    return (random) => parts.map((part) => part(random)).join('');
  };
  const one = () => {
    if (pattern[at] === '(') {
      at += pattern.startsWith('(?:', at) ? 3 : 1;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    let allowed = /^\d/.test(pattern.slice(at)) ? pattern[at] : null;
    let length = 1;
    if (pattern.startsWith('\\d', at)) [allowed, length] = ['0123456789', 2];
    if (pattern[at] === '[') {
      length = pattern.indexOf(']', at) - at + 1;
      const matcher = new RegExp(pattern.slice(at, at + length));
      allowed = [...'0123456789'].filter((digit) => matcher.test(digit)).join('');
    }
    assert.ok(allowed, `${pattern} at ${at}`);
    at += length;
    return (random) => allowed[random.below(allowed.length)];
  };
  const counted = (part) => {
    const [text, least, most] = /^\{(\d+)(?:,(\d+))?\}/.exec(pattern.slice(at)) ?? (pattern[at] === '?' ? ['?', '0', '1'] : ['', '1']);
    at += text.length;
    if (text === '') return part;
    return (random) => Array.from({ length: random.between(Number(least), Number(most ?? least)) }, () => part(random)).join('');
  };
  const whole = alternatives();
  assert.equal(at, pattern.length, pattern);
  return whole;
}
