import type { SourceAnswer } from '../../api-spec/record.ts';

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
  action: Action;
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
  /** What an operator's token opens. */
  scope?: string;
  /** What the role was granted, what it was refused, and the request's own narrowing. */
  granted?: { category: string; kinds?: string[] }[];
  refused?: string[];
  query?: Record<string, string>;
  /** The id of the document that was asked for, as an entry gives it. */
  document?: string;
  /** The organisations (ODS codes) whose sources are asked after this row. */
  sources?: string[];
  policyVersion?: string;
  /** Of a row `likeness`, and of a launch: in what the user and the patient are alike. */
  alike?: Likeness[];
  /** Of a row `shown`: what leaves after it. */
  shown?: Shown;
  /** The emergency that the host stated for its user, and what was passed because of it: for the review list. */
  override?: { reason: string; text: string; passed: string[] };
  /** What an administrative act was about, for machines: never a patient, who stands in `patient`. */
  detail?: Record<string, string>;
}

/** What an audit row can be about. */
export const ACTIONS = [
  // A launch, and what was asked for with its token.
  'token', 'session', 'patient', 'record', 'document', 'coverage',
  // What then left: one row for each section, document or demographics.
  'shown',
  // A look at the audit itself.
  'accesses', 'audit-search', 'audit-statistics', 'audit-unusual',
  // What a look at the record gave away about the user: see `alike`.
  'likeness',
  // Administrative acts.
  'opt-out', 'revocation', 'policy',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * In what a user and the patient are alike, as it was when the record was opened. Only the outcome of the comparison is
 * kept, never what was compared. `own-record` is the host's word on the user's own NHS number.
 */
export type Likeness = 'own-record' | 'same-name' | 'same-surname' | 'same-address';

/** What a reader was shown, so that it can be put together again: ids, versions and a hash, never content. */
export interface Shown {
  of: 'record' | 'patient' | 'document';
  /** Of a section, or of the entry that names a document. */
  category?: string;
  /** Every source that the answer names, what the reader was told of it, and what of it the answer holds. */
  sources: ShownSource[];
  /** SHA-256 of the content, lower-case hexadecimal: see `gateway/audit/content.ts`. */
  hash: string;
}

export interface ShownSource {
  /** ODS code. */
  organisation: string;
  system: string;
  status: SourceAnswer['status'];
  withheld: boolean;
  /** The entries by their ids in the record, in the order in which they are shown. */
  entries: { id: string; version?: string }[];
}

/** A row in its place: every hash covers the one before it, so a changed or missing row shows. */
export interface WrittenRow {
  seq: number;
  row: AuditRow;
  previous: string;
  hash: string;
}

/** The same row as it is kept: the exact text that is sealed, and its time beside it, by which it is filed. */
export interface Link {
  seq: number;
  at: string;
  text: string;
  previous: string;
  hash: string;
}

/** Where the chain ended at some time, signed: whoever cuts rows off behind it cannot sign an earlier end. */
export interface Head {
  /** The place of the row that was the last one. */
  seq: number;
  /** JWS (RFC 7515): see `gateway/audit/head.ts`. */
  signed: string;
}

/** Rows are added and read. There is no way to change or remove one. */
export interface Audit {
  /** Resolves only when the row would survive a power cut; rejects when it could not be written. */
  append(row: AuditRow): Promise<void>;
  /** The rows after `seq`, oldest first. */
  read(after: number, limit: number): Promise<WrittenRow[]>;
  /** The rows after `seq` that match, oldest first. */
  find(search: AuditSearch, after: number, limit: number): Promise<WrittenRow[]>;
  /** The rows after `seq` as they are kept, in the order of their places, for whoever checks the chain. */
  chain(after: number, limit: number): Promise<Link[]>;
  /** The last row's place and hash; 0 and what stands before the first row, where there is none. */
  end(): Promise<{ seq: number; hash: string }>;
  /** Keeps a signed head. Like rows, heads are only added. */
  sign(head: Head): Promise<void>;
  /** The heads whose rows come after `seq`, by place. */
  heads(after: number, limit: number): Promise<Head[]>;
}

/** What a row has to match, all of it. Nothing said matches every row. */
export interface AuditSearch {
  patient?: string;
  /** Whose users acted (ODS code). */
  organisation?: string;
  /** Whose data were asked for or shown (ODS code): one of the row's `sources`. */
  source?: string;
  /** The user's id in the host (`sub`). */
  user?: string;
  /** From this moment on, and before that one. */
  from?: Date;
  to?: Date;
  actions?: readonly Action[];
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
