import { list } from './list.ts';

/** The sentences of the encounters list. That no end was recorded is not that it still goes on (domain rules, A2). */
export const encounterWords = list('encounterWords', {
  title: 'Encounters and visits',
  encounter: 'Encounter',
  dates: 'Dates',
  service: 'Service and reason',
  status: 'Status',
  source: 'Source',
  /** HL7 v3 ActCode, by the names that people in the NHS use. */
  classes: {
    IMP: 'Inpatient', ACUTE: 'Inpatient', NONAC: 'Inpatient', EMER: 'Emergency', AMB: 'Clinic or GP', HH: 'Home visit', SS: 'Day case',
    VR: 'Telephone or video', FLD: 'Out in the field', OBSENC: 'Observation', PRENC: 'Before admission',
  } as Readonly<Record<string, string>>,
  named: (setting: string, what: string) => `${setting}: ${what}`,
  part: (name: string) => `Part of the stay above: ${name}`,
  partElsewhere: (name: string) => `Part of another encounter: ${name}`,
  statuses: {
    planned: 'Planned: has not taken place', arrived: 'Arrived', triaged: 'Triaged', 'in-progress': 'In progress', onleave: 'On leave',
    finished: 'Finished', cancelled: 'Cancelled: did not take place', unknown: 'Status not known',
  },
  dischargedTo: (where: string) => `Discharged to: ${where}`,
  open: (status: string) => `${status}, as far as recorded`,
  openButEnded: (status: string) => `${status}, although an end is recorded`,
  noEnd: 'end not recorded',
  /** Before a day. */
  since: 'since',
  plannedFor: 'for',
  until: 'until',
  /** Between the first day and the last. */
  upTo: '–',
  openGroup: 'Open: no end recorded',
  plannedGroup: 'Planned',
  pastGroup: 'Finished, or status not known',
  cancelledGroup: 'Cancelled: did not take place',
  openNote: '“No end recorded” does not mean still going on: an encounter may never have been closed. Look at the date.',
});
