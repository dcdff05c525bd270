import { list } from './list.ts';

/** What stands in place of a tag whose code could not be fetched. */
export const autoloadWords = list('autoloadWords', {
  failed: 'This part of the record could not be loaded. This is not an empty record. If it goes on, contact your local service desk.',
});
