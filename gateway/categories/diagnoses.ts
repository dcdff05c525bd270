import type { Entry } from '../../api-spec/record.ts';
import { absence } from './absent.ts';
import { holds, isDiagnosis, PEOPLE_AND_PLACE, readCondition } from './conditions.ts';
import { newestFirst, siftEach } from './each.ts';
import { entryLink } from './links.ts';
import { known, objects, term } from './read.ts';
import type { Rule } from './rule.ts';

type Diagnosis = Entry<'diagnoses'>;
type Stage = Diagnosis['stages'][number];

/** Conditions that were diagnosed at an encounter. One that is on the problem list as well stands in both lists. */
export const diagnoses: Rule<'diagnoses'> = {
  searches: [{ type: 'Condition', params: { category: 'encounter-diagnosis' }, include: PEOPLE_AND_PLACE! }],
  coded: 'Condition.code',

  /** The latest first; what was refuted comes last. */
  order: (a, b) => refuted(a) - refuted(b) || newestFirst(a, b),

  sift: siftEach<'diagnoses'>(
    {
      Condition(resource, holdings, sifted) {
        const condition = readCondition(resource, holdings);
        if (!condition) return 'uncoded';
        const absent = absence(resource['code'], condition, holdings, holds(condition) ? sifted : undefined);
        if (absent) return absent;
        return known<Diagnosis>({
          ...condition,
          stages: objects(resource['stage']).flatMap((stage): Stage[] => {
            const summary = term(stage['summary']);
            return summary ? [known<Stage>({ summary, type: term(stage['type']) })] : [];
          }),
          encounter: entryLink(resource['encounter'], resource, holdings),
        });
      },
    },
    isDiagnosis,
  ),
};

const refuted = ({ verification }: Diagnosis) => Number(verification === 'refuted');
