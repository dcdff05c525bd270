import type { Category, Entry } from '../../api-spec/record.ts';
import { allergies } from './allergies.ts';
import { begin, finish, keptBack } from './each.ts';
import { encounters } from './encounters.ts';
import { Holdings } from './holdings.ts';
import { immunisations } from './immunisations.ts';
import { listCodeOf, listCodes, lists, readList } from './lists.ts';
import { medications } from './medications.ts';
import { problems } from './problems.ts';
import { results } from './results.ts';
import type { Rule, Sifted } from './rule.ts';

type GpEntry = Entry<'gp-record'>;
type Heading = GpEntry['heading'];

/** The headings of GP Connect Access Record: Structured, in the order in which they are shown, each with the rule that reads it. */
const HEADINGS = {
  problems, medications, allergies, immunisations, investigations: results, consultations: encounters,
} as unknown as Record<Heading, Rule<Category>>;

const headings = Object.entries(HEADINGS) as [Heading, Rule<Category>][];
const ORDER = headings.map(([heading]) => heading);

/**
 * The GP's coded record: no resource of its own, but what a GP practice's system holds under each heading, read by the
 * very rules of those categories (domain rules, A1). The source's `without` says who is no GP practice. The lists of the
 * record are read for what they warn of (UKCore-ListWarningCode).
 */
export const gpRecord: Rule<'gp-record'> = {
  searches: [
    ...headings.flatMap(([, { searches }]) => searches).filter(({ type }) => type !== 'List'),
    { type: 'List', params: { code: listCodes(...Object.values(lists)) }, optional: true },
  ],
  coded: 'as each heading’s own category',

  /** By heading, and inside one in that category's own order. */
  order: (a, b) =>
    ORDER.indexOf(a.heading) - ORDER.indexOf(b.heading) ||
    HEADINGS[a.heading].order(a as Entry, b as Entry),

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const sifted = begin<'gp-record'>();
    for (const list of holdings.ofType('List')) {
      if (!listCodeOf(list)) continue;
      const read = keptBack(list, holdings) ?? readList(list, holdings);
      holdings.decide(list, typeof read === 'string' ? read : 'shown-within');
      if (typeof read === 'string') continue;
      sifted.warnings.push(...read.warnings);
      sifted.withheld ||= read.withheld;
      sifted.complete &&= read.complete;
    }
    for (const [heading, rule] of headings) join(sifted, heading, rule.sift(resources, sifting), holdings);
    return finish(sifted, holdings);
  },
};

/** Takes in what one heading's rule made of the same resources: an entry of any of them is an entry. */
function join(sifted: Sifted<'gp-record'>, heading: Heading, own: Sifted<Category>, holdings: Holdings): void {
  sifted.entries.push(...own.entries.map((entry) => ({ ...entry, heading }) as GpEntry));
  sifted.knownNone.push(...own.knownNone);
  sifted.withheld ||= own.withheld;
  sifted.complete &&= own.complete;
  for (const { id } of own.entries) holdings.decide(holdings.withId(id), 'entry');
  const counts = { uncoded: 0, unreadable: 0 };
  for (const { id, reason } of own.left) {
    if (reason === 'uncoded' || reason === 'unreadable') counts[reason] += 1;
    const resource = reason === 'duplicate' || reason === 'not-this-category' ? undefined : holdings.withId(id);
    if (resource && holdings.fateOf(resource) !== 'entry') holdings.decide(resource, reason);
  }
  // Resources are counted once, at the end; what was left out of the inside of an entry is counted here.
  sifted.uncoded += own.uncoded - counts.uncoded;
  sifted.unreadable += own.unreadable - counts.unreadable;
  for (const [id, form] of own.attachments) holdings.attachments.set(id, form);
}
