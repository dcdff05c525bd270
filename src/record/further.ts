import type { Category, Section } from '../../api-spec/record.ts';
import type { Answer, Gateway } from '../api/client.ts';
import { readSection, type Query } from '../api/section.ts';
import { answeredInFull } from './conclude.ts';

/**
 * A list with its next page. A source that was not heard in full for either page has not been heard in full.
 * Loaded when the first further page is asked for.
 */
export async function readFurther<C extends Category>(
  gateway: Gateway,
  before: Section<C>,
  query: Query<C>,
  signal: AbortSignal,
): Promise<Answer<Section<C>>> {
  const cursor = before.next ?? '';
  const { data: after, failure } = await readSection(gateway, before.category as C, { ...query, cursor }, signal);
  if (failure) return { failure };
  return {
    data: {
      ...after,
      entries: [...before.entries, ...after.entries],
      sources: after.sources.map((source, place) => (answeredInFull(source) ? (before.sources[place] ?? source) : source)),
      completeness: before.completeness === 'partial' ? 'partial' : after.completeness,
    } as Section<C>,
  };
}
