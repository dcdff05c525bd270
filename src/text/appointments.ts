import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the appointments list. What is not booked never reads as if it were (domain rules, A2). */
export const appointmentWords = list('appointmentWords', {
  title: 'Appointments',
  service: 'Appointment',
  when: 'When',
  where: 'Where',
  clinicians: 'With',
  status: 'Status',
  source: 'Source',
  statuses: {
    booked: 'Booked',
    arrived: 'Arrived',
    'checked-in': 'Checked in',
    fulfilled: 'Took place',
    proposed: 'Not booked: proposed',
    pending: 'Not booked: waiting for a reply',
    waitlist: 'Not booked: on a waiting list',
    cancelled: 'Cancelled',
    noshow: 'Did not attend',
  } satisfies Record<Entry<'appointments'>['status'], string>,
  reasonNotRecorded: 'reason not recorded',
  noDate: 'No date yet',
  notAgreed: (day: string) => `${day}, not agreed`,
  wanted: (from: string, until: string) =>
    `No date yet, wanted ${from && until ? `between ${from} and ${until}` : from ? `from ${from}` : `by ${until}`}`,
  notBookedGroup: 'Not booked: asked for or waiting',
  offGroup: 'Cancelled or not attended',
});
