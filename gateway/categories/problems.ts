import type { Entry, EntryLink } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { absence } from './absent.ts';
import { holds, isDiagnosis, isOnProblemList, PEOPLE_AND_PLACE, readCondition } from './conditions.ts';
import { newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { entryLink } from './links.ts';
import { at, known, objects, oneOf, text } from './read.ts';
import type { Rule } from './rule.ts';

type Problem = Entry<'problems'>;

/**
 * Conditions of the problem list. A category may be missing (Synthea sends none) or foreign (UK Core has
 * presenting complaints and co-morbidities, NHS England impairments): what does not say that it is a diagnosis stands
 * here, so that no condition is in neither list. Hence all are asked for, and not one category.
 */
export const problems: Rule<'problems'> = {
  searches: [{ type: 'Condition', include: PEOPLE_AND_PLACE! }],
  coded: 'Condition.code',

  /** What holds now, major ones first; then what is past; last what was refuted. Among their like the latest first. */
  order: (a, b) => standing(a) - standing(b) || weight(a) - weight(b) || newestFirst(a, b),

  sift: siftEach<'problems'>(
    {
      Condition(resource, holdings, sifted) {
        const condition = readCondition(resource, holdings);
        if (!condition) return 'uncoded';
        const absent = absence(resource['code'], condition, holdings, holds(condition) ? sifted : undefined);
        if (absent) return absent;
        const listed = isOnProblemList(resource);
        return known<Problem>({
          ...condition,
          significance: significance(resource),
          linked: linked(resource, holdings),
          classifiedBy: listed ? 'category problem-list-item' : 'no category that names a list',
        });
      },
    },
    (resource) => isOnProblemList(resource) || !isDiagnosis(resource),
  ),
};

const PAST = new Set<Problem['status']>(['inactive', 'remission', 'resolved']);
const standing = ({ status, verification }: Problem) => (verification === 'refuted' ? 2 : PAST.has(status) ? 1 : 0);

const weight = ({ significance: how }: Problem) => (how === 'major' ? 0 : how === 'minor' ? 2 : 1);

/** GP Connect (Extension-CareConnect-ProblemSignificance-1), and UK Core after it. */
const significance = (resource: Resource): Problem['significance'] =>
  extensions(resource, /-ProblemSignificance(-1)?$/)
    .map(({ valueCode }) => oneOf(valueCode, ['major', 'minor'] as const))
    .find((one) => one !== undefined);

/** What the source filed under the problem (RelatedClinicalContent), and what it takes as evidence of it. */
function linked(resource: Resource, holdings: Holdings): EntryLink[] {
  const content = extensions(resource, /-RelatedClinicalContent(-1)?$/).map(({ valueReference }) => valueReference);
  const evidence = objects(resource['evidence']).flatMap((one) => objects(at(one, 'detail')));
  return [...content, ...evidence]
    .map((link) => entryLink(link, resource, holdings))
    .filter((link) => link !== undefined);
}

const extensions = (resource: Resource, name: RegExp) =>
  objects(resource['extension']).filter(({ url }) => name.test(text(url) ?? ''));
