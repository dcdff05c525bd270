import { today } from '../gateway/demo/record.ts';
import { Outage, type Found, type Resource, type Source } from '../gateway/sources/source.ts';

/**
 * How a source behaves in a scene. `stale`: its data are months old. `withheld`: it says that it keeps something back.
 * `slow`: it takes longer than its deadline.
 */
export type Behaviour = 'answers' | 'down' | 'slow' | 'stale' | 'withheld';

/** When a stale source last heard from its own system. */
const STALE = '2026-07-01T06:00:00Z';
const DAY = 86_400_000;

const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Outage('timed-out', 'no answer before the deadline'))));

/** A source that behaves so, and that has every entry of a patient so many times. */
export function behaving(source: Source, behaviour: Behaviour = 'answers', copies = 1): Source {
  if (behaviour === 'down' || behaviour === 'slow') {
    const out = (signal: AbortSignal): Promise<never> =>
      behaviour === 'slow' ? silence(signal) : Promise.reject(new Outage('unavailable', 'the source is down'));
    return { ...source, find: (_number, signal) => out(signal), search: (_patient, _search, signal) => out(signal), binary: (_address, _most, signal) => out(signal) };
  }
  const told: Partial<Found> = { ...(behaviour === 'stale' && { asOf: STALE }), ...(behaviour === 'withheld' && { withheld: true }) };
  return {
    ...source,
    async search(patient, searches, signal) {
      const found = await source.search(patient, searches, signal);
      const asked = new Set(searches.map(({ type }) => type));
      const resources = copies > 1 ? found.resources.flatMap((one) => (asked.has(one.resourceType) && one.resourceType !== 'Patient' ? many(one, copies) : one)) : found.resources;
      return { ...found, ...told, resources };
    },
  };
}

/** The same resource over and over, each a day further from today: what is past stays so, and what is to come. */
function many(resource: Resource, copies: number): Resource[] {
  const text = JSON.stringify(resource);
  return Array.from({ length: copies }, (_, index) => {
    const moved = text.replace(/\b(19|20)\d\d-\d\d-\d\d/g, (day) => {
      const further = Date.parse(day) + (day < today ? -index : index) * DAY;
      return new Date(further).toISOString().slice(0, 10);
    });
    return { ...(JSON.parse(moved) as Resource), id: index ? `${resource.id}-${index}` : resource.id };
  });
}
