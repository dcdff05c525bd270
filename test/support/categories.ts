import contract from '../../api-spec/openapi.yaml';
import type { Category } from '../../api-spec/record.ts';
import { categories as all, sources as invented, type Scene } from '../../demo/in-page.ts';
import '../../components/index.ts';

type PatientKey = NonNullable<Scene['patient']>;

/** A category with what its widget needs to be walked through its life. */
export interface Walked {
  readonly category: Category;
  readonly tag: string;
  /** A patient of whom every source answers in full, with at least two entries. */
  readonly something: PatientKey;
  /** A patient of whom every source answers in full, and none has anything. */
  readonly nothing: PatientKey;
  /** A user of the demonstration whose role does not have it. */
  readonly outsider: string;
  /** The sources that could hold it, the last of which may be taken away without taking every entry. */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
}

/** Every category whose widget is there. One that is added joins by being registered. */
export const categories: readonly Walked[] = all
  .map((category) => ({
    category,
    tag: `lcr-${category}`,
    something: (category === 'allergies' ? 'leo' : 'gareth') as PatientKey,
    // Whoever is registered with a GP has somebody to turn to.
    nothing: (category === 'care-coordinator' ? 'callum' : 'tomasz') as PatientKey,
    // A receptionist, or a pharmacist for what a receptionist needs.
    outsider: ['appointments', 'care-coordinator', 'referrals'].includes(category) ? 'sethi' : 'lowe',
    sources: invented.filter(({ without }) => !without.includes(category)).map(({ id, organisation }) => ({ id, name: organisation.name })),
  }))
  .filter(({ tag }) => customElements.get(tag));

interface Example {
  value: { category: Category; entries: Record<string, unknown>[]; [element: string]: unknown };
}

const examples = Object.values((contract as { components: { examples: Record<string, Partial<Example>> } }).components.examples)
  .map(({ value }) => value)
  .filter((value): value is Example['value'] => Array.isArray(value?.entries) && typeof value.category === 'string');

/** The contract's own example of a section, which the gateway's tests hold against its schema. */
export function exampleOf(category: Category): Example['value'] {
  const example = examples.find((one) => one.category === category && one.entries.length > 0);
  if (!example) throw new Error(`the contract has no example of ${category}`);
  return example;
}

const WORDS = new Set(['display', 'text', 'title', 'name', 'description', 'team']);

/** An entry in which every word that a reader might see is this one. */
export function saying<T>(entry: T, word: string): T {
  if (Array.isArray(entry)) return entry.map((one: unknown) => saying(one, word)) as T;
  if (typeof entry !== 'object' || entry === null) return entry;
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, WORDS.has(key) && typeof value === 'string' ? word : saying(value as unknown, word)]),
  ) as T;
}
