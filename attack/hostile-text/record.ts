/** One patient's record in which every field of every kind of resource stands, and as little else as possible. */
import { generate, patients, sources, today, type SourceId } from '../../gateway/demo/record.ts';
import { poisoned } from '../../gateway/demo/hostile.ts';
import type { DraftedElements } from '../../gateway/demo/draft.ts';
import { embed, type Embedded } from '../../gateway/embed.ts';
import { categories } from '../../gateway/policy/kinds.ts';
import { createShelf } from '../../gateway/sources/shelf.ts';
import type { Resource } from '../../gateway/sources/source.ts';
import { policyText } from '../../gateway/test/house.ts';

/** Of whom the invented record has every kind of every category. */
export const patient = patients.find(({ key }) => key === 'gareth')!.nhsNumber;

type Json = { [element: string]: unknown };

/** Where its values stand, without numbers in lists: `Observation.code.text`. Resources of two categories are two kinds. */
function pathsOf(resource: Resource): string[] {
  const { category, type } = resource as { category?: { coding?: { code?: string }[] }[]; type?: { coding?: { code?: string }[] } };
  const walk = (value: unknown, path: string): string[] =>
    typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => walk(inner, Array.isArray(value) ? path : `${path}.${name}`)) : [path];
  return walk(resource, `${resource.resourceType} ${category?.[0]?.coding?.[0]?.code ?? type?.coding?.[0]?.code ?? ''}`);
}

const referencesOf = (resource: Resource) => Array.from(JSON.stringify(resource).matchAll(/"reference":"([A-Z]\w+\/[^"]+)"/g), ([, reference]) => reference!);

/** The resources of each source that bring a field which none before has, and what they refer to. */
export function sample(): Map<SourceId, Resource[]> {
  const known = new Set<string>();
  return new Map(
    Object.entries(generate()).map(([id, all]) => {
      const named = new Map(all.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
      const people = all.filter(({ resourceType, ...rest }) => resourceType === 'Patient' && JSON.stringify(rest).includes(patient)).map((one) => `Patient/${one.id}`);
      const kept = new Set<Resource>();
      const keep = (resource: Resource | undefined) => {
        if (!resource || kept.has(resource)) return;
        kept.add(resource);
        for (const reference of referencesOf(resource)) keep(named.get(reference));
      };
      for (const resource of all) {
        if (!referencesOf(resource).some((reference) => people.includes(reference))) continue;
        const paths = pathsOf(resource);
        if (paths.some((path) => !known.has(path))) keep(resource);
        for (const path of paths) known.add(path);
      }
      return [id as SourceId, [...kept]];
    }),
  );
}

/** A gateway in which everything that anybody typed is the next text: entries, names, notes, titles, addresses, sources, people. */
export async function poisonedGateway(record: ReadonlyMap<SourceId, Resource[]>, next: () => string, issuer: string, origin: string): Promise<Embedded> {
  const organisations = sources.map(({ organisation: { odsCode } }) => ({ odsCode, name: next() }));
  return embed({
    policy: policyText,
    // What is still to come on the day of the record stays so.
    now: () => new Date(`${today}T09:30:00Z`),
    issuer,
    origins: [origin],
    organisations: organisations.map((organisation) => ({
      ...organisation,
      contacts: {
        localServiceDesk: { who: 'local-service-desk', name: next(), telephone: next(), email: next() },
        localSystemAdministrator: { who: 'local-system-administrator', name: next(), telephone: next(), email: next() },
      },
    })),
    sources: sources.map(({ id, without }, at) => {
      const shelf = createShelf({ id, organisation: organisations[at]!, system: next(), categories: new Set(categories), without: new Set(without), deadline: 60_000 });
      const resources = record.get(id)!.map((resource) => poisoned(resource as DraftedElements, next));
      shelf.add({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
      return shelf;
    }),
  });
}

/** What a text may not be, lest the page refuse the answer before it draws anything of it. */
const OWN = new Set(['patient', 'category', 'kind', 'status', 'completeness', 'code', 'who', 'state']);

/** An answer of the gateway in which texts are hostile that are its own: a gateway that was broken into. */
export function poisonedAnswer(answer: unknown, next: (path: string) => string, all: boolean): unknown {
  const poison = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') {
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (name === 'patient' || name === 'category') return value;
      return !all && (OWN.has(name) || /^\d|^[a-z-]+\.[a-z]/.test(value)) ? value : next(path);
    }
    if (Array.isArray(value)) return value.map((one: unknown) => poison(one, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner, `${path}.${key}`)]));
  };
  return poison(answer, String((answer as Json)['category']));
}
