// Names a program's functions after the order in which they pack best: `order.mjs IN.wasm OUT.wasm`, for wasm-opt to put them into it. gzip sees no
// further back than 32 KB, so functions that are alike have to stand close to one another. Each is followed by the one that repeats most of what stands
// before it: nearest first, as what is near takes fewer bits to point at.
import { readFileSync, writeFileSync } from 'node:fs';

// The section of the functions' code.
const CODE = 10;
// What gzip may point back to, in bytes.
const WINDOW = 32_000;
// Fragments are of so many bytes; gzip points at nothing shorter than three.
const FRAGMENT = 4;
// A fragment of more functions than these says nothing about any of them.
const SHARED_MAX = 200;
// What a fragment counts that stands in the window, and how much more where it is in the last function, in the one before it, and so on.
const WEIGHT = 6;
const NEAR_WEIGHTS = [6, 3, 2];
// Longer functions repeat a smaller part of what they are, and would all come last.
const LENGTH_POWER = 0.8;
const LENGTH_BASE = 20;

const [from, to] = process.argv.slice(2);
const program = readFileSync(from);

function unsigned(position) {
  let value = 0;
  let shift = 1;
  for (;;) {
    const byte = program[position++];
    value += (byte & 0x7f) * shift;
    shift *= 128;
    if (byte < 0x80) return [value, position];
  }
}

function encoded(value) {
  const bytes = [];
  do {
    bytes.push(value > 0x7f ? (value & 0x7f) | 0x80 : value);
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}

// Where the section of the code starts.
function codeStart() {
  // Behind "\0asm" and the version.
  let position = 8;
  for (;;) {
    const [size, start] = unsigned(position + 1);
    if (program[position] === CODE) return start;
    position = start + size;
  }
}

// The code of each function.
function bodies() {
  const [count, first] = unsigned(codeStart());
  let position = first;
  return Array.from({ length: count }, () => {
    const [size, start] = unsigned(position);
    position = start + size;
    return program.subarray(start, position);
  });
}

// For each function the fragments that it has in common with others.
function fragmentsOf(functions) {
  const all = functions.map((body) => {
    const fragments = new Set();
    for (let at = 0; at + FRAGMENT <= body.length; at += 1) fragments.add(body.readUIntBE(at, FRAGMENT));
    return fragments;
  });
  const owners = new Map();
  all.forEach((fragments, index) => {
    for (const fragment of fragments) {
      if (!owners.has(fragment)) owners.set(fragment, []);
      owners.get(fragment).push(index);
    }
  });
  const isShared = (fragment) => owners.get(fragment).length > 1 && owners.get(fragment).length <= SHARED_MAX;
  return { shared: all.map((fragments) => [...fragments].filter(isShared)), sizes: all.map(({ size }) => size), owners };
}

function orderOf(functions) {
  const { shared, sizes, owners } = fragmentsOf(functions);
  const divisors = sizes.map((size) => (size + LENGTH_BASE) ** LENGTH_POWER);
  const repeated = new Float64Array(functions.length);
  const count = (fragment, weight) => {
    for (const owner of owners.get(fragment)) repeated[owner] += weight;
  };
  // How many functions of the window have a fragment.
  const present = new Map();
  const shift = (index, by) => {
    for (const fragment of shared[index]) {
      const before = present.get(fragment) ?? 0;
      present.set(fragment, before + by);
      if (before === 0 || before + by === 0) count(fragment, by * WEIGHT);
    }
  };
  const order = [];
  const near = (by) => {
    NEAR_WEIGHTS.forEach((weight, back) => {
      for (const fragment of shared[order.at(-1 - back)] ?? []) count(fragment, by * weight);
    });
  };
  const left = new Set(functions.keys());
  let start = 0;
  let size = 0;
  let next = functions.reduce((longest, body, index) => (body.length > functions[longest].length ? index : longest), 0);
  while (left.delete(next)) {
    near(-1);
    order.push(next);
    shift(next, 1);
    near(1);
    size += functions[next].length;
    for (; size > WINDOW; start += 1) {
      size -= functions[order[start]].length;
      shift(order[start], -1);
    }
    let most = -Infinity;
    for (const index of left) {
      const worth = repeated[index] / divisors[index];
      if (worth > most) [most, next] = [worth, index];
    }
  }
  return order;
}

// The custom section "name" with the names of these functions, of which the first defined one has that number.
function names(order, first) {
  const digits = String(order.length).length;
  const named = order.map((index, rank) => [index, String(rank).padStart(digits, '0')]).toSorted(([one], [other]) => one - other);
  const text = (string) => Buffer.concat([encoded(string.length), Buffer.from(string)]);
  const entries = Buffer.concat([encoded(named.length), ...named.flatMap(([index, name]) => [encoded(first + index), text(name)])]);
  const content = Buffer.concat([text('name'), Buffer.from([1]), encoded(entries.length), entries]);
  return Buffer.concat([Buffer.from([0]), encoded(content.length), content]);
}

// Imported functions are counted first.
const imported = WebAssembly.Module.imports(new WebAssembly.Module(program)).filter(({ kind }) => kind === 'function').length;
writeFileSync(to, Buffer.concat([program, names(orderOf(bodies()), imported)]));
