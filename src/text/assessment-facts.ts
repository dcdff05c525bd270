/** The sentences of an assessment's detail. */
export const assessmentFactWords = {
  answers: 'Questions and answers',
  notAnswered: 'Not answered',
  comment: 'Comment',
};
