import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { reasons, referred, services } from './care-codes.ts';
import type { Code, Label } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import type { PatientKey, Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, organisation, subject } from './people.ts';
import type { SourceId } from './sources.ts';

interface Referral {
  readonly for: Wording;
  readonly text?: string;
  readonly status?: 'draft' | 'on-hold' | 'revoked' | 'completed' | 'unknown' | 'entered-in-error';
  readonly intent?: 'plan' | 'proposal';
  readonly priority?: 'routine' | 'urgent' | 'asap' | 'stat';
  readonly written: When;
  readonly due?: When;
  readonly by?: ProfessionalKey;
  readonly from?: Code;
  readonly to?: SourceId;
  readonly team?: string;
  readonly service?: Code;
  readonly why?: Code | string;
  readonly note?: string;
  readonly letter?: string;
  readonly labels?: readonly Label[];
}

const referrals: Table<Referral> = {
  margaret: {
    northbridge: [
      { for: referred.physiotherapist, priority: 'urgent', written: '295d 12:30', due: '281d', by: 'okafor', from: referred.byConsultant,
        to: 'heathway', team: 'Community physiotherapy', service: services.physiotherapy, why: reasons.kneeArthritis,
        letter: 'Dear colleague,\n\nThank you for seeing Mrs Adeyemi-Clarke at home after her stay for heart failure. She walks ten ' +
          'metres with a frame. Her knees limit her more than her breathing.\n\nPlease do not encourage exercise with swollen ankles: ' +
          'call the heart failure nurse.\n' },
      { for: referred.socialServices, written: '296d 10:15', by: 'tran', to: 'millmead', status: 'completed',
        why: 'Needs help with washing and meals' },
      { for: referred.orthopaedics, status: 'revoked', priority: 'routine', written: '610d', by: 'bains', why: reasons.kneeArthritis,
        note: 'Withdrawn: not fit for an anaesthetic.' },
      // The hospital's record of what the GP sent: never included.
      { for: referred.furtherCare, text: 'Heart failure clinic', written: '330d', from: referred.byGp, status: 'completed' },
    ],
    heathway: [
      { for: referred.socialServices, status: 'on-hold', written: '44d', by: 'boateng', to: 'millmead', why: 'Stairs',
        note: 'Waiting for her daughter to be back from abroad.' },
    ],
    millmead: [{ for: referred.furtherCare, text: 'Falls prevention class', written: '75d', by: 'oyelaran', team: 'Active Millmead' }],
  },
  leo: { northbridge: [{ for: referred.furtherCare, text: 'Children’s dietitian', written: '400d', by: 'lindqvist', to: 'heathway', priority: 'routine' }] },
  gwilym: { northbridge: [{ for: referred.handSurgeon, written: '35d 15:00', by: 'bains', priority: 'routine' }] },
  fatima: { northbridge: [{ for: referred.physiotherapist, written: '730d', by: 'tran' }] },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [{ for: referred.physiotherapist, text: 'Text', written: '900d', by: 'mallory', to: 'heathway', team: 'Team', why: 'Why', note: 'Note',
      letter: '<script>globalThis.pwned = "letter"</script>' }],
    canalside: [{ for: referred.furtherCare, text: 'Text', status: 'revoked', written: '700d', by: 'mallory', note: 'Note' }],
    heathway: [{ for: referred.counsellor, text: 'Text', status: 'on-hold', written: '600d', by: 'mallory' }],
    millmead: [{ for: referred.socialServices, text: 'Text', written: '400d', by: 'mallory', why: 'Why' }],
  },
  jerome: {
    northbridge: [{ for: referred.furtherCare, text: 'Sexual health clinic', written: '639d', by: 'tran', labels: ['restricted'] }],
    heathway: [
      { for: referred.counsellor, written: '330d', by: 'kowalska', why: reasons.depression, labels: ['veryRestricted'] },
      { for: referred.physiotherapist, written: '200d', by: 'boateng', why: reasons.backPain, labels: ['normal'] },
    ],
  },
  eileen: {
    northbridge: [{ for: 'Please see re plasters', written: '62d', by: 'tran' }],
    heathway: [{ for: referred.physiotherapist, text: 'Physio, knees', written: '58d', by: 'boateng' }],
    millmead: [{ for: 'Befriending', written: '70d', by: 'oyelaran' }],
  },
  // Every status that a referral can have.
  haruto: {
    northbridge: [
      { for: referred.physiotherapist, status: 'draft', written: '1d', by: 'tran' },
      { for: referred.furtherCare, text: 'Respiratory clinic', priority: 'asap', written: '5d 11:00', due: '+9d', by: 'lindqvist',
        service: services.respiratory, why: '9 mm nodule in the right mid zone' },
      { for: referred.counsellor, status: 'on-hold', intent: 'proposal', written: '40d', by: 'tran' },
      { for: referred.orthopaedics, status: 'revoked', written: '7mo', by: 'bains' },
      { for: referred.handSurgeon, status: 'completed', written: '2y', by: 'bains' },
      { for: referred.physiotherapist, status: 'unknown', written: '3y' },
      { for: referred.furtherCare, status: 'entered-in-error', written: '30d', by: 'tran' },
    ],
  },
  bronwen: { heathway: [{ for: referred.physiotherapist, priority: 'routine', written: '33d', by: 'boateng', why: reasons.backPain }] },
  stanley: { northbridge: [{ for: referred.furtherCare, text: 'Hospice at home', status: 'revoked', priority: 'urgent', written: '124d', by: 'okafor', service: services.palliative }] },
  gareth: {
    northbridge: [
      { for: referred.furtherCare, text: 'Oncology: adjuvant chemotherapy', priority: 'urgent', written: '174d 16:00', due: '160d', by: 'bains',
        from: referred.byConsultant, service: services.oncology, why: reasons.colonCancer,
        letter: 'Dear Dr Okafor,\n\npT3 pN1a, clear margins. Recovered well, walking two miles. Please consider adjuvant chemotherapy. He ' +
          'had a rash with ceftriaxone.\n' },
      { for: referred.counsellor, written: '150d', by: 'okafor', to: 'heathway', why: reasons.colonCancer },
    ],
    canalside: [
      { for: referred.furtherCare, text: 'Colorectal surgery', status: 'completed', priority: 'urgent', written: '223d 12:00', by: 'haddad',
        to: 'northbridge', service: services.generalSurgery, why: reasons.colonCancer },
    ],
  },
};

/** UKCore-ServiceRequest for every referral from this source, and a DocumentReference for each letter that went with one. */
export function fileReferrals(cabinet: Cabinet): void {
  for (const [patient, referral] of rowsAt(cabinet.source.id, referrals)) {
    const { contained, reference: requester } = referral.by ? author(cabinet, referral.by) : {};
    const { to, team, service, from, why, note, letter } = referral;
    const performer: DraftedElements[] = [];
    if (to) performer.push(organisation(cabinet, to));
    if (team) performer.push({ display: team });
    cabinet.file('ServiceRequest', {
      contained,
      extension: from && [{
        url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest',
        valueCodeableConcept: concept(from),
      }],
      status: referral.status ?? 'active',
      intent: referral.intent ?? 'order',
      priority: referral.priority,
      code: concept(referral.for, referral.text),
      subject: subject(cabinet, patient),
      occurrenceDateTime: referral.due && cabinet.at(referral.due),
      authoredOn: cabinet.at(referral.written),
      requester,
      performerType: service && concept(service),
      performer: performer.length > 0 ? performer : undefined,
      reasonCode: why === undefined ? undefined : [concept(why)],
      supportingInfo: letter === undefined ? undefined : [fileLetter(cabinet, patient, referral, letter)],
      note: note === undefined ? undefined : [{ text: note }],
    }, { patient, recorded: referral.written, labels: referral.labels });
  }
}

function fileLetter(cabinet: Cabinet, patient: PatientKey, { written, labels, by }: Referral, text: string): DraftedElements {
  const data = new TextEncoder().encode(text);
  const { contained, reference: writer } = by ? author(cabinet, by) : {};
  return cabinet.refer(cabinet.file('DocumentReference', {
    contained,
    status: 'current',
    docStatus: 'final',
    type: concept(referred.letter),
    subject: subject(cabinet, patient),
    date: cabinet.calendar.loaded(written),
    author: writer && [writer],
    content: [{
      attachment: {
        contentType: 'text/plain; charset=utf-8',
        data: btoa(String.fromCharCode(...data)),
        size: new Decimal(String(data.length)),
        title: 'Referral letter',
        creation: cabinet.at(written),
      },
    }],
  }, { patient, recorded: written, labels }));
}
