import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { later } from './calendar.ts';
import { attender, classes, contactTypes, outcomes, papers, services } from './contact-codes.ts';
import { lasting } from './care-teams.ts';
import type { Label } from './codes.ts';
import { Decimal } from './draft.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, organisation, subject } from './people.ts';

/** The time on a service's caseload. */
interface Episode {
  readonly of: 'episode';
  readonly service: Wording;
  readonly status?: 'planned' | 'waitlist' | 'onhold' | 'finished' | 'cancelled';
  readonly since?: When;
  readonly until?: When;
  readonly by?: ProfessionalKey;
  readonly labels?: readonly Label[];
}

interface Visit {
  readonly of: 'visit';
  readonly service?: Wording;
  readonly type: Wording;
  readonly how: keyof typeof classes;
  readonly status?: 'planned' | 'cancelled';
  readonly at: When;
  readonly minutes?: number;
  readonly by?: ProfessionalKey;
  readonly outcome?: keyof typeof outcomes;
  /** Nobody came, or nobody was in. */
  readonly missed?: true;
  readonly labels?: readonly Label[];
}

interface Paper {
  readonly of: 'paper';
  readonly type: Wording;
  readonly service?: Wording;
  readonly status?: 'superseded';
  readonly at: When;
  readonly by?: ProfessionalKey;
  readonly title: string;
  readonly text: string;
  readonly labels?: readonly Label[];
}

const home = { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.communityNursing, by: 'boateng' } as const;

const contacts: Table<Episode | Visit | Paper> = {
  margaret: {
    heathway: [
      { of: 'episode', service: services.communityNursing, since: '205d', by: 'boateng' },
      { of: 'episode', service: services.physiotherapy, status: 'finished', since: '300d', until: '231d', by: 'ferreira' },
      { ...home, at: '3d 10:40', minutes: 35, outcome: 'another' },
      { ...home, at: '10d 10:30', minutes: 40, outcome: 'another' },
      { ...home, at: '17d 10:35', status: 'cancelled', missed: true },
      { ...home, at: '24d 10:30', minutes: 30, outcome: 'another' },
      { of: 'visit', type: contactTypes.memoryClinic, how: 'ambulatory', service: services.adultMentalHealth, at: '61d 14:00',
        minutes: 50, by: 'kowalska', outcome: 'later' },
      { of: 'visit', type: contactTypes.communityClinic, how: 'ambulatory', service: services.physiotherapy, at: '231d 11:00',
        minutes: 45, by: 'ferreira', outcome: 'discharged' },
      { of: 'paper', type: papers.encounter, service: services.communityNursing, at: '3d 12:15', by: 'boateng',
        title: 'Wound assessment', text: 'Venous ulcer, left gaiter, 31 x 18 mm (was 36 x 22 mm). Two-layer bandage reapplied.' },
      { of: 'paper', type: papers.encounter, service: services.communityNursing, status: 'superseded', at: '24d 12:10', by: 'boateng',
        title: 'Wound assessment', text: 'Venous ulcer, left gaiter, 36 x 22 mm.' },
    ],
  },
  // A hospital with community and mental health services of its own: told by the service, not by the trust.
  gareth: {
    northbridge: [
      { of: 'episode', service: services.communityNursing, since: '158d', by: 'maddox' },
      { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.communityNursing, at: '9d 13:00', minutes: 45,
        by: 'maddox', outcome: 'another' },
      { of: 'visit', type: contactTypes.mentalHealthClinic, how: 'ambulatory', service: services.adultMentalHealth, at: '72d 11:30',
        minutes: 50, outcome: 'later' },
    ],
    canalside: [
      { of: 'visit', type: contactTypes.communityClinic, how: 'ambulatory', at: '44d 10:20', minutes: 25, by: 'quist',
        outcome: 'another' },
    ],
  },
  leo: {
    northbridge: [
      { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.healthVisiting, at: '850d 11:00', minutes: 60,
        by: 'tran', outcome: 'discharged' },
    ],
  },
  jerome: {
    heathway: [
      { of: 'episode', service: services.communityMentalHealth, since: '400d', by: 'dacosta' },
      { of: 'visit', type: contactTypes.mentalHealthClinic, how: 'ambulatory', service: services.communityMentalHealth,
        at: '18d 16:00', minutes: 50, by: 'dacosta', outcome: 'another' },
      { of: 'visit', type: contactTypes.telephone, how: 'virtual', service: services.communityMentalHealth, at: '32d 16:00',
        status: 'cancelled', missed: true, by: 'dacosta' },
      { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.crisis, at: '95d 22:10', minutes: 75,
        by: 'kowalska', labels: ['restricted'] },
      { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.podiatry, at: '140d 09:30', minutes: 30 },
      { of: 'paper', type: papers.crisisPlan, service: services.communityMentalHealth, at: '90d 15:00', by: 'dacosta',
        title: 'Crisis plan', text: 'Early signs, what helps, whom to ring, and what to avoid.', labels: ['veryRestricted'] },
    ],
  },
  bronwen: {
    heathway: [
      { of: 'episode', service: services.physiotherapy, status: 'waitlist', since: '25d' },
      { of: 'visit', type: contactTypes.telephone, how: 'virtual', service: services.physiotherapy, at: '22d 09:15', minutes: 20,
        by: 'ferreira' },
      { of: 'visit', type: contactTypes.communityClinic, how: 'ambulatory', service: services.physiotherapy, status: 'planned',
        at: '+9d 09:30', minutes: 45, by: 'ferreira' },
    ],
  },
  eileen: {
    heathway: [
      { of: 'episode', service: 'Leg club', status: 'onhold', since: '7mo', by: 'boateng' },
      { of: 'visit', type: 'Home visit', how: 'home', at: '6d 10:00', minutes: 30, by: 'boateng' },
      { of: 'paper', type: 'Nursing notes', at: '6d 11:00', by: 'boateng', title: 'Notes', text: 'Plaster changed. In good spirits.' },
    ],
  },
  fatima: {
    northbridge: [
      { of: 'visit', type: contactTypes.mentalHealthClinic, how: 'ambulatory', at: '75d 12:00', minutes: 50, by: 'tran' },
    ],
  },
  xanthe: {
    heathway: [
      { of: 'episode', service: services.communityNursing, since: '90d', by: 'mallory' },
      { of: 'visit', type: contactTypes.ownHome, how: 'home', service: services.communityNursing, at: '20d 10:00', by: 'mallory',
        outcome: 'later' },
      { of: 'paper', type: papers.encounter, service: services.communityNursing, at: '20d 12:00', by: 'mallory', title: 'Title',
        text: 'Text' },
    ],
  },
};

/** UKCore-EpisodeOfCare, UKCore-Encounter and UKCore-DocumentReference of the community and mental health services. */
export function fileContacts(cabinet: Cabinet): void {
  for (const [patient, row] of rowsAt(cabinet.source.id, contacts)) {
    const { contained, reference: by } = row.by ? author(cabinet, row.by) : {};
    const of = subject(cabinet, patient);
    const managing = organisation(cabinet, cabinet.source.id);
    if (row.of === 'episode') {
      cabinet.file('EpisodeOfCare', {
        contained,
        status: row.status ?? 'active',
        type: [concept(row.service)],
        patient: of,
        managingOrganization: managing,
        period: lasting(cabinet, row.since, row.until),
        careManager: by,
      }, { patient, recorded: row.until ?? row.since ?? '25d', labels: row.labels });
    } else if (row.of === 'visit') {
      const { at, minutes = 30, status = 'finished' } = row;
      const about = { patient, recorded: at.startsWith('+') ? '1d' : at, labels: row.labels } as const;
      const ending = status === 'finished' ? cabinet.at(later(at, minutes)) : undefined;
      const appointment = row.missed && cabinet.file('Appointment', {
        status: 'noshow',
        start: cabinet.at(at),
        end: cabinet.at(later(at, minutes)),
        participant: [{ actor: of, status: 'accepted' }],
      }, about);
      cabinet.file('Encounter', {
        contained,
        extension: row.outcome && [{
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OutcomeOfAttendance',
          valueCodeableConcept: concept(outcomes[row.outcome]),
        }],
        status,
        class: { ...classes[row.how] },
        type: [concept(row.type)],
        serviceType: row.service && concept(row.service),
        subject: of,
        participant: by && [{ type: [concept(attender)], individual: by }],
        appointment: appointment && [cabinet.refer(appointment)],
        period: { start: cabinet.at(at), end: ending },
        serviceProvider: managing,
      }, about);
    } else {
      const data = new TextEncoder().encode(row.text);
      cabinet.file('DocumentReference', {
        contained,
        status: row.status ?? 'current',
        type: concept(row.type),
        subject: of,
        date: cabinet.at(row.at),
        author: by && [by],
        custodian: managing,
        content: [{
          attachment: {
            contentType: 'text/plain; charset=utf-8',
            data: btoa(String.fromCharCode(...data)),
            size: new Decimal(String(data.length)),
            title: row.title,
          },
        }],
        context: row.service && { practiceSetting: concept(row.service) },
      }, { patient, recorded: row.at, labels: row.labels });
    }
  }
}
