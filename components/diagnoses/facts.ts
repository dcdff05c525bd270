import type { Entry } from '../../api-spec/record.ts';
import { conditionFactWords as say } from '../../src/text/condition-facts.ts';
import { conditionFacts } from '../../src/view/condition-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What a diagnosis's detail adds to its row (FHIR Condition). Loaded when the first row is opened. */
export const facts = (diagnosis: Entry<'diagnoses'>): Fact[] => [
  ...conditionFacts(diagnosis),
  ...diagnosis.stages.map(({ summary, type }): Fact => [say.stage, [type?.display, summary.display].filter(Boolean).join(': ')]),
  [say.encounter, diagnosis.encounter?.display],
];
