import type { Place } from '../../api-spec/record.ts';
import type { Holdings } from './holdings.ts';
import { at, known, listed, objects, text, type Json } from './read.ts';

/** Where a reference leads (FHIR Location, UKCore-Location); where it leads nowhere, what the source wrote beside it. */
export function place(link: unknown, within: Json, holdings: Holdings): Place | undefined {
  const found = holdings.mention(link, within)?.resource;
  const name = text(found?.['name']) ?? text(at(link, 'display')) ?? text(at(at(link, 'identifier'), 'value'));
  if (name === undefined) return undefined;
  const phone = objects(found?.['telecom']).find(({ system, use }) => system === 'phone' && use !== 'old');
  return known<Place>({ name, address: addressOf(found?.['address']), telephone: text(phone?.['value']) });
}

/** In one line, as it is written on an envelope. */
function addressOf(address: unknown): string | undefined {
  const parts = [...listed(at(address, 'line')), at(address, 'city'), at(address, 'postalCode')].map(text).filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : text(at(address, 'text'));
}
