import type { AuditRow, WrittenRow } from '../store/store.ts';

/**
 * Audit rows as FHIR R4 AuditEvent, by the IHE BALP profiles PatientQuery and PatientRead
 * (https://profiles.ihe.net/ITI/BALP) for what is asked of the record, and by DICOM's event ids for the rest.
 */

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const ENTITY_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const ROLE = 'http://terminology.hl7.org/CodeSystem/object-role';
const REST = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest', display: 'Restful Operation' };
const INTERACTION = 'http://hl7.org/fhir/restful-interaction';
const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit';
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';
const JOB_ROLE = 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode';

type Kind = 'search' | 'read' | 'other';

const kinds: { readonly [A in AuditRow['action']]: Kind } = {
  record: 'search',
  coverage: 'search',
  session: 'read',
  patient: 'read',
  document: 'read',
  shown: 'other',
  token: 'other',
  likeness: 'other',
  accesses: 'other',
  'audit-search': 'other',
  'audit-statistics': 'other',
  'audit-unusual': 'other',
  'opt-out': 'other',
  revocation: 'other',
  policy: 'other',
};

/** DICOM PS3.16 CID 400: what happened, where it is no FHIR interaction. */
const events: { readonly [action: string]: readonly [code: string, display: string] } = {
  token: ['110114', 'User Authentication'],
  shown: ['110106', 'Export'],
  'opt-out': ['110110', 'Patient Record'],
  revocation: ['110137', 'User Security Attributes Changed'],
  policy: ['110131', 'Security Configuration'],
};
const LOG_USED = ['110101', 'Audit Log Used'] as const;

/** The gateway that wrote the rows is named by its address. */
export function auditEvent({ seq, hash, row }: WrittenRow, gateway: string): Record<string, unknown> {
  const kind = kinds[row.action];
  const event = Object.hasOwn(events, row.action) ? events[row.action]! : LOG_USED;
  const profile = row.patient === undefined || kind === 'other' ? undefined : { search: `${PROFILE}.PatientQuery`, read: `${PROFILE}.PatientRead` }[kind];
  return {
    resourceType: 'AuditEvent',
    id: `row-${seq}`,
    ...(profile === undefined ? {} : { meta: { profile: [profile] } }),
    type: kind === 'other' ? { system: DCM, code: event[0], display: event[1] } : REST,
    ...(kind === 'other' ? {} : { subtype: [{ system: INTERACTION, code: kind, display: kind }] }),
    action: { search: 'E', read: 'R', other: row.action === 'opt-out' ? 'U' : 'E' }[kind],
    recorded: row.at,
    // 4: what was asked could not be done, and asking again in the same way will not do it.
    outcome: row.outcome === 'granted' ? '0' : '4',
    ...(row.code === undefined ? {} : { outcomeDesc: row.reason === undefined ? row.code : `${row.code}: ${row.reason}` }),
    ...(row.purpose === undefined ? {} : { purposeOfEvent: [purposeOf(row.purpose)] }),
    agent: [...userOf(row), ...machinesOf(row, kind, gateway)],
    source: { site: gateway, observer: { display: gateway }, type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4', display: 'Application Server' }] },
    entity: entitiesOf(row, kind, `${seq} ${hash}`),
  };
}

function userOf({ user, organisation, purpose, jti }: AuditRow) {
  if (!user) return [];
  return [
    {
      type: { coding: [{ system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes', code: 'UserOauthAgent' }] },
      ...(user.roles.length === 0 ? {} : { role: user.roles.map((code) => ({ coding: [{ system: JOB_ROLE, code }] })) }),
      who: {
        identifier: { value: user.id, ...(organisation ? { assigner: { identifier: { system: ODS, value: organisation.odsCode }, display: organisation.name } } : {}) },
        display: user.name,
      },
      name: user.name,
      requestor: true,
      ...(jti === undefined ? {} : { policy: [`urn:ietf:params:oauth:jti:${jti}`] }),
      ...(purpose === undefined ? {} : { purposeOfUse: [purposeOf(purpose)] }),
    },
  ];
}

/** The two DICOM codes change places: whoever searches sends a query, whoever reads is sent a resource. */
function machinesOf({ host, address, user }: AuditRow, kind: Kind, gateway: string) {
  const SOURCE = { coding: [{ system: DCM, code: '110153', display: 'Source Role ID' }] };
  const DESTINATION = { coding: [{ system: DCM, code: '110152', display: 'Destination Role ID' }] };
  const [client, server] = kind === 'read' ? [DESTINATION, SOURCE] : [SOURCE, DESTINATION];
  return [
    {
      type: client,
      who: { ...(host === undefined ? {} : { identifier: { value: host } }), display: host ?? 'unknown' },
      requestor: !user,
      ...(address === undefined ? {} : { network: { address, type: '2' } }),
    },
    { type: server, who: { display: gateway }, requestor: false },
  ];
}

function entitiesOf(row: AuditRow, kind: Kind, integrity: string) {
  const patient = row.patient === undefined ? [] : [{
    what: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: row.patient } },
    type: { system: ENTITY_TYPE, code: '1', display: 'Person' },
    role: { system: ROLE, code: '1', display: 'Patient' },
  }];
  const asked = { action: row.action, granted: row.granted, refused: row.refused, sources: row.sources, query: row.query, document: row.document, detail: row.detail };
  const object = { type: { system: ENTITY_TYPE, code: '2', display: 'System Object' } };
  const what =
    kind === 'read'
      ? [{ ...object, what: { identifier: { value: row.document ?? row.action } }, role: { system: ROLE, code: '4', display: 'Domain Resource' } }]
      : [{ ...object, role: { system: ROLE, code: '24', display: 'Query' }, query: base64(JSON.stringify(asked)) }];
  const released = (row.shown?.sources ?? []).flatMap(({ organisation, entries }) =>
    entries.map(({ id, version }) => ({
      ...object,
      what: { identifier: { value: version === undefined ? id : `${id}/_history/${version}`, assigner: { identifier: { system: ODS, value: organisation } } } },
      role: { system: ROLE, code: '4', display: 'Domain Resource' },
    })),
  );
  return [
    ...patient,
    ...what,
    ...released,
    {
      what: { identifier: { value: row.requestId } },
      type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' },
    },
    { ...object, what: { identifier: { value: integrity } }, role: { system: ROLE, code: '13', display: 'Security Resource' }, description: 'Place and hash of the row in the audit' },
  ];
}

const purposeOf = (code: string) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code }] });

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
