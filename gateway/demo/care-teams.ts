import type { Cabinet } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Label } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import type { PatientKey, Table } from './patients.ts';
import { person, rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, organisation, subject } from './people.ts';
import type { SourceId } from './sources.ts';

interface Member {
  readonly who: ProfessionalKey | SourceId | 'mother' | 'patient';
  readonly role?: string;
  readonly since?: When;
  readonly until?: When;
}

interface Team {
  readonly name: string;
  readonly status?: 'proposed' | 'suspended' | 'inactive';
  readonly since?: When;
  readonly until?: When;
  readonly members: readonly Member[];
  readonly labels?: readonly Label[];
}

const teams: Table<Team> = {
  // More than one coordinator, one of them from an earlier time; a team that is over; a council's own worker.
  margaret: {
    northbridge: [
      { name: 'Advanced kidney care', since: '19mo',
        members: [{ who: 'okafor', role: 'Named consultant' }, { who: 'patient', role: 'Patient' }] },
    ],
    canalside: [
      { name: 'Early supported discharge', status: 'inactive', since: '420d', until: '391d',
        members: [{ who: 'fitzgerald', role: 'Lead clinician' }] },
    ],
    heathway: [
      { name: 'Frailty team', since: '14mo', members: [{ who: 'boateng', role: 'Care coordinator', since: '205d' }] },
      { name: 'Frailty team', since: '14mo', members: [{ who: 'kowalska', role: 'Care coordinator', since: '14mo', until: '206d' }] },
    ],
    millmead: [{ name: 'Adult social care, north', since: '300d', members: [{ who: 'oyelaran', role: 'Allocated worker' }] }],
  },
  gareth: {
    northbridge: [
      { name: 'Colorectal cancer team', since: '195d',
        members: [{ who: 'maddox', role: 'Key worker' }, { who: 'bains', role: 'Consultant surgeon' }] },
    ],
    canalside: [{ name: 'Stoma care', since: '160d', members: [{ who: 'quist', role: 'Stoma nurse' }] }],
  },
  leo: {
    northbridge: [
      { name: 'Children’s allergy team', since: '29mo',
        members: [{ who: 'lindqvist', role: 'Named consultant' }, { who: 'mother', role: 'Main carer' }] },
    ],
  },
  jerome: {
    heathway: [
      { name: 'Community mental health team, east', since: '400d', labels: ['restricted'],
        members: [{ who: 'dacosta', role: 'Care coordinator' }] },
    ],
  },
  bronwen: {
    heathway: [{ name: 'Falls and balance', status: 'proposed', members: [{ who: 'ferreira', role: 'Therapist' }] }],
  },
  eileen: {
    heathway: [{ name: 'Tissue viability', status: 'suspended', since: '60d', members: [{ who: 'boateng', role: 'Care coordinator' }] }],
    millmead: [{ name: 'Adult social care, south', members: [] }],
  },
  kwabena: {
    northbridge: [{ name: 'Dialysis unit', since: '7y', members: [{ who: 'tran', role: 'Named nurse' }, { who: 'larkfield' }] }],
  },
  fatima: {
    northbridge: [{ name: 'Asthma nurses', since: '11mo', members: [{ who: 'maddox', role: 'Key worker' }] }],
  },
  amara: {
    northbridge: [{ name: 'Fracture liaison', since: '80d', members: [{ who: 'tran', role: 'Key worker' }] }],
  },
  xanthe: {
    northbridge: [{ name: 'Team', since: '90d', members: [{ who: 'mallory', role: 'Role' }] }],
    millmead: [{ name: 'Team', members: [{ who: 'mallory', role: 'Role' }] }],
  },
};

/** UKCore-CareTeam for every team at this source. */
export function fileCareTeams(cabinet: Cabinet): void {
  for (const [patient, team] of rowsAt(cabinet.source.id, teams)) {
    const recorded = team.until ?? team.since ?? '30d';
    const contained: DraftedElements[] = [];
    const participant = team.members.map(({ who, role, since, until }) => {
      const member = memberOf(cabinet, who, patient, contained);
      return { role: role === undefined ? undefined : [concept(role)], member, period: lasting(cabinet, since, until) };
    });
    cabinet.file('CareTeam', {
      contained: contained.length > 0 ? contained : undefined,
      status: team.status ?? 'active',
      name: team.name,
      subject: subject(cabinet, patient),
      period: lasting(cabinet, team.since, team.until),
      participant: participant.length > 0 ? participant : undefined,
      managingOrganization: [organisation(cabinet, cabinet.source.id)],
    }, { patient, recorded, labels: team.labels });
  }
}

/** A FHIR Period; none where neither end is known. */
export const lasting = (cabinet: Cabinet, since?: When, until?: When): DraftedElements | undefined =>
  since || until ? { start: since && cabinet.at(since), end: until && cabinet.at(until) } : undefined;

function memberOf(cabinet: Cabinet, who: Member['who'], patient: PatientKey, contained: DraftedElements[]): DraftedElements {
  switch (who) {
    case 'patient':
      return subject(cabinet, patient);
    case 'mother':
      return cabinet.refer(cabinet.file('RelatedPerson', {
        patient: subject(cabinet, patient),
        relationship: [concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH', display: 'mother' })],
        name: [{ use: 'official', ...nameOf(person('Ms', 'Efua', 'Mensah-Doyle')) }],
        telecom: [{ system: 'phone', value: '020 7946 0199', use: 'mobile' }],
      }, { patient, recorded: '29mo' }));
    case 'northbridge':
    case 'canalside':
    case 'heathway':
    case 'larkfield':
    case 'millmead':
      return organisation(cabinet, who);
    default: {
      const professional = author(cabinet, who);
      contained.push(...(professional.contained ?? []));
      return professional.reference;
    }
  }
}

const nameOf = ({ family, given, prefix }: ReturnType<typeof person>) => ({ family, given: [...given], prefix: [prefix] });
