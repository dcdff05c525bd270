import type { Entry } from '../../api-spec/record.ts';
import { progressNoteWords as say } from '../../src/text/progress-notes.ts';
import { documentFacts } from '../../src/view/clinical-document-facts.ts';
import type { Fact } from '../../src/view/detail.ts';
import { classed } from '../../src/view/filled.ts';

/** A note's detail: the whole note first, as it was typed. Loaded when the first row is opened. */
export const facts = (note: Entry<'progress-notes'>): Fact[] => [
  [say.wholeNote, note.text && classed('whole', note.text, 'div')],
  ...documentFacts(note),
];
