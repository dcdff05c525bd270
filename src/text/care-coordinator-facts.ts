import { list } from './list.ts';

/** The sentences of the detail of somebody to turn to. */
export const coordinatorFactWords = list('coordinatorFactWords', {
  telephone: 'Telephone',
  email: 'Email',
  organisation: 'Organisation',
  team: 'Team or service',
  from: 'From',
  until: 'Until',
});
