import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Code, Label } from './codes.ts';
import { flagCategories, flags } from './list-codes.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Alert {
  readonly alert: Wording;
  /** The source's own words, where they are not those of the code. */
  readonly text?: string;
  readonly about?: readonly Code[];
  /** Active unless said otherwise. */
  readonly status?: 'inactive' | 'entered-in-error';
  readonly from?: When;
  readonly until?: When;
  readonly by?: ProfessionalKey;
  /** NHS England's flags carry who raised them and when inside them. */
  readonly raised?: When;
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const { adjustment, childProtection, communication, deprivationOfLiberty, diet, endOfLife } = flagCategories;
const { genitalMutilation, handling, notAlone, other, riskToOthers, riskToSelf, safeguarding } = flagCategories;

const alerts: Table<Alert> = {
  margaret: {
    northbridge: [
      { alert: flags.respect, about: [endOfLife], from: '140d', by: 'okafor',
        note: 'For treatment on a ward. Not for intensive care. The signed plan is with her at home.' },
      { alert: flags.hearingAid, about: [adjustment], from: '5y' },
    ],
    canalside: [{ alert: flags.homeless, status: 'entered-in-error', from: '420d', by: 'fitzgerald' }],
    heathway: [
      { alert: handling, text: 'Two people and a hoist for every transfer', about: [handling],
        from: '61d 10:20', by: 'boateng' },
    ],
    larkfield: [
      { alert: flags.carerPresent, about: [adjustment], from: '26mo', raised: '780d', by: 'rao',
        note: 'Her daughter comes to every appointment.' },
      { alert: flags.lacksCapacity, status: 'inactive', from: '300d', until: '280d', by: 'rao' },
    ],
    millmead: [
      { alert: safeguarding, text: 'Concern about a neighbour who handles her money', about: [safeguarding],
        from: '33d', by: 'oyelaran', note: 'Section 42 enquiry open. Do not discuss by telephone.' },
      { alert: deprivationOfLiberty, about: [deprivationOfLiberty], from: '600d', until: '235d' },
    ],
  },
  leo: {
    northbridge: [
      { alert: childProtection, from: '120d 09:00', raised: '120d 09:00', by: 'lindqvist' },
      { alert: flags.peanutFree, text: 'Severe peanut allergy: no nuts on the ward', about: [diet],
        from: '410d', by: 'lindqvist' },
    ],
    larkfield: [
      { alert: flags.childProtectionPlan, from: '118d', by: 'rao',
        note: 'Social worker to be told of missed appointments.' },
    ],
  },
  gareth: {
    northbridge: [
      { alert: flags.respect, about: [endOfLife], from: '60d', by: 'bains',
        note: 'Agreed before surgery. For full treatment.' },
      { alert: flags.reminders, about: [adjustment], from: '190d' },
    ],
    larkfield: [{ alert: flags.hearingAid, about: [adjustment], from: '4y', by: 'rao' }],
  },
  fatima: { larkfield: [{ alert: flags.somali, about: [adjustment, communication], from: '8y' }] },
  priya: { larkfield: [{ alert: flags.signLanguage, about: [adjustment], from: '2y' }] },
  kwabena: {
    northbridge: [
      { alert: flags.splenectomy, from: '11y', by: 'okafor',
        note: 'Lifelong penicillin. Antibiotics at the first sign of a fever.' },
    ],
  },
  jerome: {
    northbridge: [{ alert: flags.homeless, from: '210d', labels: ['normal'] }],
    heathway: [
      { alert: riskToSelf, about: [riskToSelf], from: '90d 16:00', by: 'kowalska', labels: ['restricted'] },
      { alert: notAlone, about: [notAlone, riskToOthers], from: '88d 09:30', by: 'kowalska',
        labels: ['veryRestricted'] },
    ],
    larkfield: [{ alert: flags.alcohol, from: '1y', labels: ['unknown'] }],
  },
  eileen: {
    northbridge: [{ alert: flags.lipReads, about: [adjustment], from: '3y' }],
    heathway: [{ alert: 'Dog in the house: ring first', from: '44d', by: 'boateng' }],
    millmead: [{ alert: 'Key safe by the back door', from: '200d', by: 'oyelaran' }],
  },
  haruto: {
    northbridge: [{ alert: flags.interpreter, text: 'Japanese interpreter', about: [adjustment], from: '48d' }],
  },
  bronwen: {
    heathway: [{ alert: flags.passport, about: [adjustment], from: '14mo', by: 'boateng' }],
    larkfield: [{ alert: flags.braille, about: [adjustment], from: '6y' }],
  },
  stanley: {
    larkfield: [{ alert: flags.respect, about: [endOfLife], from: '150d', by: 'hughes' }],
    millmead: [{ alert: other, text: 'Lives alone; smoke alarm fitted', about: [other], from: '2y' }],
  },
  zeynep: {
    canalside: [{ alert: flags.interpreter, about: [adjustment], from: '410d' }],
    larkfield: [{ alert: flags.turkish, about: [adjustment], from: '12y', by: 'rao' }],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { alert: flags.familyGenitalMutilation, text: 'Alert', about: [genitalMutilation], from: '300d',
        raised: '300d', by: 'mallory', note: 'Note' },
      { alert: genitalMutilation, text: 'Alert', from: '200d', by: 'mallory', labels: ['restricted'] },
    ],
    canalside: [{ alert: flags.interpreter, text: 'Alert', about: [adjustment], from: '3y', by: 'mallory' }],
    heathway: [{ alert: riskToOthers, text: 'Alert', about: [riskToOthers], from: '40d', by: 'mallory', note: 'Note' }],
    millmead: [{ alert: 'Alert', about: [safeguarding], from: '30d', by: 'mallory' }],
  },
};

const england = 'https://fhir.nhs.uk/England/StructureDefinition';

/** UKCore-Flag, or the patient flag of NHS England, for every alert at this source. */
export function fileAlerts(cabinet: Cabinet): void {
  for (const [patient, alert] of rowsAt(cabinet.source.id, alerts)) {
    const { contained = [], reference } = alert.by ? author(cabinet, alert.by) : {};
    const provenance = alert.raised && {
      resourceType: 'Provenance', id: 'raised', target: [{ reference: '#' }],
      recorded: cabinet.at(alert.raised.includes(':') ? alert.raised : `${alert.raised} 09:00` as When),
      agent: [{ who: reference }],
    };
    cabinet.file('Flag', {
      contained: provenance || contained.length > 0 ? [...contained, ...(provenance ? [provenance] : [])] : undefined,
      extension: alert.note === undefined ? undefined :
        [{ url: `${england}/Extension-FlagNotes`, valueAnnotation: { text: alert.note } }],
      status: alert.status ?? 'active',
      category: alert.about?.map((one) => concept(one)),
      code: concept(alert.alert, alert.text),
      subject: subject(cabinet, patient),
      period: alert.from && { start: cabinet.at(alert.from), end: alert.until && cabinet.at(alert.until) },
      author: provenance ? undefined : reference,
    }, { patient, recorded: alert.raised ?? alert.from ?? '1y', labels: alert.labels });
  }
}
