import type { Category, Coverage } from '../../api-spec/record.ts';
import { categories } from '../policy/kinds.ts';
import type { Source } from '../sources/source.ts';

/** What the record never includes, whichever sources are connected (provider FAQ). */
const never: Coverage['never'] = [
  { code: 'uncoded', text: 'Entries without a code behind them' },
  { code: 'gp-letters', text: 'Letters written by a GP practice' },
  { code: 'gp-referrals', text: 'Referrals made by a GP practice' },
  { code: 'emis-community', text: 'Records of EMIS community systems' },
];

/** Which source is asked for what, how old its data were when it last answered, and what is never there. */
export function coverageOf(
  sources: readonly Source[],
  asks: (source: Source, category: Category) => boolean,
  ages: ReadonlyMap<string, string>,
  at: Date,
): Coverage {
  return {
    answeredAt: at.toISOString(),
    sources: sources.map((source) => ({
      organisation: { odsCode: source.organisation.odsCode, name: source.organisation.name },
      system: source.system,
      categories: categories.filter((category) => asks(source, category)),
      asOf: ages.get(source.id) ?? null,
    })),
    never,
  };
}
