import type { Category, Section } from '../../api-spec/record.ts';
import type { Answer, Gateway } from '../api/client.ts';
import { readSection, type Query } from '../api/section.ts';
import { answeredInFull } from './conclude.ts';

/** The longest page of the contract, for whoever wants all of a list. */
export const LONGEST = 1000;

/** How the sources answered two questions: one that was not heard in full for either has not been heard in full. */
export const together = (before: Section, after: Section): Pick<Section, 'sources' | 'completeness'> => ({
  sources: after.sources.map((source, place) => (answeredInFull(source) ? (before.sources[place] ?? source) : source)),
  completeness: before.completeness === 'partial' ? 'partial' : after.completeness,
});

/** A list with its next page. Loaded when the first further page is asked for. */
export async function readFurther<C extends Category>(
  gateway: Gateway,
  before: Section<C>,
  query: Query<C>,
  signal: AbortSignal,
): Promise<Answer<Section<C>>> {
  const cursor = before.next ?? '';
  const { data: after, failure } = await readSection(gateway, before.category as C, { ...query, cursor }, signal);
  if (failure) return { failure };
  return { data: { ...after, entries: [...before.entries, ...after.entries], ...together(before, after) } as Section<C> };
}

/** All that a question is answered with, page by page. */
export async function readAll<C extends Category>(
  gateway: Gateway,
  category: C,
  query: Query<C>,
  signal: AbortSignal,
): Promise<Answer<Section<C>>> {
  const asked = { ...query, limit: LONGEST };
  let answer = await readSection(gateway, category, asked, signal);
  while (answer.data?.next && !signal.aborted) answer = await readFurther(gateway, answer.data, asked, signal);
  return answer;
}
