/**
 * What a category is to the gateway: which FHIR searches bring it, and how what they bring becomes entries.
 *
 * A rule is pure. It gets everything one source holds of the category at once, because an entry may be made
 * of several resources (a report, its panels, their members, the specimen).
 */
import type { Category, Entry, KnownNone, ListWarning } from '../../api-spec/record.ts';
import type { Json } from '../sources/reference.ts';
import type { About, Resource, Search } from '../sources/source.ts';

/** Whose resources these are, who is looking, and when. */
export interface Sifting {
  readonly category: Category;
  readonly source: Pick<About, 'id' | 'organisation' | 'system' | 'careSetting'>;
  /**
   * Whether the reader may see what carries this security label. A code of v3-Confidentiality or v3-ActCode
   * comes bare (`R`), one of any other code system as `system|code`. `U`, `L` and `M` are asked as `N`: who
   * may see the ordinary may see less than that. An unknown label must be answered with no.
   */
  may(label: string): boolean;
  readonly now: Date;
}

/** Why a resource is not an entry of its own. */
export type LeftFor =
  /** No coding with system and code stands behind it (contract, section 5). */
  | 'uncoded'
  /** It, or what it is a part of, carries a label that the reader may not see. */
  | 'withheld'
  /** It was withdrawn by its author, or released only by a report that was. */
  | 'entered-in-error'
  /** It is not what its type promises. */
  | 'unreadable'
  /** It is a statement that there is nothing, told in `knownNone`, or that nothing is known. */
  | 'statement'
  /** It is a statement or a list that no longer holds. */
  | 'lapsed'
  /** It is part of an entry: a panel's member, a specimen, a requester. */
  | 'shown-within'
  /** The same resource came twice. */
  | 'duplicate'
  | 'not-this-category';

/** What one source has of a category: every resource is either one of `entries` or one row of `left`. */
export interface Sifted<C extends Category> {
  entries: Entry<C>[];
  knownNone: KnownNone[];
  /** False: the source names something that it did not send, or says itself that something is missing. */
  complete: boolean;
  withheld: boolean;
  /** Resources, and parts of an entry, that have no code. */
  uncoded: number;
  /** Resources, and values inside them, that arrived and could not be read. */
  unreadable: number;
  left: { id: string; reason: LeftFor }[];
  /** What a GP system warns of, for the one category that shows it. */
  warnings: ListWarning[];
  /** The patient's own demographics are restricted here (PDS, `meta.security`): see {@link Rule.restricted}. */
  restricted?: boolean;
  /** What the entries' `documents` name, by id: the FHIR `Attachment`s as they arrived. */
  attachments: ReadonlyMap<string, Json>;
  /** Which version of its resource an entry was made of, by the entry's id; undefined where the source keeps none. */
  versionOf(id: string): string | undefined;
}

export interface Rule<C extends Category> {
  readonly searches: readonly Search[];
  /** The element that has to carry a code, in words for the coverage page and for logs. */
  readonly coded: string;
  /** The order in which entries of all sources together are shown. Total, so that paging is stable. */
  order(a: Entry<C>, b: Entry<C>): number;
  sift(resources: readonly Resource[], sifting: Sifting): Sifted<C>;
  /**
   * What no source gives out of a patient whose demographics are restricted at any of them: an address that is kept
   * back by one is worth nothing if another one gives it away.
   */
  restricted?(entry: Entry<C>): boolean;
}
