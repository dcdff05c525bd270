import { list } from './list.ts';

/**
 * The answers to "Why can't I see this?" (provider FAQ), by the state of a widget, and where a source keeps something
 * back. They say what may be the reason and whom to ask, and never what there would be, or how much.
 */
export const whyWords = list('whyWords', {
  title: 'Why can’t I see this?',
  reasons: {
    'not-permitted': [
      'What you see here depends on your organisation, and on the access that your role has in your local system.',
      'It says nothing about the patient: the same is hidden whether or not there is anything.',
    ],
    'opted-out': [
      'A patient may object to sharing their record here. Your own organisation’s record of them is as it was.',
      'It says nothing about what is recorded elsewhere. If you need to know something, ask the patient, or the organisation that cares for them.',
    ],
    'no-relationship': [
      'Only those who care for a patient can open the record here, from the patient’s page in their own system.',
      'Your organisation’s system may not have the patient, or may have them under another number.',
    ],
    withheld: [
      'A source kept something back: because it is confidential, because the patient asked for it, or because your role does not have it.',
      'It is not said what or how much. If it matters, ask the patient, or the source.',
    ],
  } as Record<string, readonly string[]>,
  ask: (contact: string) => `To ask about your access, contact ${contact}.`,
  helpdesk: (contact: string) => `Questions about sharing: contact ${contact}.`,
  localSystemAdministrator: 'your local system administrator',
  theHelpdesk: 'the helpdesk',
  optOutPage: 'For patients: how to object, and how to take it back',
});
