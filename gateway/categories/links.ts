import type { Category, EntryLink, Place, Term } from '../../api-spec/record.ts';
import { keptBack } from './each.ts';
import type { Holdings } from './holdings.ts';
import { at, inWords, known, listed, objects, term, text, type Json } from './read.ts';

/** Where the entries of a type stand; a type that stands in several categories is not here. */
const CATEGORIES: ReadonlyMap<string, Category> = new Map([
  ['AllergyIntolerance', 'allergies'],
  ['Appointment', 'appointments'],
  ['CarePlan', 'care-plans'],
  ['DiagnosticReport', 'results'],
  ['Encounter', 'encounters'],
  ['Immunization', 'immunisations'],
  ['MedicationRequest', 'medications'],
  ['MedicationStatement', 'medications'],
  ['Procedure', 'procedures'],
]);

/** Whether a reference leads to what may not be shown: withheld from the reader, or withdrawn by its author. */
function isBarred(link: unknown, within: Json, holdings: Holdings): boolean {
  const found = holdings.follow(link, within);
  if (!found) return false;
  return keptBack(found.resource, holdings) === 'entered-in-error' || !holdings.mention(link, within);
}

/** What a reference means: what it leads to, if that has arrived, or the source's words beside it. */
export function linkedTerm(link: unknown, within: Json, holdings: Holdings): Term | undefined {
  if (isBarred(link, within, holdings)) return undefined;
  const display = text(at(link, 'display'));
  return term(holdings.follow(link, within)?.resource['code']) ?? (display ? { display } : undefined);
}

/** Another entry that a resource names; one that has arrived is part of this record, and can be found by its id. */
export function entryLink(link: unknown, within: Json, holdings: Holdings): EntryLink | undefined {
  if (isBarred(link, within, holdings)) return undefined;
  const found = holdings.follow(link, within);
  const display = text(at(link, 'display')) ?? (found && saidBy(found.resource));
  if (display === undefined) return undefined;
  const named = at(link, 'type') ?? /^(\w+)\//.exec(text(at(link, 'reference')) ?? '')?.[1];
  const category = CATEGORIES.get(text(found?.resource['resourceType'] ?? named) ?? '');
  // What is contained in a resource is no entry of its own.
  const id = found && found.within === found.resource ? found.id : undefined;
  return known<EntryLink>({ id, category, display });
}

const saidBy = ({ code, type, serviceType, class: setting, description }: Json): string | undefined =>
  inWords(code) ?? inWords(listed(type)[0]) ?? inWords(serviceType) ?? text(at(setting, 'display')) ?? text(description);

/** FHIR `Location`; where it has not arrived, what the source wrote beside the reference. */
export function place(link: unknown, within: Json, holdings: Holdings): Place | undefined {
  const found = holdings.mention(link, within)?.resource;
  const name = text(found?.['name']) ?? text(at(link, 'display'));
  if (name === undefined) return undefined;
  const address = found?.['address'];
  const lines = [...listed(at(address, 'line')), at(address, 'city'), at(address, 'postalCode')].map(text);
  const telephone = objects(found?.['telecom']).find(({ system }) => system === 'phone');
  return known<Place>({
    name,
    address: text(at(address, 'text')) ?? (lines.filter(Boolean).join(', ') || undefined),
    telephone: text(telephone?.['value']),
  });
}
