import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { later } from './calendar.ts';
import { attender, cancellations, channels, services } from './contact-codes.ts';
import type { Label } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import type { PatientKey, Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Appointment {
  readonly service: Wording;
  readonly text?: string;
  /** Booked, unless said otherwise. */
  readonly status?: 'proposed' | 'pending' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow' | 'checked-in' | 'waitlist';
  /** None as long as it is only asked or waited for. */
  readonly at?: When;
  readonly minutes?: number;
  readonly between?: readonly [When, When];
  readonly how?: keyof typeof channels;
  readonly where?: readonly [name: string, line: string, telephone: string];
  readonly by?: ProfessionalKey;
  /** Comes to the same appointment: a group. */
  readonly with?: PatientKey;
  readonly why?: Wording;
  readonly instruction?: string;
  readonly comment?: string;
  readonly cancelled?: readonly [keyof typeof cancellations, words: string];
  readonly made: When;
  readonly labels?: readonly Label[];
}

const fracture = ['Fracture clinic, level 2', 'Lock Lane', '020 7946 0118'] as const;
const outpatients = ['Outpatients, Canal Wing', '1 Towpath Road', '020 7946 0128'] as const;
const oncologyDay = ['Macfarlane day unit, level 4', 'Lock Lane', '020 7946 0119'] as const;
const practice = ['Larkfield Road Surgery', '42 Larkfield Road', '020 7946 0149'] as const;
const health = ['Heathway Health Centre', '7 Common Rise', '020 7946 0139'] as const;

const appointments: Table<Appointment> = {
  // Booked, wished for, waited for and cancelled side by side; one is today, one on the far side of the clocks' change.
  margaret: {
    northbridge: [
      { service: services.orthopaedics, at: '+8d 14:30', minutes: 20, how: 'inPerson', where: fracture, by: 'okafor',
        why: 'Right wrist, six weeks after the fall', made: '14d 10:12',
        instruction: 'Please bring a list of your medicines. The cast comes off first: come 20 minutes early.' },
      { service: services.nephrology, at: '+146d 09:00', minutes: 30, how: 'telephone', by: 'lindqvist', made: '36d 15:40',
        instruction: 'Have a blood test in the week before.' },
      { service: services.cardiology, status: 'cancelled', at: '+15d 11:00', minutes: 30, how: 'inPerson', by: 'okafor',
        cancelled: ['provider', 'Clinic closed; a new date follows by post'], made: '70d 09:05' },
      { service: services.orthopaedics, status: 'fulfilled', at: '35d 10:00', minutes: 20, where: fracture, made: '41d 16:00' },
      { service: services.cardiology, status: 'noshow', at: '12d 11:00', minutes: 30, made: '60d 11:00' },
    ],
    canalside: [
      { service: services.ophthalmology, text: 'Cataract, left eye', status: 'waitlist', between: ['+60d', '+150d'],
        made: '95d 12:30' },
    ],
    heathway: [
      { service: services.communityNursing, at: '0d 15:30', minutes: 40, how: 'inPerson', by: 'boateng', made: '7d 09:00',
        why: 'Leg ulcer dressing', comment: 'Key safe by the side door; ring twice.' },
      { service: services.physiotherapy, status: 'proposed', at: '+20d 10:30', minutes: 45, by: 'ferreira', made: '2d 13:10',
        where: health },
    ],
    larkfield: [
      { service: services.generalPractice, at: '+12d 08:40', minutes: 15, how: 'telephone', by: 'rao', made: '3d 08:02',
        why: 'Medicines review' },
      { service: services.generalPractice, text: 'Practice nurse', status: 'pending', at: '+6d 11:20', minutes: 10,
        how: 'inPerson', by: 'hughes', where: practice, made: '1d 17:45' },
    ],
    millmead: [
      { service: 'Review of care and support', at: '+21d 10:00', minutes: 60, by: 'oyelaran', made: '9d 14:20' },
    ],
  },
  gareth: {
    northbridge: [
      { service: services.oncology, at: '+5d 09:20', minutes: 30, how: 'inPerson', where: oncologyDay, by: 'lindqvist',
        why: 'Cycle 4, day 1', instruction: 'Blood test the day before. You may eat and drink as usual.', made: '16d 12:00' },
      { service: services.oncology, status: 'cancelled', at: '+2d 09:20', minutes: 30, where: oncologyDay, by: 'lindqvist',
        cancelled: ['patient', 'Unwell; moved by three days'], made: '37d 12:00' },
    ],
    canalside: [
      { service: services.surgery, at: '+19d 13:45', minutes: 20, how: 'video', by: 'haddad', made: '30d 10:30' },
    ],
  },
  leo: {
    northbridge: [
      { service: 'Children’s allergy clinic', at: '+18d 10:15', minutes: 60, how: 'inPerson', by: 'lindqvist', made: '50d 09:30',
        where: ['Children’s outpatients, level 1', 'Lock Lane', '020 7946 0115'],
        instruction: 'No antihistamines for five days before. Bring both adrenaline pens.' },
    ],
    larkfield: [
      { service: services.generalPractice, text: 'Flu nasal spray', at: '+10d 15:50', minutes: 10, by: 'hughes', where: practice,
        made: '5d 16:00' },
    ],
  },
  // Two patients, one group.
  gwilym: {
    northbridge: [
      { service: services.cardiology, text: 'Cardiac rehabilitation class', at: '+25d 13:00', minutes: 90, how: 'inPerson',
        by: 'tran', with: 'bronwen', made: '20d 11:00', where: ['Gymnasium, level 0', 'Lock Lane', '020 7946 0116'] },
    ],
  },
  kwabena: {
    northbridge: (['+1d 07:00', '+3d 07:00', '+5d 07:00', '+8d 07:00', '+10d 07:00', '+12d 07:00'] as const).map((at) => ({
      service: services.nephrology, text: 'Haemodialysis', at, minutes: 240, how: 'inPerson' as const, by: 'tran' as const,
      where: ['Dialysis unit, level 0', 'Lock Lane', '020 7946 0113'] as const, made: '90d 10:00' as const,
    })),
  },
  fatima: {
    northbridge: [{ service: services.respiratory, at: '+5d 11:10', minutes: 30, by: 'okafor', made: '15d 10:00' }],
  },
  priya: {
    canalside: [{ service: services.urology, at: '+30d 09:00', minutes: 20, how: 'video', by: 'haddad', made: '11d 12:00' }],
  },
  jerome: {
    northbridge: [{ service: services.respiratory, at: '+7d 12:00', minutes: 30, by: 'okafor', made: '20d 10:00' }],
    heathway: [
      { service: services.communityMentalHealth, at: '+11d 16:00', minutes: 60, by: 'dacosta', made: '4d 11:00',
        labels: ['restricted'] },
    ],
  },
  eileen: {
    heathway: [{ service: 'Leg dressing at home', at: '+4d 10:00', by: 'boateng', made: '3d 10:00' }],
    millmead: [{ service: 'Visit', status: 'proposed', made: '6d 10:00', between: ['+7d', '+28d'] }],
  },
  haruto: {
    canalside: [
      { service: services.ophthalmology, at: '+16d 09:40', minutes: 15, where: outpatients, by: 'haddad', made: '40d 10:00' },
      { service: services.ophthalmology, status: 'arrived', at: '0d 09:00', minutes: 15, where: outpatients, made: '40d 10:00' },
    ],
  },
  // One source knows of the death and has cancelled; the other does not.
  stanley: {
    northbridge: [
      { service: services.cardiology, status: 'cancelled', at: '+9d 09:00', cancelled: ['provider', 'Patient has died'],
        made: '150d 10:00' },
    ],
    canalside: [{ service: services.ophthalmology, at: '+33d 09:00', minutes: 20, where: outpatients, made: '160d 10:00' }],
  },
  zeynep: {
    northbridge: [{ service: services.cardiology, at: '+22d 14:00', minutes: 30, how: 'telephone', by: 'okafor', made: '8d 09:30' }],
  },
  amara: {
    northbridge: [{ service: services.orthopaedics, at: '+13d 10:40', minutes: 20, by: 'okafor', made: '6d 10:00' }],
  },
  xanthe: {
    northbridge: [
      { service: services.cardiology, text: 'Service', at: '+3d 10:00', how: 'inPerson', by: 'mallory', why: 'Reason',
        where: ['Place', 'Line', '020 7946 0998'], instruction: 'Instruction', comment: 'Comment', made: '30d 10:00' },
      { service: services.urology, text: 'Service', status: 'cancelled', at: '+4d 10:00', cancelled: ['provider', 'Reason'],
        made: '30d 10:00' },
    ],
    millmead: [{ service: 'Service', status: 'waitlist', made: '30d 10:00', by: 'mallory' }],
  },
};

/** UKCore-Appointment for every appointment at this source. */
export function fileAppointments(cabinet: Cabinet): void {
  for (const [patient, one] of rowsAt(cabinet.source.id, appointments)) {
    const { at, minutes = 15 } = one;
    const { contained, reference: clinician } = one.by ? author(cabinet, one.by) : {};
    const [reason, words] = one.cancelled ?? [];
    const present = (actor: DraftedElements, type?: DraftedElements) =>
      ({ type: type && [type], actor, status: 'accepted' });
    cabinet.file('Appointment', {
      contained,
      extension: one.how && [{
        url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeliveryChannel',
        valueCodeableConcept: concept(channels[one.how]),
      }],
      status: one.status ?? 'booked',
      cancelationReason: reason && concept(cancellations[reason], words),
      serviceType: [concept(one.service, one.text)],
      reasonCode: one.why === undefined ? undefined : [concept(one.why)],
      start: at && cabinet.at(at),
      end: at && cabinet.at(later(at, minutes)),
      created: cabinet.at(one.made),
      comment: one.comment,
      patientInstruction: one.instruction,
      participant: [
        present(subject(cabinet, patient)),
        ...(one.with ? [present(subject(cabinet, one.with))] : []),
        ...(clinician ? [present(clinician, concept(attender))] : []),
        ...(one.where ? [present(place(cabinet, one.where, patient))] : []),
      ],
      requestedPeriod: one.between && [{ start: cabinet.at(one.between[0]), end: cabinet.at(one.between[1]) }],
    }, { patient, recorded: one.made, labels: one.labels });
  }
}

/** A Location of its own, or the name alone where the source knows people in words only. */
function place(cabinet: Cabinet, [name, line, telephone]: readonly [string, string, string], patient: PatientKey): DraftedElements {
  if (cabinet.source.habits.people === 'words') return { display: name };
  const location = cabinet.kept(`Location/${name}`, () =>
    cabinet.file('Location', {
      name,
      telecom: [{ system: 'phone', value: telephone }],
      address: { line: [line], city: 'Northbridge' },
    }, { recorded: '2y', patient: patient === 'xanthe' ? patient : undefined }));
  return cabinet.refer(location, name);
}
