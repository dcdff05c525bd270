import type { Place } from '../../api-spec/record.ts';
import type { Holdings } from './holdings.ts';
import { at, known, listed, objects, text, type Json } from './read.ts';

/** FHIR `Location` (UKCore-Location) by its name and how to get there; where it did not arrive, what the source wrote. */
export function place(link: unknown, within: Json, holdings: Holdings): Place | undefined {
  const arrived = holdings.follow(link, within);
  const location = holdings.mention(link, within)?.resource;
  const name = text(location?.['name']) ?? (arrived && !location ? undefined : (text(at(link, 'display')) ?? text(at(at(link, 'identifier'), 'value'))));
  if (name === undefined) return undefined;
  const telephone = objects(location?.['telecom']).find(({ system, use }) => system === 'phone' && use !== 'old');
  return known<Place>({ name, address: addressOf(location?.['address']), telephone: text(telephone?.['value']) });
}

function addressOf(address: unknown): string | undefined {
  const parts = [...listed(at(address, 'line')), at(address, 'city'), at(address, 'postalCode')].map(text).filter(Boolean);
  return parts.join(', ') || text(at(address, 'text'));
}
