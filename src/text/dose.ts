import { list } from './list.ts';

/** The words of a dose, where it is put together from what was sent as separate elements (NHS CUI medication line). */
export const doseWords = list('doseWords', {
  dose: (amount: string) => `DOSE ${amount}`,
  notRecorded: 'DOSE not recorded',
  range: (low: string, high: string) => `${low} to ${high}`,
  from: (low: string) => `at least ${low}`,
  upTo: (high: string) => `up to ${high}`,
  per: (amount: string, within: string) => `${amount} per ${within}`,
  rate: (amount: string) => `at ${amount}`,
  asNeeded: (forWhat: string) => (forWhat === 'as needed' ? forWhat : `as needed for: ${forWhat}`),
  maximum: (most: string) => `no more than ${most}`,
  between: ' — ',
  then: (line: string) => `then ${line}`,
  also: (line: string) => `and ${line}`,
  sourceText: (text: string) => `“${text}”`,
  /** Units that have killed people as symbols, in full. */
  units: {
    ug: 'micrograms', mcg: 'micrograms', µg: 'micrograms', μg: 'micrograms', microgram: 'micrograms',
    ng: 'nanograms', '[iU]': 'units', '[IU]': 'units', IU: 'units', iu: 'units', U: 'units', u: 'units', unit: 'units',
    '[iU]/h': 'units/hour', '[drp]': 'drops',
  } as Readonly<Record<string, string>>,
});
