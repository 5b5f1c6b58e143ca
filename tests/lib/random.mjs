// Random numbers that a seed repeats; the seed is printed, and SEED= gives it back.

/** A generator with a seed (that of SEED=, or a new one), as functions. */
export function seeded(name, seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31)) {
  console.log(`${name}: SEED=${seed}`);
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { seed, next, below, between: (least, most) => least + below(most - least + 1), pick: (list) => list[below(list.length)] };
}
