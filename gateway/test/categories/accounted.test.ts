/**
 * The account of everything that was read: category × kind × source, how many entries came of it, and why the rest did
 * not. A resource that no category has a use for must be of a type of which this file says why.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Category } from '../../../api-spec/record.ts';
import { rules } from '../../categories/index.ts';
import type { LeftFor } from '../../categories/rule.ts';
import { generate, sources as invented } from '../../demo/record.ts';
import { categories, kindsOf } from '../../policy/kinds.ts';
import { readJson } from '../../sources/json.ts';
import { createShelf, type Shelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { sift } from './sifting.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const skip = existsSync(data) ? false : 'no ../shared/data';

/** Types that are no part of the record as the provider FAQ lists it, or that only serve others. */
const NO_CATEGORY: Readonly<Record<string, string>> = {
  Patient: 'who it is about', Practitioner: 'only mentioned', PractitionerRole: 'only mentioned', Organization: 'only mentioned',
  Location: 'only mentioned', RelatedPerson: 'only mentioned', Device: 'only mentioned', Group: 'only mentioned',
  HealthcareService: 'only mentioned', Endpoint: 'only mentioned', Substance: 'only mentioned', Binary: 'only opened',
  Medication: 'part of a prescription that is not here', Specimen: 'part of a result that is not here',
  Questionnaire: 'a form, not an answer', Schedule: 'a diary', Slot: 'a diary', Bundle: 'an envelope',
  MessageHeader: 'an envelope', OperationOutcome: 'what went wrong', Composition: 'a table of contents', AuditEvent: 'who looked',
  Provenance: 'where it came from', Consent: 'what was agreed', Communication: 'a message', Task: 'what is to be done',
  Claim: 'money', ExplanationOfBenefit: 'money', Coverage: 'money', Account: 'money',
  Goal: 'part of a care plan that is not here', ImagingStudy: 'images are never included (provider FAQ)',
  MedicationDispense: 'what was handed out, not what was prescribed', MedicationAdministration: 'what was given on a ward',
  FamilyMemberHistory: 'about somebody else', NutritionOrder: 'not in the provider FAQ', BodyStructure: 'part of something else',
  Media: 'images are never included (provider FAQ)', ClinicalImpression: 'not in the provider FAQ',
  EpisodeOfCare: 'a caseload of a service that is neither community nor mental health, and names nobody',
  ServiceRequest: 'a request for a test, told with its result; or a GP’s referral, never included (provider FAQ)',
  RequestGroup: 'several requests in one, each read by itself', List: 'a list of what is there anyway',
  Observation: 'not marked as a result, a vital sign or an assessment', 'Observation social-history': 'not in the provider FAQ',
  'Observation exam': 'not in the provider FAQ', 'Observation procedure': 'not in the provider FAQ',
  'Observation therapy': 'not in the provider FAQ', Parameters: 'a question', Subscription: 'a question',
};

/** A type; of an observation, what it says it is, because that decides which category has it. */
function nameOf(resource: unknown): string {
  const { resourceType, category } = resource as { resourceType: string; category?: { coding?: { code?: string }[] }[] };
  if (resourceType !== 'Observation') return resourceType;
  const codes = [category ?? []].flat().flatMap(({ coding }) => coding?.map(({ code }) => code) ?? []);
  return ['Observation', ...codes].join(' ');
}

interface Row {
  category: Category;
  kind: string;
  source: string;
  entries: number;
  left: Partial<Record<LeftFor, number>>;
}

/** Sifts one source's resources for every category, patient by patient, and books what became of each. */
class Account {
  readonly rows = new Map<string, Row>();
  readonly found = new Map<Category, number>();
  /** The resources that some category made an entry of, showed within one, or left out for a reason of its own. */
  readonly #accounted = new Set<string>();
  readonly #all = new Map<string, string>();

  book(source: string, category: Category, resources: readonly unknown[], file = source): void {
    const { entries, left } = sift(category, resources, (label) => label === 'N' || label === 'R');
    this.found.set(category, (this.found.get(category) ?? 0) + resources.length);
    for (const entry of entries) this.#row(source, category, (entry as { heading?: string }).heading ?? (entry as { kind?: string }).kind ?? '').entries += 1;
    const none = this.#row(source, category, '');
    const outside = new Set<string>();
    for (const { id, reason } of left) {
      none.left[reason] = (none.left[reason] ?? 0) + 1;
      if (reason === 'not-this-category') outside.add(id);
    }
    for (const one of resources) {
      const { resourceType, id } = one as { resourceType: string; id: string };
      const key = `${file}.${resourceType}.${id}`;
      this.#all.set(key, nameOf(one));
      if (!outside.has(`${about.id}.${resourceType}.${id}`)) this.#accounted.add(key);
    }
  }

  met(source: string, resources: readonly { resourceType: string; id: string }[]): void {
    for (const one of resources) this.#all.set(`${source}.${one.resourceType}.${one.id}`, nameOf(one));
  }

  /** What no category has a use for, by type. */
  unclaimed(): Map<string, number> {
    const rest = [...this.#all].filter(([key]) => !this.#accounted.has(key)).map(([, type]) => type);
    return new Map([...Map.groupBy(rest, (type) => type)].map(([type, all]) => [type, all.length]));
  }

  #row(source: string, category: Category, kind: string): Row {
    const key = [category, kind, source].join('|');
    const row = this.rows.get(key) ?? { category, kind, source, entries: 0, left: {} };
    this.rows.set(key, row);
    return row;
  }

  /** The table, as lines of a test's output. */
  lines(): string[] {
    const line = (...cells: (string | number)[]) =>
      `${String(cells[0]).padEnd(24)} ${String(cells[1]).padEnd(22)} ${String(cells[2]).padEnd(30)} ${String(cells[3]).padStart(7)}  ${cells[4]}`;
    const order = (row: Row) => categories.indexOf(row.category);
    return [
      line('category', 'kind', 'source', 'entries', 'left out'),
      ...[...this.rows.values()]
        .filter(({ entries, left }) => entries > 0 || Object.keys(left).some((reason) => reason !== 'not-this-category'))
        .toSorted((a, b) => order(a) - order(b) || a.kind.localeCompare(b.kind) || a.source.localeCompare(b.source))
        .map(({ category, kind, source, entries, left }) =>
          line(category, kind, source, entries, Object.entries(left).map(([why, count]) => `${why} ${count}`).join(', ')),
        ),
      ...[...this.unclaimed()].map(([type, count]) => `in no category: ${type} ${count} (${NO_CATEGORY[type] ?? '?'})`),
    ];
  }
}

async function bookShelf(account: Account, name: string, shelf: Shelf, without: readonly Category[] = [], file = name): Promise<void> {
  for (const { id } of shelf.patients()) {
    for (const category of categories) {
      if (without.includes(category)) continue;
      const { resources } = await shelf.search(id, rules[category].searches, soon());
      account.book(name, category, resources, file);
    }
  }
}

function settle(account: Account, print: (line: string) => void): void {
  for (const line of account.lines()) print(line);
  const strays = [...account.unclaimed().keys()].filter((type) => !Object.hasOwn(NO_CATEGORY, type));
  assert.deepEqual(strays, [], 'resources of these types are in no category, and nobody has said why');
}

describe('everything is accounted for', () => {
  it('in the embedded record: each category and kind has entries, from several sources where it can', async (test) => {
    const record = generate();
    const account = new Account();
    for (const { id, without } of invented) {
      const shelf = createShelf(about);
      assert.deepEqual(shelf.add({ resourceType: 'Bundle', type: 'collection', entry: record[id].map((resource) => ({ resource })) }), []);
      account.met(id, record[id]);
      await bookShelf(account, id, shelf, without);
    }
    settle(account, (line) => test.diagnostic(line));
    for (const category of categories) {
      assert.ok(kindsOf(category).every((kind) => [...account.rows.values()].some((row) => row.category === category && row.kind === kind && row.entries > 0)), `${category}: a kind has no entry`);
      const rows = [...account.rows.values()].filter((row) => row.category === category && row.entries > 0);
      const could = invented.filter(({ without }) => !without.includes(category)).length;
      const sources = new Set(rows.map(({ source }) => source)).size;
      assert.ok(sources >= Math.min(2, could), `${category}: ${sources} sources`);
    }
  });

  it('in fifteen Synthea bundles', { skip }, async (test) => {
    const account = new Account();
    for (const name of readdirSync(new URL('synthea-r4/', data)).filter((file) => file.endsWith('.json'))) {
      const shelf = createShelf(about);
      const bundle = readJson(readFileSync(new URL(`synthea-r4/${name}`, data), 'utf8'));
      assert.deepEqual(shelf.add(bundle), []);
      account.met('synthea', (bundle as { entry: { resource: { resourceType: string; id: string } }[] }).entry.map(({ resource }) => resource));
      await bookShelf(account, 'synthea', shelf);
    }
    settle(account, (line) => test.diagnostic(line));
  });

  for (const folder of ['ukcore-examples', 'nhs-r4-examples/national-pathology-programme', 'nhs-r4-examples/flags']) {
    it(`in ${folder}`, { skip }, async (test) => {
      const account = new Account();
      for (const name of readdirSync(new URL(`${folder}/`, data)).filter((file) => file.endsWith('.json'))) {
        const document = readJson(readFileSync(new URL(`${folder}/${name}`, data), 'utf8'));
        const all = resourcesIn(document);
        const [source, file] = [folder.split('/').at(-1)!, `${folder}/${name}`];
        account.met(file, all);
        const shelf = createShelf(about);
        // An example by itself has nobody whom it is about; a bundle is read as a source would hand it over.
        if (shelf.add(document).length === 0 && shelf.patients().length > 0) await bookShelf(account, source, shelf, [], file);
        else for (const category of categories) account.book(source, category, all, file);
      }
      settle(account, (line) => test.diagnostic(line));
    });
  }
});

function resourcesIn(document: unknown): { resourceType: string; id: string }[] {
  const { resourceType, entry = [] } = document as { resourceType: string; entry?: { resource?: unknown }[] };
  return resourceType === 'Bundle'
    ? entry.flatMap(({ resource }) => (resource ? resourcesIn(resource) : []))
    : [document as { resourceType: string; id: string }];
}
