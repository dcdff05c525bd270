import { decided, tables } from '../gateway/test/written-policy.ts';
import { answered, askedOneByOne } from '../gateway/test/written-record.ts';
import type { Trial } from './trial.ts';

export const trial: Trial = {
  name: 'the policy, decided, explained, streamed and asked for part by part: every cell as it was written by hand',
  tries: { short: 0, whole: 1 },
  async run() {
    const everywhere = [...tables.keys()];
    const all = [decided(), await answered(everywhere), await askedOneByOne(everywhere)];
    const tried = all.reduce((sum, { compared }) => sum + compared, 0);
    const wrong = all.flatMap((one) => one.wrong);
    return { tried, survived: tried - wrong.length, failures: wrong.slice(0, 20), note: all.map(({ compared }) => compared.toLocaleString('en-GB')).join(' + ') };
  },
};
