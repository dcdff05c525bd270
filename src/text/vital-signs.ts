import { list } from './list.ts';

/** The sentences of the vital signs list. Scores and flags are their source's own; none is worked out here (domain rules, A2). */
export const vitalSignWords = list('vitalSignWords', {
  title: 'Vital signs',
  sign: 'Sign',
  value: 'Value',
  flag: 'Flag',
  taken: 'Taken, and by whom',
  takerNotRecorded: 'by whom is not recorded',
  source: 'Source',
  scores: 'Early warning scores',
  signs: 'Latest of each reading',
  /** Two pressures of one reading. */
  pressure: (systolic: string, diastolic: string, unit: string) => [`${systolic}/${diastolic}`, unit].filter(Boolean).join(' '),
  part: (name: string, value: string) => `${name} ${value}`,
  systolicMissing: 'Systolic not recorded',
  diastolicMissing: 'Diastolic not recorded',
  scaleNotRecorded: 'Oxygen scale (1 or 2) not recorded',
  oxygenOf: (what: string, value: string) => `${what}: ${value}`,
  oxygenNotRecorded: 'Air or oxygen not recorded',
  older: (count: number) => `Older readings: ${count}`,
  madeFrom: (score: string, day: string) => `${score} and what it was made from, ${day}`,
  reading: (sign: string, day: string) => `${sign}, ${day}`,
  responsibility:
    'A reading stays the responsibility of the person or organisation that took it. If something worries you, speak to them.',
});
