import assert from 'node:assert/strict';
import type { Category, Section, Session } from '../../api-spec/record.ts';
import { decide } from '../policy/decide.ts';
import { explain } from '../policy/explain.ts';
import { categories } from '../policy/kinds.ts';
import { policyFrom } from '../policy/text.ts';
import type { Resource } from '../sources/source.ts';
import { report as blood, section, marked, quantity } from './categories/laboratory.ts';
import { concept, P } from './categories/sifting.ts';
import { doctor, gateway, PATIENT, policyText, spySource } from './house.ts';

/**
 * Who may see what, once more, by hand and in another form: one letter for a part of the record and a column of
 * people. It is not made from policy.yaml; whoever changes one has to change the other, and say so twice.
 *
 * A letter is what labels an entry may carry and still be seen:
 *   .  nothing is seen         n  normal only             r  restricted as well
 *   a  restricted, mental health and violence             c  restricted, mental health
 *   m  restricted, mental health and dependence           p  dependence        s  violence
 * and at XQ5, where nobody sees what is restricted, the same without that: A C M. q is dependence less SUD, x is n and mental health.
 */
const letters: Record<string, string> = {
  '.': '', n: 'N', r: 'N R', a: 'N R PSY MH SDV VIO', c: 'N R PSY MH', m: 'N R PSY MH ETH SUD', p: 'N ETH SUD', s: 'N SDV VIO',
  A: 'N PSY MH SDV VIO', C: 'N PSY MH', M: 'N PSY MH ETH SUD', q: 'N ETH', x: 'N PSY MH',
};

const everybody = `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R8004 R0790 R0950 R0955 R1310 R8005
pharmacy  R1290
social    R8014 R1330 R1340
home
admin     R8006 R8008 R8009 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999`;

const everywhere = `
part                                    full summary pharmacy social home admin
alerts                                    a     n       n       s     n    .
allergies                                 r     n       n       n     n    .
appointments                              r     n       .       n     n    n
assessments                               r     n       .       n     .    .
care-coordinator                          r     n       .       n     n    n
care-plans                                c     n       .       n     n    .
correspondence/inpatient-discharge        r     n       n       .     .    .
correspondence/emergency-discharge        r     n       n       .     .    .
correspondence/outpatient-letter          r     n       .       .     .    .
community-mental-health/community         m     .       .       .     .    .
community-mental-health/mental-health     m     .       .       .     .    .
diagnoses                                 r     n       n       .     .    .
results/radiology                         r     n       .       .     .    .
results/histopathology                    r     .       .       .     .    .
results/blood-sciences                    r     n       n       .     .    .
results/microbiology-virology             r     n       n       .     .    .
results/other                             r     n       .       .     .    .
encounters                                r     n       .       n     .    .
gp-record                                 r     .       .       .     .    .
immunisations                             r     n       n       .     n    .
medications/discharge                     m     n       p       .     n    .
medications/current                       m     n       p       .     n    .
medications/past                          m     n       p       .     n    .
miscellaneous-reports                     r     .       .       .     .    .
problems                                  r     n       n       .     .    .
procedures                                r     n       .       .     .    .
progress-notes                            r     .       .       .     .    .
referrals                                 r     n       .       n     .    n
vital-signs                               r     n       n       .     .    .`;

/** Two organisations that differ, as they would write it, and as somebody else would expect it. */
const differing = `organisations:
  XQ3:
    roles: { R8008: clinical-summary, R8009: none }
    allow:
      - { to: [R1310], categories: [community-mental-health], labels: [PSY, MH] }
    refuse:
      - { to: [clinical-summary], categories: [results], kinds: [radiology, other] }
      - { to: [R1310], categories: [procedures] }
  XQ5:
    roles: { R8008: care-home, R8004: none }
    allow:
      - { to: [R8014], categories: [results], kinds: [blood-sciences] }
      - { to: [care-home], categories: [vital-signs] }
    refuse:
      - { to: [social-care], categories: [encounters] }
      - { to: [pharmacy], categories: [medications], kinds: [past], labels: [SUD] }
      - { labels: [R] }
`;

const atXQ3 = {
  people: `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R8004 R0790 R0950 R0955 R8005 R8008
mind      R1310
pharmacy  R1290
social    R8014 R1330 R1340
admin     R8006 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999 R8009`,
  parts: `
part                                    full summary mind pharmacy social admin
alerts                                    a     n     n      n       s     .
allergies                                 r     n     n      n       n     .
appointments                              r     n     n      .       n     n
assessments                               r     n     n      .       n     .
care-coordinator                          r     n     n      .       n     n
care-plans                                c     n     n      .       n     .
correspondence/inpatient-discharge        r     n     n      n       .     .
correspondence/emergency-discharge        r     n     n      n       .     .
correspondence/outpatient-letter          r     n     n      .       .     .
community-mental-health/community         m     .     x      .       .     .
community-mental-health/mental-health     m     .     x      .       .     .
diagnoses                                 r     n     n      n       .     .
results/radiology                         r     .     .      .       .     .
results/histopathology                    r     .     .      .       .     .
results/blood-sciences                    r     n     n      n       .     .
results/microbiology-virology             r     n     n      n       .     .
results/other                             r     .     .      .       .     .
encounters                                r     n     n      .       n     .
gp-record                                 r     .     .      .       .     .
immunisations                             r     n     n      n       .     .
medications/discharge                     m     n     n      p       .     .
medications/current                       m     n     n      p       .     .
medications/past                          m     n     n      p       .     .
miscellaneous-reports                     r     .     .      .       .     .
problems                                  r     n     n      n       .     .
procedures                                r     n     .      .       .     .
progress-notes                            r     .     .      .       .     .
referrals                                 r     n     n      .       n     n
vital-signs                               r     n     n      n       .     .`,
};

const atXQ5 = {
  people: `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R0790 R0950 R0955 R1310 R8005
pharmacy  R1290
lead      R8014
social    R1330 R1340
home      R8008
admin     R8006 R8009 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999 R8004`,
  parts: `
part                                    full summary pharmacy lead social home admin
alerts                                    A     n       n      s     s     n    .
allergies                                 n     n       n      n     n     n    .
appointments                              n     n       .      n     n     n    n
assessments                               n     n       .      n     n     .    .
care-coordinator                          n     n       .      n     n     n    n
care-plans                                C     n       .      n     n     n    .
correspondence/inpatient-discharge        n     n       n      .     .     .    .
correspondence/emergency-discharge        n     n       n      .     .     .    .
correspondence/outpatient-letter          n     n       .      .     .     .    .
community-mental-health/community         M     .       .      .     .     .    .
community-mental-health/mental-health     M     .       .      .     .     .    .
diagnoses                                 n     n       n      .     .     .    .
results/radiology                         n     n       .      .     .     .    .
results/histopathology                    n     .       .      .     .     .    .
results/blood-sciences                    n     n       n      n     .     .    .
results/microbiology-virology             n     n       n      .     .     .    .
results/other                             n     n       .      .     .     .    .
encounters                                n     n       .      .     .     .    .
gp-record                                 n     .       .      .     .     .    .
immunisations                             n     n       n      .     .     n    .
medications/discharge                     M     n       p      .     .     n    .
medications/current                       M     n       p      .     .     n    .
medications/past                          M     n       q      .     .     n    .
miscellaneous-reports                     n     .       .      .     .     .    .
problems                                  n     n       n      .     .     .    .
procedures                                n     n       .      .     .     .    .
progress-notes                            n     .       .      .     .     .    .
referrals                                 n     n       .      n     n     .    n
vital-signs                               n     n       n      .     .     n    .`,
};

/** What an entry may be labelled with, and the labels of the letters above that it takes. Two of one entry: both. */
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const marks: [labels: [system: string, code: string][], needs: string[]][] = [
  [[], ['N']],
  [[[CONFIDENTIALITY, 'N']], ['N']],
  [[[CONFIDENTIALITY, 'L']], ['N']],
  [[[CONFIDENTIALITY, 'R']], ['R']],
  [[[CONFIDENTIALITY, 'V']], ['V']],
  ...['PSY', 'MH', 'ETH', 'SUD', 'SDV', 'VIO', 'HIV', 'STD', 'SEX', 'TBOO'].map((code): [[string, string][], string[]] => [[[ACT, code]], [code]]),
  [[['https://fhir.larkfield.example/CodeSystem/sealing', 'SEALED-2']], ['https://fhir.larkfield.example/CodeSystem/sealing|SEALED-2']],
  [[['urn:other', 'N']], ['urn:other|N']],
  [[[CONFIDENTIALITY, 'R'], [ACT, 'PSY']], ['R', 'PSY']],
];

interface Part {
  category: Category;
  kind: string | undefined;
}

interface Table {
  people: Map<string, string>;
  parts: (Part & { letters: Map<string, string> })[];
}

function tableFrom(people: string, parts: string): Table {
  const [head, ...rows] = parts.trim().split('\n').map((line) => line.trim().split(/\s+/));
  return {
    people: new Map(people.trim().split('\n').flatMap((line) => {
      const [column, ...roles] = line.trim().split(/\s+/);
      return roles.map((role): [string, string] => [role, column!]);
    })),
    parts: rows.map(([name, ...cells]) => {
      const [category, kind] = name!.split('/');
      return { category: category as Category, kind, letters: new Map(head!.slice(1).map((column, index) => [column, cells[index]!])) };
    }),
  };
}

const usual = tableFrom(everybody, everywhere);
export const tables = new Map([
  ['XQ1', usual],
  ['XQ2', usual],
  ['XQ3', tableFrom(atXQ3.people, atXQ3.parts)],
  ['XQ4', usual],
  ['XQ5', tableFrom(atXQ5.people, atXQ5.parts)],
]);
export const parts: Part[] = usual.parts;
export const policy = policyFrom(policyText.replace('organisations: {}\n', differing));

/** What the table says of one part and the people of a column: every label that may be on it. */
const labelsOf = ({ people, parts: rows }: Table, role: string, index: number): string[] =>
  (letters[rows[index]!.letters.get(people.get(role)!) ?? '.'] ?? assert.fail('a letter without a meaning')).split(' ').filter(Boolean);

const cellsOf = () =>
  [...tables].flatMap(([org, table]) => [...table.people.keys()].map((role) => ({ org, role, table })));

/** Cells that were compared, and those that are otherwise than written by hand. */
export interface Compared {
  compared: number;
  wrong: string[];
}

/** Holds what the policy decides, and how it explains it, against the table. */
export function decided(): Compared {
  let compared = 0;
  const wrong: string[] = [];
  for (const { org, role, table } of cellsOf()) {
    const { granted } = decide(policy, { org, roles: [role] }, categories.map((category) => ({ category })));
    for (const [index, { category, kind }] of parts.entries()) {
      const grant = granted.find((one) => one.category === category);
      const shown = grant && (!grant.kinds || grant.kinds.includes(kind!));
      const sight = shown ? grant.sights.find(({ kinds }) => !kinds || kinds.includes(kind!)) : undefined;
      const expected = labelsOf(table, role, index);
      for (const [, needs] of marks) {
        compared += 1;
        const sees = sight !== undefined && needs.every((label) => sight.labels.has(label));
        const should = expected.length > 0 && needs.every((label) => expected.includes(label));
        if (sees !== should) wrong.push(`${org} ${role} ${category} ${kind ?? ''} ${needs.join('+')}: ${sees}`);
        if (needs.length > 1) continue;
        const told = explain(policy, { org, role, category, kind, label: needs[0] });
        if ((told.answer === 'yes') !== should) wrong.push(`explained otherwise: ${org} ${role} ${category} ${kind ?? ''} ${needs[0]}`);
      }
    }
  }
  return { compared, wrong };
}

/** One resource of each part, as briefly as its rule reads it. */
const makers: Record<string, (id: string) => object> = {
  alerts: (id) => ({ resourceType: 'Flag', id, subject: P, status: 'active', code: concept('32911000', 'Homeless') }),
  allergies: (id) => ({
    resourceType: 'AllergyIntolerance', id, patient: P, code: concept('91936005', 'Allergy to penicillin'),
    clinicalStatus: concept('active', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'),
  }),
  appointments: (id) => ({ resourceType: 'Appointment', id, status: 'booked', start: '2036-02-01T10:00:00Z', participant: [{ actor: P, status: 'accepted' }] }),
  assessments: (id) => ({
    resourceType: 'Observation', id, subject: P, status: 'final', ...marked('survey'), code: concept('1363261000000104', 'NPEWS'), ...quantity('2'),
  }),
  'care-coordinator': (id) => ({ resourceType: 'CareTeam', id, status: 'active', name: 'Frailty team', subject: P, participant: [{ member: { display: 'Sister Tran' } }] }),
  'care-plans': (id) => ({ resourceType: 'CarePlan', id, subject: P, status: 'active', intent: 'plan', category: [concept('734163000', 'Care plan')] }),
  'correspondence/inpatient-discharge': (id) => paper(id, '373942005'),
  'correspondence/emergency-discharge': (id) => paper(id, '24561000000109'),
  'correspondence/outpatient-letter': (id) => paper(id, '823681000000100'),
  'community-mental-health/community': (id) => visit(id, { serviceType: concept('931801000000101', 'Community nursing service') }),
  'community-mental-health/mental-health': (id) => visit(id, { serviceType: concept('89301000000108', 'Community mental health team') }),
  diagnoses: (id) => condition(id, 'encounter-diagnosis'),
  'results/radiology': (id) => blood(id, [], section('RAD')),
  'results/histopathology': (id) => blood(id, [], section('SP')),
  'results/blood-sciences': (id) => blood(id, [], section('CH')),
  'results/microbiology-virology': (id) => blood(id, [], section('MB')),
  'results/other': (id) => blood(id, [], section('EC')),
  encounters: (id) => visit(id, {}),
  'gp-record': (id) => condition(id, 'problem-list-item'),
  immunisations: (id) => ({
    resourceType: 'Immunization', id, patient: P, status: 'completed', occurrenceDateTime: '2025-10-05',
    vaccineCode: concept('11278411000001109', 'Influenza vaccine', undefined, 'https://dmd.nhs.uk'),
  }),
  'medications/discharge': (id) => medicine(id, 'active', 'discharge'),
  'medications/current': (id) => medicine(id, 'active'),
  'medications/past': (id) => medicine(id, 'completed'),
  'miscellaneous-reports': (id) => paper(id, '371525003'),
  problems: (id) => condition(id, 'problem-list-item'),
  procedures: (id) => ({ resourceType: 'Procedure', id, subject: P, status: 'completed', code: concept('609588000', 'Total knee replacement') }),
  'progress-notes': (id) => paper(id, '823651000000106'),
  referrals: (id) => ({ resourceType: 'ServiceRequest', id, subject: P, status: 'active', intent: 'order', code: concept('308447003', 'Referral to physiotherapist') }),
  'vital-signs': (id) => ({
    resourceType: 'Observation', id, subject: P, status: 'final', ...marked('vital-signs'), code: concept('364075005', 'Heart rate'),
    effectiveDateTime: '2025-11-20T08:00:00Z', ...quantity('72', 'beats/min', '/min'),
  }),
};

const paper = (id: string, type: string) => ({
  resourceType: 'DocumentReference', id, subject: P, status: 'current', type: concept(type), content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } }],
});
const visit = (id: string, more: object) => ({
  resourceType: 'Encounter', id, subject: P, status: 'finished', class: { system: ACT, code: 'IMP', display: 'inpatient encounter' },
  period: { start: '2025-11-20T10:00:00Z' }, ...more,
});
const condition = (id: string, category: string) => ({
  resourceType: 'Condition', id, subject: P, code: concept('239873007', 'Osteoarthritis of knee'),
  category: [concept(category, undefined, undefined, 'http://terminology.hl7.org/CodeSystem/condition-category')],
});
const medicine = (id: string, status: string, category?: string) => ({
  resourceType: 'MedicationStatement', id, subject: P, status,
  medicationCodeableConcept: concept('42294811000001108', 'Furosemide 40mg tablets', undefined, 'https://dmd.nhs.uk'),
  ...(category ? { category: concept(category, undefined, undefined, 'https://fhir.hl7.org.uk/CodeSystem/UKCore-MedicationStatementCategory') } : {}),
});

const nameOf = ({ category, kind }: Part) => (kind ? `${category}/${kind}` : category);
const idOf = (part: number, mark: number) => `part-${part}-mark-${mark}`;

/** A source for each category, with one entry for each of its parts and each way to label it. */
export const sources = categories.map((category) =>
  spySource(category, {
    categories: [category],
    resources: parts.flatMap((part, index) =>
      part.category !== category ? [] : marks.map(([labels], mark) => ({
        ...makers[nameOf(part)]!(idOf(index, mark)),
        ...(labels.length > 0 ? { meta: { security: labels.map(([system, code]) => ({ system, code })) } } : {}),
      }) as unknown as Resource),
    ),
  }),
);

/** Holds what the gateway streams and tells its pages against the table, in the organisations named. */
export async function answered(named: readonly string[]): Promise<Compared> {
  const organisations = [...tables.keys()].map((odsCode) => ({ odsCode, name: odsCode }));
  const house = await gateway(sources, { policy, organisations });
  const query = categories.map((category) => `category=${category}`).join('&');
  let compared = 0;
  const wrong: string[] = [];
  for (const { org, role, table } of cellsOf().filter(({ org: one }) => named.includes(one))) {
    const who = { ...doctor, org, roles: [role] };
    const { access_token: token } = await house.hostToken(who);
    const headers = { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT };
    const { categories: told } = (await (await house.app.request('/v1/session', { headers })).json()) as Session;
    const stream = await (await house.app.request(`/v1/record?${query}`, { headers })).text();
    const lines = new Map(stream.trim().split('\n').map((line) => JSON.parse(line) as Section & { problem?: { code: string } }).map((line) => [line.category, line]));
    assert.equal(lines.size, categories.length);
    for (const category of categories) {
      const line = lines.get(category)!;
      const own = parts.flatMap((part, index) => (part.category === category ? [{ part, index, labels: labelsOf(table, role, index) }] : []));
      const seen = own.filter(({ labels }) => labels.length > 0);
      const where = `${org} ${role} ${category}`;
      if ((line.problem?.code === 'not-permitted') !== (seen.length === 0)) wrong.push(`${where}: ${line.problem?.code ?? 'shown'}`);
      // The session tells a page the very same, so that it need not ask for what it will not get.
      const grant = told.find((one) => one.category === category) as { kinds?: string[] } | undefined;
      const kinds = seen.length === own.length ? undefined : seen.map(({ part }) => part.kind!);
      if (JSON.stringify(grant?.kinds) !== JSON.stringify(seen.length > 0 ? kinds : undefined)) wrong.push(`${where}: the session says ${JSON.stringify(grant)}`);
      const ids = new Set(line.problem ? [] : line.entries.map(({ id }) => /part-\d+-mark-\d+/.exec(id)![0]));
      if (!line.problem && line.sources.some(({ status, withheld }) => status === 'answered' && !withheld)) wrong.push(`${where}: nothing is said to be withheld`);
      for (const { index, labels } of own) {
        for (const [mark, [, needs]] of marks.entries()) {
          compared += 1;
          const should = labels.length > 0 && needs.every((label) => labels.includes(label));
          if (ids.has(idOf(index, mark)) !== should) wrong.push(`${where} ${nameOf(parts[index]!)} ${needs.join('+')}: ${should ? 'not shown' : 'shown'}`);
        }
      }
    }
  }
  return { compared, wrong };
}

/** Holds each part, asked for by itself, against the table, in the organisations named. */
export async function askedOneByOne(named: readonly string[]): Promise<Compared> {
  const house = await gateway(sources, { policy, organisations: [...tables.keys()].map((odsCode) => ({ odsCode, name: odsCode })) });
  const wrong: string[] = [];
  let compared = 0;
  for (const { org, role, table } of cellsOf().filter(({ org: one }) => named.includes(one))) {
    const { access_token: token } = await house.hostToken({ ...doctor, org, roles: [role] });
    for (const [index, { category, kind }] of parts.entries()) {
      compared += 1;
      const path = `/v1/record/${category}?limit=1${kind ? `&kind=${kind}` : ''}`;
      const { status } = await house.app.request(path, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
      const should = labelsOf(table, role, index).length > 0 ? 200 : 403;
      if (status !== should) wrong.push(`${org} ${role} ${path}: ${status}`);
    }
  }
  return { compared, wrong };
}
