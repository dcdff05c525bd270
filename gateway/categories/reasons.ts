import type { Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import type { Holdings } from './holdings.ts';
import { at, listed, statusOf, term, text } from './read.ts';

/** FHIR `reasonCode` and `reasonReference`: why, from wherever the source says it. */
export function reasonsOf(resource: Resource, holdings: Holdings): Term[] {
  const terms = [
    ...listed(resource['reasonCode']).map(term),
    ...listed(resource['reasonReference']).map((link) => named(link, resource, holdings)),
  ].filter((one) => one !== undefined);
  return terms.filter((one, place) => terms.findIndex(({ display }) => display === one.display) === place);
}

/** What a reference to a condition or an observation is called, unless it was withdrawn, refuted, or may not be seen. */
export function named(link: unknown, resource: Resource, holdings: Holdings): Term | undefined {
  const written = text(at(link, 'display'));
  const arrived = holdings.follow(link, resource);
  if (!arrived) return written ? { display: written } : undefined;
  const withdrawn = [arrived.resource['verificationStatus'], arrived.resource['status']].some((one) => statusOf(one, ['entered-in-error', 'refuted']));
  if (withdrawn || !holdings.mention(link, resource)) return undefined;
  return term(arrived.resource['code']) ?? (written ? { display: written } : undefined);
}
