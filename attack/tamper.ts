import { tamperings } from '../gateway/test/tampering.ts';
import type { Trial } from './trial.ts';

export const trial: Trial = {
  name: 'an audit that somebody tampers with: it shows, and where',
  tries: { short: 0, whole: 100_000 },
  async run({ tries, seed }) {
    const found = await tamperings(tries, seed);
    const survived = [...found.values()].reduce((sum, count) => sum + count, 0);
    return { tried: tries, survived, failures: [], note: `${found.size} ways` };
  },
};
