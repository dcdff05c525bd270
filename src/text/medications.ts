import { list } from './list.ts';

/** The sentences of the medications list. That something was asked for is not that it is taken (domain rules, A2). */
export const medicationWords = list('medicationWords', {
  title: 'Medications',
  medicine: 'Medicine',
  dose: 'Dose',
  change: 'What changed',
  dates: 'Dates',
  status: 'Status',
  source: 'Source',
  between: ' — ',
  named: (own: string, display: string) => `${own} (${display})`,
  doNotTake: 'Not to be given or taken',
  changeNotRecorded: 'Whether it was changed is not recorded',
  changed: (what: string, why: string) => `${what}: ${why}`,
  statuses: {
    statement: {
      active: 'Said to be taken', completed: 'Completed', intended: 'Intended for later', stopped: 'Stopped', 'on-hold': 'On hold',
      cancelled: 'Cancelled', draft: 'Draft', 'not-taken': 'Not taken', unknown: 'Status not known',
    },
    request: {
      active: 'Requested', completed: 'Requested, completed', intended: 'Intended for later', stopped: 'Stopped', 'on-hold': 'On hold',
      cancelled: 'Cancelled before it was given', draft: 'Draft: not requested yet', 'not-taken': 'Not taken', unknown: 'Requested, status not known',
    },
  },
  because: (status: string, reason: string) => `${status}: ${reason}`,
  ended: (status: string, day: string) => `${status}, but its time ended ${day}`,
  intents: { proposal: 'Proposed only', plan: 'Planned', option: 'One of several options' } as Readonly<Record<string, string>>,
  categories: {
    inpatient: 'Inpatient', outpatient: 'Outpatient', community: 'Community', discharge: 'Discharge', leave: 'Leave', primarycare: 'Primary care',
    patientspecified: 'As the patient said',
  } as Readonly<Record<string, string>>,
  /** Before a day. */
  since: 'since',
  until: 'until',
  issued: 'issued',
  written: { request: 'requested', statement: 'stated' },
  /** Between the first day and the last. */
  upTo: '–',
  discharge: (who: string, day: string) => `Discharge from ${who}, ${day}`,
  earlierDischarge: (who: string, day: string) => `Earlier discharge from ${who}, ${day}`,
  currentRepeat: 'Current: repeat or long term',
  currentAcute: 'Current: short course',
  currentOther: 'Current: repeat or short course not recorded',
  current: 'Current',
  past: 'Past',
  neverInForce: 'Cancelled or draft: never in force',
  requestIsNotTaking: 'A request shows what was asked for. It does not show that the medicine is taken: ask the patient.',
  notHere: 'Medicines that were bought, prescribed on paper or given only in hospital may be missing.',
});
