import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the assessments. A score without its scale says so (domain rules, A2). */
export const assessmentWords = list('assessmentWords', {
  title: 'Assessments',
  assessment: 'Assessment',
  date: 'Date',
  score: 'Score',
  status: 'Status',
  author: 'Author',
  source: 'Source',
  statuses: {
    'in-progress': 'In progress: not complete',
    completed: 'Completed',
    amended: 'Amended',
    stopped: 'Stopped: not complete',
    registered: 'Awaited',
    preliminary: 'Preliminary: not final',
    final: 'Final',
    corrected: 'Corrected',
    cancelled: 'Cancelled',
    unknown: 'Status not recorded',
    current: 'Current at its source',
    superseded: 'Replaced',
  } satisfies Record<Entry<'assessments'>['status'], string>,
  scale: (range: string) => `scale ${range}`,
  noScale: 'scale not sent',
  scoreOf: (name: string) => `${name}: `,
  moreScores: (count: number) => `and ${count} more: open to see them`,
  once: 'Assessed once',
  noScore: 'No score was sent',
});
