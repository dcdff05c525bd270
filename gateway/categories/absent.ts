import type { Category, KnownNone } from '../../api-spec/record.ts';
import type { Holdings } from './holdings.ts';
import { coding, codings, known } from './read.ts';
import type { Sifted } from './rule.ts';

const IPS = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

/**
 * A resource that stands for the absence of what its type is about, as the International Patient Summary writes it:
 * `no-known-problems` is its source's statement, `no-problem-info` says nothing either way. Neither is an entry. One
 * that names something beside it contradicts itself, and is better read as that.
 *
 * @param sifted Where the statement is told; undefined if it no longer holds.
 */
export function absence<C extends Category>(
  concept: unknown,
  { when, recorded, author }: Pick<KnownNone, 'when' | 'recorded' | 'author'>,
  holdings: Holdings,
  sifted: Sifted<C> | undefined,
): 'statement' | 'lapsed' | undefined {
  const code = coding(concept);
  if (!code || codings(concept).some(({ system }) => system !== IPS)) return undefined;
  if (!sifted) return 'lapsed';
  if (code.code.startsWith('no-known-')) {
    sifted.knownNone.push(known<KnownNone>({ code, scope: 'other', when, recorded, source: holdings.source, author }));
  }
  return 'statement';
}
