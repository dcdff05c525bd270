import type { Category, Entry, EntrySource } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { Holdings } from './holdings.ts';
import { at, endOf, instant, statusOf, type Json } from './read.ts';
import type { LeftFor, Rule, Sifted } from './rule.ts';

/**
 * Makes an entry of one resource, or several of one that names several people or things, or says why there is none.
 * It may add to what is being sifted: a statement, a warning, that something is missing.
 */
export type Reader<C extends Category> = (
  resource: Resource,
  holdings: Holdings,
  sifted: Sifted<C>,
) => Entry<C> | readonly Entry<C>[] | LeftFor;

/**
 * The sifting of a category in which each resource stands for itself: what was withdrawn or is withheld is settled
 * here, the rest by the reader of its type. Types are read in the order in which they are named. What belongs to
 * another category is not withheld from this one either, whatever its label.
 */
export function siftEach<C extends Category>(
  readers: Readonly<Record<string, Reader<C>>>,
  belongs: (resource: Resource, holdings: Holdings) => boolean = () => true,
): Rule<C>['sift'] {
  return (resources, sifting) => {
    const holdings = new Holdings(resources, sifting);
    const sifted = begin<C>();
    for (const [type, read] of Object.entries(readers)) {
      for (const resource of holdings.ofType(type)) {
        if (!belongs(resource, holdings)) continue;
        const found = keptBack(resource, holdings) ?? read(resource, holdings, sifted);
        if (typeof found === 'string') holdings.decide(resource, found);
        else {
          sifted.entries.push(...[found].flat());
          holdings.decide(resource, 'entry');
        }
      }
    }
    return finish(sifted, holdings);
  };
}

/** Nothing sifted yet. */
export const begin = <C extends Category>(): Sifted<C> => ({
  entries: [], knownNone: [], warnings: [], complete: true, withheld: false, uncoded: 0, unreadable: 0, left: [], attachments: new Map(),
  versionOf: () => undefined,
});

/** Counts what became of every resource. */
export function finish<C extends Category>(sifted: Sifted<C>, holdings: Holdings): Sifted<C> {
  const left = holdings.left();
  const versions = new Map(sifted.entries.map(({ id }): [string, string | undefined] => [id, holdings.versionOf(id)]));
  return {
    ...sifted,
    withheld: sifted.withheld || holdings.count('withheld') > 0,
    uncoded: sifted.uncoded + holdings.count('uncoded'),
    unreadable: sifted.unreadable + left.filter(({ reason }) => reason === 'unreadable').length,
    left,
    attachments: holdings.attachments,
    versionOf: (id) => versions.get(id),
  };
}

/** Withdrawn by its author, whichever element of its type says so; or labelled beyond the reader. */
export function keptBack(resource: Json, holdings: Holdings): 'entered-in-error' | 'withheld' | undefined {
  const { status, docStatus, verificationStatus } = resource;
  const withdrawn = [status, docStatus, verificationStatus].some((one) => statusOf(one, ['entered-in-error']));
  if (withdrawn) return 'entered-in-error';
  return holdings.isWithheld(resource) ? 'withheld' : undefined;
}

/** What every entry has, whatever its category. */
export function head(resource: Resource, holdings: Holdings): { id: string; lastUpdated: string | undefined; source: EntrySource } {
  return { id: holdings.idOf(resource), lastUpdated: instant(at(resource['meta'], 'lastUpdated')), source: holdings.source };
}

interface Dated {
  readonly id: string;
  readonly when: string | null;
  readonly recorded: string | null;
}

/** By the date that the entry is about, and where that is unknown by when it was written down; ties by id. */
export const newestFirst = (a: Dated, b: Dated): number =>
  endOf(b.when ?? b.recorded) - endOf(a.when ?? a.recorded) || // NaN for two without a date: on to the id
  byId(a, b);

/** The last tie-break, so that paging is stable. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : Number(a.id > b.id));
