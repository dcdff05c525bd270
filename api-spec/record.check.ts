/** What must and must not compile: checked by `tsc`, never run. */
import type { Category, Entry, Kind, Section } from './record.ts';

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Yes<T extends true> = T;

export type Checks = [
  Yes<Same<Section<'allergies'>['category'], 'allergies'>>,
  Yes<Same<Section['category'], Category>>,
  Yes<Same<Kind<'community-mental-health'>, 'community' | 'mental-health'>>,
  Yes<Same<Kind<'allergies'>, never>>,
  Yes<Same<Entry<'results'>['kind'], Kind<'results'>>>,
  Yes<Same<Entry<'immunisations'>['status'], 'completed' | 'not-done'>>,
  // @ts-expect-error a category that the contract does not have
  Section<'allergys'>,
  // @ts-expect-error the record is asked by stream or by category; the stream is not a category
  Section<''>,
  // @ts-expect-error a field that the category does not have
  Entry<'allergies'>['measurements'],
];
