import { list } from './list.ts';

/** The sentences of a care plan's detail. */
export const carePlanFactWords = list('carePlanFactWords', {
  description: 'Summary',
  categories: 'Kinds of care',
  period: 'From',
  periodEnd: 'Until',
  goal: 'Goal',
  due: (day: string) => `due ${day}`,
  goalStatus: {
    proposed: 'proposed',
    planned: 'planned',
    accepted: 'accepted',
    active: 'active',
    'on-hold': 'on hold',
    completed: 'no longer pursued: completed',
    cancelled: 'given up',
    rejected: 'rejected',
  } as Record<string, string>,
  activity: 'Activity',
  not: 'Do NOT do',
  activityStatus: {
    'not-started': 'not started',
    scheduled: 'planned',
    'in-progress': 'in progress',
    'on-hold': 'on hold',
    completed: 'completed',
    cancelled: 'cancelled',
    stopped: 'stopped',
    unknown: 'status not recorded',
  } as Record<string, string>,
  by: (people: string) => `by ${people}`,
});
