import type { Kind } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the correspondence list. */
export const correspondenceWords = list('correspondenceWords', {
  title: 'Clinical correspondence',
  kinds: {
    'inpatient-discharge': 'Inpatient discharge summaries and letters',
    'emergency-discharge': 'Emergency department summaries and letters',
    'outpatient-letter': 'Outpatient letters',
  } satisfies Record<Kind<'correspondence'>, string>,
  other: 'Other letters',
});
