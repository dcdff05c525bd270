/** A gateway of two sources: the answers of one are the trial's, the other is well. */
import type { Category, Section } from '../api-spec/record.ts';
import { categories } from '../gateway/policy/kinds.ts';
import { createFhirServer, type ServerOptions } from '../gateway/sources/fhir-server.ts';
import { gateway, larkfield, northbridge, PATIENT } from '../gateway/test/house.ts';
import { rules } from '../gateway/categories/index.ts';
import { record } from '../gateway/test/categories/whole.ts';

/** With what it brings besides, which it does not count (https://hl7.org/fhir/R4/bundle.html#searchset). */
export const searchset = (resources: readonly unknown[], included: readonly unknown[] = []) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: [
    ...resources.map((resource) => ({ resource, search: { mode: 'match' } })),
    ...included.map((resource) => ({ resource, search: { mode: 'include' } })),
  ],
});

export const FHIR_JSON = { 'Content-Type': 'application/fhir+json' };

export const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }] };

/**
 * What there is of each category, without labels, so that nothing of it is kept back; and without lists, so that none
 * says that there is more.
 */
const holdings = new Map(
  Object.entries(record).map(([category, resources]) => [
    category as Category,
    resources.filter(({ resourceType }) => resourceType !== 'List').map((resource) => ({ ...resource, meta: { versionId: '1' } })),
  ]),
);
export const held = [...holdings.keys()];

/** Answers to each of a category's searches, by type: what there is of that type, and with the first all that no search is for. */
export function answersOf(category: Category): Map<string, ReturnType<typeof searchset>> {
  const types = [...new Set(rules[category].searches.map(({ type }) => type))];
  const [all, first] = [holdings.get(category)!, types.find((type) => holdings.get(category)!.some(({ resourceType }) => resourceType === type))];
  return new Map(types.map((type) => [
    type,
    searchset(all.filter(({ resourceType }) => resourceType === type), type === first ? all.filter(({ resourceType }) => !types.includes(resourceType)) : []),
  ]));
}

export interface Beside {
  /**
   * Asks for a category.
   * @param nothing whether what the source under trial answers is, to other eyes than the gateway's, a sound "there is nothing"
   * @param stranger what must not be shown, since it is somebody else's
   * @returns what is wrong with the section, a line each, and how the source under trial is named in it
   */
  look(category: Category, nothing: boolean, stranger?: string): Promise<{ wrong: string[]; bad: string }>;
}

/** @param hostile what the source under trial is reached by */
export async function beside(hostile: ServerOptions, deadline = 10_000): Promise<Beside> {
  const about = { categories: new Set(categories), deadline };
  let open: Category = 'allergies';
  const began = new Date();
  const house = await gateway([
    createFhirServer({ ...about, id: 'bad', organisation: northbridge, system: 'bad' }, hostile),
    createFhirServer({ ...about, id: 'well', organisation: larkfield, system: 'well', deadline: 60_000 }, {
      url: 'https://well.example',
      fetch: async (input) => Response.json(typeOf(String(input)) === 'Patient' ? searchset([patient]) : (held.includes(open) ? answersOf(open).get(typeOf(String(input))) : undefined) ?? searchset([]), { headers: FHIR_JSON }),
    }),
  ], { now: () => began });
  const { access_token: token } = await house.hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT });
  const usual = new Map<Category, string>();

  async function ask(category: Category): Promise<Seen> {
    open = category;
    const { status, body } = await house.ask(`/v1/record/${category}`, { token });
    const isBroken = status !== 200 || house.lines.some((line) => line['status'] === 500);
    house.lines.length = 0;
    if (isBroken) return { bad: 'broken', other: `HTTP ${status}`, shown: 0, text: '' };
    const { sources: [bad, good], entries } = body as Section;
    const of = (id: string) => entries.filter((entry) => entry.id.startsWith(`${id}.`)).length;
    const clean = bad!.status === 'answered' && !bad!.withheld && bad!.uncoded === 0 && bad!.unreadable === 0;
    return { bad: clean ? 'whole' : bad!.status === 'answered' ? 'with gaps' : bad!.status, other: `${good!.status} with ${of('well')} entries`, shown: of('bad'), text: JSON.stringify(body) };
  }

  return {
    async look(category, nothing, stranger) {
      const { bad, other, shown, text } = await ask(category);
      const wrong: string[] = [];
      if (!usual.has(category)) usual.set(category, other);
      if (bad === 'broken' || other !== usual.get(category)) wrong.push(`the other source: ${other}`);
      if (bad === 'whole' && shown === 0 && !nothing && !(await isElsewhere(category))) wrong.push('it looks as if there were nothing');
      if (stranger !== undefined && text.includes(stranger)) wrong.push('somebody else’s is shown');
      return { wrong, bad };
    },
  };

  /** What a category has no use for because of what it says it is, another has. */
  async function isElsewhere(category: Category): Promise<boolean> {
    for (const one of categories) {
      const { bad, shown } = one === category ? { bad: 'whole', shown: 0 } : await ask(one);
      if (bad !== 'whole' || shown > 0) return true;
    }
    return false;
  }
}

interface Seen {
  bad: string;
  other: string;
  shown: number;
  /** The whole answer. */
  text: string;
}

/** What a search at this address is for. */
export const typeOf = (address: string) => new URL(address).pathname.split('/')[1]!;
