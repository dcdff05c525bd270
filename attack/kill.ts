import { kills } from '../gateway/test/kills.ts';
import { findPostgres, startPostgres } from '../gateway/test/postgres.ts';
import type { Trial } from './trial.ts';

export const trial: Trial = {
  name: 'kill -9 under load: no answer without its row, the chain whole, the gateway starts again',
  tries: { short: 0, whole: 200 },
  async run({ tries, seed }) {
    const found = findPostgres();
    const postgres = 'programs' in found ? await startPostgres(found.programs) : undefined;
    try {
      const outcomes = [await kills(tries, seed), ...(postgres ? [await kills(tries, seed, postgres.database())] : [])];
      const tried = tries * outcomes.length;
      const harmed = outcomes.filter(({ kills: killed, lost, broken }) => lost + broken > 0 || killed !== tries);
      const answers = outcomes.reduce((sum, one) => sum + one.answers + one.lines, 0);
      return {
        tried,
        survived: harmed.length > 0 ? 0 : tried,
        failures: harmed.map((one) => JSON.stringify(one)),
        note: `${answers.toLocaleString('en-GB')} answers and lines received${'missing' in found ? `; PostgreSQL not tried: ${found.missing}` : ''}`,
      };
    } finally {
      postgres?.stop();
    }
  },
};
