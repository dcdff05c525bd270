/**
 * One thing that somebody did, or was refused, with a patient's record. It names people, patient and
 * request, never clinical content.
 *
 * The fields are those of the FHIR R4 AuditEvent profiles of IHE BALP and of the NHS Patient Audit Record
 * Service, flattened: an export can be made from a row alone, years later.
 */
export interface AuditRow {
  /** When, as a UTC instant (`AuditEvent.recorded`). */
  at: string;
  /** The correlation id that the caller was shown (`X-Request-Id`). */
  requestId: string;
  /** What was asked for: a token (launch), or a part of the record. */
  action: 'token' | 'session' | 'patient' | 'record' | 'document' | 'coverage' | 'policy';
  outcome: 'granted' | 'refused';
  /** The problem code of a refusal, and what exactly was wrong, both for machines. */
  code?: string;
  reason?: string;
  user?: { id: string; name: string; roles: string[]; level?: string };
  organisation?: { odsCode: string; name: string };
  /** The registered host system that acted (`AuditEvent.agent`, the client). */
  host?: string;
  /** The network address of the caller, where the server knows it. */
  address?: string;
  /** The id of the token that was used or issued (BALP `agent.policy`, `urn:ietf:params:oauth:jti:…`). */
  jti?: string;
  purpose?: string;
  patient?: string;
  /** What the role was granted, what it was refused, and the request's own narrowing. */
  granted?: { category: string; kinds?: string[] }[];
  refused?: string[];
  query?: Record<string, string>;
  /** The id of the document that was asked for, as an entry gives it. */
  document?: string;
  /** The organisations (ODS codes) whose sources are asked after this row. */
  sources?: string[];
  policyVersion?: string;
  /** The emergency that the host stated for its user, and what was passed because of it: for the review list. */
  override?: { reason: string; text: string; passed: string[] };
  /** What an administrative act was about, for machines: never a patient, who stands in `patient`. */
  detail?: Record<string, string>;
}

/** A row in its place: every hash covers the one before it, so a changed or missing row shows. */
export interface WrittenRow {
  seq: number;
  row: AuditRow;
  previous: string;
  hash: string;
}

/** Rows are added and read. There is no way to change or remove one. */
export interface Audit {
  /** Resolves only when the row would survive a power cut; rejects when it could not be written. */
  append(row: AuditRow): Promise<void>;
  /** The rows after `seq`, oldest first. */
  read(after: number, limit: number): Promise<WrittenRow[]>;
}

export interface OptOutChange {
  nhsNumber: string;
  state: 'opted-out' | 'withdrawn';
  /** From when the change holds, and when and by whom it was written down (UTC instants). */
  from: string;
  recorded: string;
  by: string;
}

/** Patients who object to sharing. Every change is kept: what held on a past day can be answered. */
export interface OptOuts {
  active(nhsNumber: string, at: Date): Promise<boolean>;
  record(change: OptOutChange): Promise<void>;
  history(nhsNumber: string): Promise<OptOutChange[]>;
}

/** Remembers what may happen only once, such as the use of an assertion (RFC 7523 section 3, `jti`). */
export interface Once {
  /** True for the first caller with this id, false for every later one until `until` has passed. */
  first(id: string, until: Date): Promise<boolean>;
}

/** Access tokens that ended before their time, by `jti`. */
export interface Revocations {
  revoke(jti: string, until: Date): Promise<void>;
  revoked(jti: string): Promise<boolean>;
}

export interface Store {
  readonly audit: Audit;
  readonly optOuts: OptOuts;
  readonly once: Once;
  readonly revocations: Revocations;
  /** Rejects when the store cannot be used. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
