import type { Cabinet, Filed } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { DraftedElements } from './draft.ts';
import type { DemoPatient, PatientKey } from './patients.ts';
import { patients, person } from './patients.ts';
import type { SourceId } from './sources.ts';
import { sourceOf } from './sources.ts';

interface Professional {
  readonly name: DemoPatient['name'];
  /** National job role (NHSDigital-SDS-JobRoleCode). */
  readonly role: readonly [code: string, display: string];
  readonly of: SourceId;
  /** Telephone and e-mail address at work. */
  readonly reach?: readonly [telephone: string, email: string];
  /** The only patient whom this person ever sees. */
  readonly patient?: PatientKey;
}

const consultant = ['R0050', 'Consultant'] as const;
export const professionals = {
  okafor: { name: person('Dr', 'Chidi', 'Okafor'), role: consultant, of: 'northbridge' },
  lindqvist: { name: person('Dr', 'Helen', 'Lindqvist'), role: consultant, of: 'northbridge' },
  bains: { name: person('Mr', 'Sukhdeep', 'Bains'), role: consultant, of: 'northbridge' },
  tran: { name: person('Sister', 'Mai', 'Tran'), role: ['R0620', 'Staff Nurse'], of: 'northbridge' },
  fitzgerald: { name: person('Dr', 'Aoife', 'Fitzgerald'), role: ['R0110', 'Specialist Registrar'],
    of: 'canalside' },
  haddad: { name: person('Dr', 'Yusuf', 'Haddad'), role: consultant, of: 'canalside' },
  boateng: { name: person('Ms', 'Comfort', 'Boateng'), role: ['R0700', 'Community Nurse'], of: 'heathway',
    reach: ['020 7946 0135', 'community.nursing@heathway.example'] },
  kowalska: { name: person('Dr', 'Ewa', 'Kowalska'), role: ['R1981', 'Psychiatrist'], of: 'heathway' },
  rao: { name: person('Dr', 'Anjali', 'Rao'), role: ['R0260', 'General Medical Practitioner'],
    of: 'larkfield' },
  hughes: { name: person('Mr', 'Rhys', 'Hughes'), role: ['R0600', 'Specialist Nurse Practitioner'],
    of: 'larkfield' },
  oyelaran: { name: person('Ms', 'Grace', 'Oyelaran'), role: ['R1330', 'Social Worker'], of: 'millmead' },
  mallory: { name: person('Dr', 'Mal', 'Mallory'), role: consultant, of: 'northbridge', patient: 'xanthe',
    reach: ['020 7946 0999', 'mallory@northbridge.example'] },
  maddox: { name: person('Ms', 'Ifeoma', 'Maddox'), role: ['R0600', 'Specialist Nurse Practitioner'], of: 'northbridge',
    reach: ['020 7946 0117', 'colorectal.nurses@northbridge.example'] },
  quist: { name: person('Mr', 'Anders', 'Quist'), role: ['R0620', 'Staff Nurse'], of: 'canalside' },
  dacosta: { name: person('Mr', 'Rui', 'da Costa'), role: ['R1975', 'Community Mental Health Nurse'], of: 'heathway',
    reach: ['020 7946 0136', 'rui.dacosta@heathway.example'] },
  ferreira: { name: person('Ms', 'Ana', 'Ferreira'), role: ['R1110', 'Physiotherapist'], of: 'heathway',
    reach: ['020 7946 0137', 'falls.team@heathway.example'] },
} as const satisfies { [key: string]: Professional };
export type ProfessionalKey = keyof typeof professionals;

const ods = 'https://fhir.nhs.uk/Id/ods-organization-code';
const jobRoles = 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode';
const verification = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: concept({
    system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland',
    code: '01',
    display: 'Number present and verified',
  }),
};

/** UKCore-Patient for everybody who is known to the source. */
export function filePatients(cabinet: Cabinet): void {
  patients.forEach((patient: DemoPatient, index) => {
    const { source } = cabinet;
    if (!patient.knownTo.includes(source.id)) return;
    const differs = patient.differs?.[source.id];
    const open = patient.sensitive ? undefined : true;
    const registered = patient.knownTo.includes('larkfield') ? open : undefined;
    const { family, given, prefix } = patient.name;
    cabinet.kept(`Patient/${patient.key}`, () =>
      cabinet.file('Patient', {
        identifier: [
          // The council never traces the number, so it cannot say that it is verified.
          { extension: source.id === 'millmead' ? undefined : [verification],
            system: 'https://fhir.nhs.uk/Id/nhs-number', value: patient.nhsNumber },
          { system: `${source.base}/Id/local-number`,
            value: `${source.organisation.odsCode}-${70431 + 17 * index}` },
        ],
        name: [{ use: 'official', family: source.id === 'canalside' ? family.toUpperCase() : family,
          given: [...given], prefix: [prefix] }],
        telecom: open && [
          { system: 'phone', value: `020 7946 0${String(101 + index)}`, use: 'home' },
          { system: 'email', value: `${patient.key}@post.example` },
        ],
        gender: patient.gender,
        birthDate: differs?.birthDate ?? patient.birthDate,
        deceasedDateTime: patient.died && !differs?.alive ? cabinet.at(patient.died) : undefined,
        address: open && [{ use: 'home', line: [`${12 + 3 * index} Lock Keeper's Row`], city: 'Northbridge',
          postalCode: `ZZ99 ${index % 9}AB` }],
        generalPractitioner: registered && [logical('larkfield')],
      }, { patient: patient.key, recorded: '400d', labels: open ? undefined : ['restricted'] }));
  });
}

/** The patient's reference at this source. */
export function subject(cabinet: Cabinet, key: PatientKey): DraftedElements {
  return cabinet.refer(cabinet.kept(`Patient/${key}`, () => {
    throw new Error(`${key} has entries at ${cabinet.source.id} but is not known there`);
  }));
}

/** An organisation by its ODS code alone. */
function logical(id: SourceId): DraftedElements {
  const { odsCode, name } = sourceOf.get(id)!.organisation;
  return { type: 'Organization', identifier: { system: ods, value: odsCode }, display: name };
}

export function organisation(cabinet: Cabinet, id: SourceId): DraftedElements {
  const { odsCode, name } = sourceOf.get(id)!.organisation;
  const resource = cabinet.kept(`Organization/${id}`, () =>
    cabinet.file('Organization', { identifier: [{ system: ods, value: odsCode }], name }, { recorded: '2y' }),
  );
  return cabinet.refer(resource, name);
}

/** A professional as this source names its authors; `contained` goes into the resource that refers to it. */
export function author(
  cabinet: Cabinet,
  key: ProfessionalKey,
): { reference: DraftedElements; contained?: DraftedElements[] } {
  const professional: Professional = professionals[key];
  const { name, role: [code, display], of, reach } = professional;
  const telecom = reach && [
    { system: 'phone', value: reach[0], use: 'work' },
    { system: 'email', value: reach[1], use: 'work' },
  ];
  const words = `${name.prefix} ${name.given.join(' ')} ${name.family}`;
  const about = { recorded: '2y', patient: professional.patient } as const;
  const elements: DraftedElements = {
    identifier: [
      { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: `55501${1_000_000 + 7919 * keys.indexOf(key)}` },
    ],
    name: [{ use: 'official', family: name.family, given: [...name.given], prefix: [name.prefix] }],
    telecom: cabinet.source.habits.people === 'role' ? undefined : telecom,
  };
  const practitioner = (): Filed =>
    cabinet.kept(`Practitioner/${key}`, () => cabinet.file('Practitioner', elements, about));
  switch (cabinet.source.habits.people) {
    case 'words':
      return { reference: { display: `${words}, ${display}` } };
    case 'contained':
      return {
        reference: { reference: '#author' },
        contained: [{ resourceType: 'Practitioner', id: 'author', ...elements }],
      };
    case 'practitioner':
      return { reference: cabinet.refer(practitioner(), words) };
    case 'role': {
      const role = cabinet.kept(`PractitionerRole/${key}`, () =>
        cabinet.file('PractitionerRole', {
          practitioner: cabinet.refer(practitioner(), words),
          organization: organisation(cabinet, of),
          code: [concept({ system: jobRoles, code, display })],
          telecom,
        }, about));
      return { reference: cabinet.refer(role) };
    }
  }
}
const keys = Object.keys(professionals);

/** A professional in words, where a reference alone would not say who it is. */
export function named(key: ProfessionalKey): string {
  const { name: { prefix, given, family }, role: [, role] }: Professional = professionals[key];
  return `${prefix} ${given.join(' ')} ${family}, ${role}`;
}
