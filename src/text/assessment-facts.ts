import { list } from './list.ts';

/** The sentences of an assessment's detail. */
export const assessmentFactWords = list('assessmentFactWords', {
  answers: 'Questions and answers',
  notAnswered: 'Not answered',
  comment: 'Comment',
});
