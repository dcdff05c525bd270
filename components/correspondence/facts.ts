import type { Entry } from '../../api-spec/record.ts';
import { documentFacts } from '../../src/view/clinical-document-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What a letter's detail adds to its row. Loaded when the first row is opened. */
export const facts = (letter: Entry<'correspondence'>): Fact[] => documentFacts(letter);
