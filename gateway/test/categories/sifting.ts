import assert from 'node:assert/strict';
import type { Category } from '../../../api-spec/record.ts';
import { rules } from '../../categories/index.ts';
import type { Rule, Sifted } from '../../categories/rule.ts';
import { createShelf } from '../../sources/shelf.ts';
import type { Resource } from '../../sources/source.ts';
import { conformTo, contract } from '../conform.ts';
import { about } from '../sources/about.ts';

export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const OPEN = {
  security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }],
};
export const RESTRICTED = {
  security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
};

export const concept = (code: string, display?: string, text?: string, system = SNOMED) => ({
  coding: [{ system, code, ...(display && { display }) }],
  ...(text && { text }),
});
export const to = (reference: string) => ({ reference });
export const P = to('Patient/p');

export function ruleOf<C extends Category>(category: C): Rule<C> {
  return rules[category];
}

/** Where the contract says what an entry of a category is, with nothing beyond it. */
function entryOf(category: Category): string {
  const { content } = contract.paths[`/v1/record/${category}`]!['get']!.responses['200']!;
  const { schema } = content!['application/json'] as { schema: { $ref: string } };
  return `${schema.$ref.split('/').at(-1)}/allOf/1/properties/entries/items`;
}

/** Sifts, and checks what holds whatever was sifted: every resource has one fate, and the contract is kept. */
export function sift<C extends Category>(
  category: C,
  resources: readonly unknown[],
  may: (label: string) => boolean = (label) => label === 'N',
): Sifted<C> {
  const given = structuredClone(resources);
  const sifted = ruleOf(category).sift(resources as Resource[], {
    category,
    source: about,
    may,
    now: new Date('2026-01-01T00:00:00Z'),
  });
  assert.deepEqual(resources, given, 'the resources were changed');
  const ids = sifted.entries.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'two entries share an id');
  // A resource that names several people is several entries: `source.Type.id.1`, `source.Type.id.2`.
  const made = new Set(category === 'care-coordinator' ? ids.map((id) => id.replace(/\.\d+$/, '')) : ids);
  assert.equal(made.size + sifted.left.length, resources.length, 'a resource was lost, or met twice');
  for (const entry of sifted.entries) conformTo(entryOf(category), entry);
  for (const none of sifted.knownNone) conformTo('KnownNone', none);
  const reasons = sifted.left.map(({ reason }) => reason);
  assert.equal(sifted.withheld, sifted.withheld || reasons.includes('withheld'));
  assert.ok(sifted.uncoded >= reasons.filter((reason) => reason === 'uncoded').length);
  assert.ok(sifted.unreadable >= reasons.filter((reason) => reason === 'unreadable').length);
  return sifted;
}

/** What a source would hand over of these documents: references resolved, numbers as written. */
export async function siftDocuments<C extends Category>(
  category: C,
  documents: readonly unknown[],
  patient = 'p',
): Promise<Sifted<C>> {
  const shelf = createShelf(about);
  for (const document of documents) assert.deepEqual(shelf.add(document), []);
  const { resources } = await shelf.search(patient, ruleOf(category).searches, AbortSignal.timeout(5000));
  return sift(category, resources);
}

/** Why each resource is not an entry, by its FHIR id. */
export const reasons = ({ left }: Sifted<Category>) =>
  Object.fromEntries(left.map(({ id, reason }) => [id.split('.').slice(2).join('.'), reason]));

/** Each entry as its FHIR id. */
export const shown = ({ entries }: Sifted<Category>) =>
  entries.map(({ id }) => id.split('.').slice(2).join('.'));
