import { canaries } from '../gateway/test/canaries.ts';
import type { Trial } from './trial.ts';

export const trial: Trial = {
  name: 'leakage of the gateway: canary numbers, names, users and tokens in log, figures, output, problems and audit',
  tries: { short: 0, whole: 20 },
  async run({ tries }) {
    const { asked, lines, found } = await canaries(tries);
    return { tried: asked, survived: asked - Math.min(asked, found.length), failures: found.slice(0, 20), note: `${lines.toLocaleString('en-GB')} lines of log and figures` };
  },
};
