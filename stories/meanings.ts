import type { Shown } from './cells.ts';

/** What a state is, when a widget comes into it, and what a reader may conclude from it. */
export interface Meaning {
  readonly means: string;
  readonly when: string;
  readonly conclude: string;
}

export const meanings: Readonly<Record<Shown, Meaning>> = {
  'no-patient': {
    means: 'No patient is open.',
    when: 'The host names no patient, an NHS number that cannot be one, or has put the widget outside lcr-context.',
    conclude: 'Nothing about any patient.',
  },
  loading: {
    means: 'The answer is awaited.',
    when: 'From the moment a patient is opened until the gateway answers. The place is kept: nothing jumps when it does.',
    conclude: 'Nothing yet. What the last patient had is gone already.',
  },
  'ready complete': {
    means: 'There are entries, and every source answered in full.',
    when: 'Each source that could hold this was asked and answered, keeping nothing back and leaving nothing out.',
    conclude: 'This is what is shared. What was never recorded, or is never shared, is still not here.',
  },
  'ready partial': {
    means: 'There are entries, and something is missing.',
    when: 'A source did not answer, answered in part, kept something back, or has entries without a code.',
    conclude: 'What is shown is so. What is not shown may matter most: the notice above the list says where to look.',
  },
  'nothing-recorded': {
    means: 'Nobody has anything here.',
    when: 'Every source answered in full, and none holds an entry.',
    conclude: 'Nothing is recorded. That is not the same as “none”: ask the patient.',
  },
  'known-none': {
    means: 'A source states in code that there is none.',
    when: 'Every source answered in full, none holds an entry, and one has a coded statement of absence.',
    conclude: 'Who stated what, and when; no more than that. “No known drug allergies” is about drugs alone.',
  },
  incomplete: {
    means: 'There is nothing to list, and something is missing.',
    when: 'No entry arrived, while a source is missing, keeps something back, or left entries out.',
    conclude: 'Nothing. This is never an empty record; a statement of absence that did arrive is its source’s alone.',
  },
  'not-permitted': {
    means: 'The reader’s role does not have this.',
    when: 'The role policy of the record does not give this category to the role that the host states.',
    conclude: 'Nothing about the patient: it looks the same whether or not there is anything.',
  },
  'opted-out': {
    means: 'The patient does not share their record.',
    when: 'Their number stands in the register of objections.',
    conclude: 'Nothing about what is recorded elsewhere. The reader’s own system is as it was.',
  },
  'no-relationship': {
    means: 'The reader’s organisation is not known to care for this patient.',
    when: 'An organisation that must know its patients was asked, and does not know this one.',
    conclude: 'Nothing about the patient.',
  },
  'session-ended': {
    means: 'The host’s token is no good any more.',
    when: 'A token was refused, and so was the next.',
    conclude: 'Nothing. Open the patient again in the host’s own system.',
  },
  failed: {
    means: 'There is no answer.',
    when: 'Every source is down, the gateway cannot be reached, or what it answered cannot be trusted.',
    conclude: 'Nothing. A failure never looks like an empty record.',
  },
};
