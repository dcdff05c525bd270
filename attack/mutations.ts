/** Valid FHIR with anything put in anywhere, as a server's answer: to who the patient is, or to what there is of them. */
import fc from 'fast-check';
import { mutationsOf } from '../gateway/test/sources/mutate.ts';
import { strange } from '../gateway/test/categories/whole.ts';
import { answersOf, beside, FHIR_JSON, held, patient, searchset, typeOf } from './beside.ts';
import { isSoundNothing } from './sound.ts';
import { tally, type Trial } from './trial.ts';

/** So many at a time; then a gateway with an empty audit. */
const PART = 2_000;

export const trial: Trial = {
  name: 'bad source bodies, mutated: valid FHIR with up to four strange things in it, nothing falsely empty, the other source shown',
  tries: { short: 300, whole: 100_000 },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const answered = new Map<string, number>();
    const bundles = held.map((category) => {
      const whole = answersOf(category).set('Patient', searchset([patient]));
      // Who the patient is, is asked for every category; what there is of them, mostly in one search.
      const types = [...whole].filter(([, { entry }]) => entry.length > 0).map(([type]) => type);
      const mutated = fc.constantFrom(...types).chain((type) => mutationsOf(whole.get(type)!, 4, strange).map((body) => ({ type, body })));
      return { category, whole, mutated };
    });
    for (let done = 0; done < tries; done += PART) {
      let answers: ReadonlyMap<string, unknown> = new Map();
      const { look } = await beside({
        url: 'https://bad.example',
        fetch: async (input) => new Response(JSON.stringify(answers.get(typeOf(String(input))) ?? searchset([])) ?? '', { headers: FHIR_JSON }),
      });
      const most = Math.min(PART, tries - done);
      for (const [at, { category, whole, mutated }] of bundles.entries()) {
        const share = Math.floor(most / bundles.length) + Number(at < most % bundles.length);
        for (const { type, body } of fc.sample(mutated, { numRuns: share, seed: seed + done + at })) {
          // What it has besides stays away: an answer is judged by the mutated part alone.
          const rest = [...whole.keys()].map((one) => [one, type === 'Patient' || one === 'Patient' ? whole.get(one) : searchset([])] as const);
          answers = new Map<string, unknown>([...rest, [type, body]]);
          const text = JSON.stringify(body) ?? '';
          // What was entered in error is rightly not shown, nor an observation that says that it is something else.
          const filed = category === 'assessments' && type === 'Observation' ? (text.match(/"category":\[\{"coding":[^\]}]*"code":"[^"]+"/g) ?? []) : [];
          const isElsewhere = filed.length === 2 && !text.includes('"survey"');
          const { wrong, bad } = await look(category, isSoundNothing(text) || isElsewhere || text.includes('entered-in-error'));
          answered.set(bad, (answered.get(bad) ?? 0) + 1);
          add(wrong.length === 0, () => `${category}, ${type}: ${wrong.join('; ')}: ${text}`);
        }
      }
    }
    return { ...outcome, note: [...answered].map(([bad, count]) => `${bad} × ${count}`).join(', ') };
  },
};
