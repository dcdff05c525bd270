/** In the page: the widgets themselves over a gateway that answers when it is told to, in orders that nobody chose. */
import fc from 'fast-check';
import { categories } from '../../test/support/categories.ts';
import { actions, play } from '../../test/support/switching.ts';

declare global {
  /** Plays orders `from` to `to` of the seed. Answers how many looks were taken, and what went wrong, a line each. */
  var simulate: (seed: number, from: number, to: number) => Promise<{ looks: number; failures: string[] }>;
}

globalThis.simulate = async (seed, from, to) => {
  let looks = 0;
  const failures: string[] = [];
  for (let number = from; number < to; number++) {
    const [steps] = fc.sample(actions, { seed: seed + number, numRuns: 1 });
    const { tag, category } = categories[number % categories.length]!;
    try {
      looks += await play(tag, category, steps!);
    } catch (wrong) {
      failures.push(`order ${number}, ${tag}, ${JSON.stringify(steps)}: ${String(wrong)}`);
    }
  }
  return { looks, failures };
};
