import type { Entry } from '../../api-spec/record.ts';
import { conditionFactWords as say } from '../../src/text/condition-facts.ts';
import { conditionFacts } from '../../src/view/condition-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What a problem's detail adds to its row (FHIR Condition). Loaded when the first row is opened. */
export const facts = (problem: Entry<'problems'>): Fact[] => [
  ...conditionFacts(problem),
  [say.linked, problem.linked.map(({ display }) => display).join('; ')],
];
