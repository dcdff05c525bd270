/** A source of numbers from 0 up to 1: the same seed gives the same numbers, on every engine, for ever. */
export type Chance = () => number;

export function chance(seed: string): Chance {
  // FNV-1a makes a number of the seed, mulberry32 makes a sequence of the number.
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Roughly normal around 0 with a deviation of 1 and, as a laboratory would hope, no wild tails. */
export function spread(draw: Chance): number {
  return (draw() + draw() + draw() + draw() - 2) * Math.sqrt(3);
}

/** A version 4 UUID by shape. */
export function uuid(draw: Chance): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(draw() * 16).toString(16));
}
