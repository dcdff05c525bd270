import assert from 'node:assert/strict';
import type { Section, Session } from '../../api-spec/record.ts';
import { categories } from '../policy/kinds.ts';
import type { Resource } from '../sources/source.ts';
import { report as blood, section, marked, quantity } from './categories/laboratory.ts';
import { concept, P } from './categories/sifting.ts';
import { doctor, gateway, PATIENT, spySource } from './house.ts';
import { ACT, cellsOf, type Compared, labelsOf, marks, type Part, parts, policy, tables } from './written-policy.ts';

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
