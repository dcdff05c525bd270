import type { Category } from '../../api-spec/record.ts';
import { keepWritten } from '../audit/content.ts';
import type { Rule, Sifted } from '../categories/rule.ts';
import type { Resource, Source } from '../sources/source.ts';

/** What was made of some resources, and for whom: everything that it depends on. */
interface Look {
  readonly rule: unknown;
  readonly source: Source;
  readonly labels: ReadonlySet<string>;
  readonly resources: readonly Resource[];
  readonly sifted: unknown;
}

interface About<C extends Category> {
  category: C;
  rule: Rule<C>;
  source: Source;
  /** What the policy made, once for all who see the same. */
  labels: ReadonlySet<string>;
  now: () => Date;
}

/** As many as categories and headings may begin with one resource, for readers of a few kinds. */
const MOST = 24;

/** By the first of their resources, and for as long as its source keeps that. */
const looks = new WeakMap<Resource, Look[]>();

/**
 * Sifts a source's resources for a reader who sees what carries these labels. A source hands out the very same objects
 * while it says the same (`Source.search`), and of them the same is made: mapping costs more than all the rest of an
 * answer. Only what asks for the hour is made anew each time.
 */
export function look<C extends Category>(resources: readonly Resource[], about: About<C>): Sifted<C> {
  const { rule, source, labels, now } = about;
  const [first] = resources;
  const known = first && looks.get(first)?.find((one) => one.rule === rule && one.source === source && one.labels === labels && isSame(one.resources, resources));
  if (known) {
    const again = known.sifted as Sifted<C>;
    again.entries.forEach(keepWritten);
    return again;
  }
  let timeless = true;
  const asked = () => {
    timeless = false;
    return now();
  };
  const sifted = lookOnce(resources, { ...about, now: asked });
  if (first && timeless) {
    const others = (looks.get(first) ?? []).filter((one) => one.rule !== rule || one.source !== source || one.labels !== labels);
    looks.set(first, [...others.slice(1 - MOST), { rule, source, labels, resources, sifted }]);
  }
  return sifted;
}

/** The same where nobody will ask for it with these very labels again. */
export function lookOnce<C extends Category>(resources: readonly Resource[], { category, rule, source, labels, now }: About<C>): Sifted<C> {
  const sifted = rule.sift(resources, {
    category,
    source,
    may: (label) => labels.has(label),
    get now() {
      return now();
    },
  });
  // In the end all sources' are sorted together, and what is in order has little left to sort.
  sifted.entries.sort(rule.order);
  return sifted;
}

const isSame = (some: readonly Resource[], others: readonly Resource[]) =>
  some.length === others.length && some.every((one, index) => one === others[index]);
