import { list } from './list.ts';

/**
 * The statuses of FHIR and of the contract in words, where entries of all categories stand side by side. A widget has
 * words of its own that fit its category better. A status that is not here is shown as it was sent.
 */
export const statusWords: Record<string, string> = list('statusWords', {
  // FHIR clinicalStatus
  active: 'Active',
  recurrence: 'Recurred',
  relapse: 'Relapsed',
  inactive: 'Inactive',
  remission: 'In remission',
  resolved: 'Resolved',
  'not-recorded': 'Status not recorded',
  // What is asked for, planned and done
  proposed: 'Proposed, not booked',
  pending: 'Pending, not booked',
  booked: 'Booked',
  arrived: 'Arrived',
  fulfilled: 'Attended',
  noshow: 'Did not attend',
  'checked-in': 'Checked in',
  waitlist: 'On a waiting list, not booked',
  planned: 'Planned, not started',
  preparation: 'Planned, not done yet',
  draft: 'Draft',
  intended: 'Intended, not started',
  triaged: 'Triaged',
  'in-progress': 'In progress',
  onleave: 'On leave',
  onhold: 'On hold',
  'on-hold': 'On hold',
  suspended: 'Suspended',
  finished: 'Finished',
  completed: 'Completed',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  revoked: 'Withdrawn',
  'not-done': 'Not done',
  'not-taken': 'Not taken',
  unknown: 'Status not known',
  // FHIR Observation and DiagnosticReport
  registered: 'Awaited',
  partial: 'Interim – not final',
  preliminary: 'Interim – not final',
  final: 'Final',
  amended: 'Corrected',
  corrected: 'Corrected',
  appended: 'Added to',
  // FHIR DocumentReference
  current: 'Current',
  superseded: 'Superseded by a newer one',
});

/** FHIR verificationStatus in words. */
export const verificationWords: Record<string, string> = list('verificationWords', {
  confirmed: 'Confirmed',
  unconfirmed: 'Unconfirmed',
  provisional: 'Provisional',
  differential: 'One of several possible',
  refuted: 'Refuted: found not to be so',
});
