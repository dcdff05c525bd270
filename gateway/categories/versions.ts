import { keptBack } from './each.ts';
import type { Holdings } from './holdings.ts';
import { at, listed, objects, type Json } from './read.ts';

/** The ids of what an entry replaces and of what has replaced it, as far as the reader may see them. */
export interface Versions {
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
}

interface Links {
  readonly older: Map<Json, Json>;
  readonly newer: Map<Json, Json>;
}

const read = new WeakMap<Holdings, Links>();

/**
 * Which version of a document or a plan this is (FHIR `DocumentReference.relatesTo`, `CarePlan.replaces`). Only the
 * newer one names the other, and so all of them are looked through, once.
 */
export function versionsOf(resource: Json, holdings: Holdings): Versions {
  let links = read.get(holdings);
  if (!links) read.set(holdings, (links = linksIn(holdings)));
  const [older, newer] = [links.older.get(resource), links.newer.get(resource)];
  return { replaces: older && holdings.idOf(older), replacedBy: newer && holdings.idOf(newer) };
}

function linksIn(holdings: Holdings): Links {
  const links: Links = { older: new Map(), newer: new Map() };
  for (const resource of ['DocumentReference', 'CarePlan'].flatMap((type) => holdings.ofType(type))) {
    if (keptBack(resource, holdings)) continue;
    for (const link of replacedBy(resource)) {
      const found = holdings.follow(link, resource);
      if (!found || found.resource !== found.within || found.resource === resource) continue;
      if (keptBack(found.within as typeof resource, holdings)) continue;
      links.older.set(resource, found.resource);
      links.newer.set(found.resource, resource);
    }
  }
  return links;
}

const replacedBy = (resource: Json): readonly unknown[] => [
  ...listed(resource['replaces']),
  ...objects(resource['relatesTo'])
    .filter(({ code }) => code === 'replaces')
    .map((relation) => at(relation, 'target')),
];
