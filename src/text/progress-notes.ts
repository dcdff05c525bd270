import { list } from './list.ts';

/** The sentences of the progress notes. A note is never cut within a sentence (domain rules, A2). */
export const progressNoteWords = list('progressNoteWords', {
  title: 'Progress notes',
  time: 'Time',
  note: 'Note',
  timeNotRecorded: 'Time not recorded',
  dayNotRecorded: 'Date not recorded',
  goesOn: 'The note goes on: open it to read all of it.',
  isFile: 'This note is a document: open it to read it.',
  wholeNote: 'The whole note',
});
