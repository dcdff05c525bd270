import { html } from 'lit';
import '../components/index.ts';
import { tags, type Row } from './cells.ts';

/** A letter of the patient who is ready; the others have none of that name. */
const letter = { documentId: 'correspondence.northbridge.b8dd96708c65eac6', heading: 'Discharge summary', contentType: 'application/pdf', open: true };

/**
 * The states of every tag, under the tag's own title: `.storybook/main.ts` lists a story for each cell that has a scene.
 * What each shows stands in `cells.ts`.
 */
const render = (_args: unknown, { title }: { title: string }) => {
  const { tag } = tags.find((one) => one.title === title)!;
  if (tag === 'lcr-context') return html`<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies><lcr-results limit="20"></lcr-results>`;
  return Object.assign(document.createElement(tag), tag === 'lcr-document' && letter);
};

export default { render };

const cell = (name: keyof Row) => ({ parameters: { cell: name } });

export const NoPatient = cell('NoPatient');
export const Loading = cell('Loading');
export const ReadyComplete = cell('ReadyComplete');
export const ReadyPartial = cell('ReadyPartial');
export const NothingRecorded = cell('NothingRecorded');
export const KnownNone = cell('KnownNone');
export const Incomplete = cell('Incomplete');
export const NotPermitted = cell('NotPermitted');
export const OptedOut = cell('OptedOut');
export const NoRelationship = cell('NoRelationship');
export const SessionEnded = cell('SessionEnded');
export const EverySourceDown = cell('EverySourceDown');
export const Unreachable = cell('Unreachable');
export const Huge = cell('Huge');
export const Hostile = cell('Hostile');
