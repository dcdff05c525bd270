import type { Section, SourceAnswer } from '../../api-spec/record.ts';

const nameOf = ({ organisation, system }: SourceAnswer) => JSON.stringify([organisation.odsCode, organisation.name, system]);

/** From what hides the most to what hides nothing. A source that is not connected was never asked for anything. */
const WORST_FIRST: readonly SourceAnswer['status'][] = ['unavailable', 'timed-out', 'partial', 'not-connected', 'answered'];

/** The more cautious of two dates: the older one, or none where either source does not say. */
const older = (one: string | null, other: string | null) => (one && other ? (one < other ? one : other) : null);

const worse = (one: SourceAnswer, other: SourceAnswer): SourceAnswer => ({
  ...one,
  status: WORST_FIRST.find((status) => one.status === status || other.status === status) ?? 'unavailable',
  asOf: older(one.asOf, other.asOf),
  withheld: one.withheld || other.withheld,
  uncoded: one.uncoded + other.uncoded,
  unreadable: one.unreadable + other.unreadable,
});

/** The sources of several sections, each once: it answered as badly as it did for any of them. */
export function together(sections: readonly Pick<Section, 'sources'>[]): SourceAnswer[] {
  const all = new Map<string, SourceAnswer>();
  for (const source of sections.flatMap(({ sources }) => sources)) {
    const before = all.get(nameOf(source));
    all.set(nameOf(source), before ? worse(before, source) : source);
  }
  return [...all.values()];
}
