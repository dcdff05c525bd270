/** The sentences of an alert's detail. */
export const alertFactWords = {
  category: 'Category',
  since: 'Since',
  until: 'Until',
  noEnd: 'No end recorded',
};
