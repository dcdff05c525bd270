/**
 * One upstream that holds records: a FHIR R4 server, a folder of FHIR files, or a shelf in memory.
 *
 * Three promises that every source keeps, and the categories rely on:
 *
 * - Numbers are strings, exactly as the source wrote them (`json.ts`): "5.60" never becomes 5.6.
 * - A reference to a resource of the same source reads `Type/id`, however it was written (relative,
 *   absolute, versioned, `urn:uuid:`). A contained one keeps its `#id`. Anything else leads out of the source.
 * - A resource of another patient is never handed out, whatever the upstream answered.
 */
import type { Category, Organisation } from '../../api-spec/record.ts';

/** A FHIR R4 resource as it arrived: its type and id are certain, every other element is not to be trusted. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

/**
 * A FHIR search (https://hl7.org/fhir/R4/search.html). The source itself adds the patient.
 * Parameters only spare the upstream work: a source may answer with more, so whoever reads the answer filters again.
 */
export interface Search {
  readonly type: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Named as `_include` names them, `DiagnosticReport:result`, `Appointment:actor:Location`, and followed as far as they lead. */
  readonly include?: readonly string[];
  /** A server that does not know this search has nothing to say here, and that is no outage. */
  readonly optional?: boolean;
}

/** What the searches of one category brought back together, each resource once, and how far it is everything. */
export interface Found {
  readonly resources: Resource[];
  /** How old these data are (RFC 3339), or null where the source cannot tell. */
  readonly asOf: string | null;
  /** False: a search failed, pages are missing, the upstream warned of gaps, or somebody else's were dropped. */
  readonly complete: boolean;
  /** The upstream itself said that it kept something back (OperationOutcome issue `suppressed`). */
  readonly withheld: boolean;
  /** How many resources, or whole files, arrived and could not be read. */
  readonly unreadable: number;
  /** How many matches the source says there are, included resources not counted. */
  readonly total: number | null;
}

/** Who a source is, and how it is to be asked. */
export interface About {
  readonly id: string;
  readonly organisation: Organisation;
  /** The name of the system, as a clinician would know it. */
  readonly system: string;
  /** What it is asked for. A category that is neither here nor in `without` is named as not connected. */
  readonly categories: ReadonlySet<Category>;
  /** What it cannot hold by its nature, and is therefore not named for: a hospital has no GP record. */
  readonly without?: ReadonlySet<Category>;
  /**
   * What its contacts are where nothing in them says, if it belongs to a community or mental health trust. One of both
   * is a mental health trust: what may be either is shown only to those who may see the more protected of the two.
   */
  readonly careSetting?: 'community' | 'mental-health';
  /**
   * How long a request to this source may take, in milliseconds, not counting time in which the gateway itself was too
   * busy to hear it. Whoever asks makes the signal of it.
   */
  readonly deadline: number;
}

export interface Source extends About {
  /**
   * The local ids of the patients who carry this NHS number. None: there is no record here.
   * More than one: the source cannot say which is meant, and nothing of it may be shown.
   * @throws {Outage}
   */
  find(nhsNumber: string, signal: AbortSignal): Promise<string[]>;

  /**
   * Everything about one patient that these searches bring, in one answer.
   * `{ type: 'Patient' }` brings the patient's own resource. A resource that has been handed out is never changed: what
   * has changed is another object, and while it is the same object, what was made of it before holds.
   * @throws {Outage} when none of them brought anything
   */
  search(patientId: string, searches: readonly Search[], signal: AbortSignal): Promise<Found>;

  /**
   * The content of a FHIR `Binary` of this source (https://hl7.org/fhir/R4/binary.html), by the address that an
   * `Attachment.url` of one of its resources has. An address that leads out of the source is never followed.
   * @param most - how many bytes it may have
   * @throws {Outage}
   */
  binary(address: string, most: number, signal: AbortSignal): Promise<Content>;
}

/** The bytes of a document, or why there are none. */
export type Content = Uint8Array<ArrayBuffer> | 'not-found' | 'too-large' | 'unreadable';

/** A source that gave no usable answer. Its message names no patient and no address, so that it may be logged. */
export class Outage extends Error {
  readonly status: 'unavailable' | 'timed-out';

  constructor(status: 'unavailable' | 'timed-out', message: string) {
    super(message);
    this.name = 'Outage';
    this.status = status;
  }
}
