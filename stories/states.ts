import { html } from 'lit';
import '../components/index.ts';
import { tags, type Row } from './cells.ts';

/**
 * The states of every tag, under the tag's own title: `.storybook/main.ts` lists a story for each cell that has a scene.
 * What each shows stands in `cells.ts`.
 */
const render = (_args: unknown, { title }: { title: string }) => {
  const { tag } = tags.find((one) => one.title === title)!;
  if (tag === 'lcr-context') return html`<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies><lcr-results limit="20"></lcr-results>`;
  if (tag === 'lcr-document') return html`<lcr-document document-id="correspondence.northbridge.b8dd96708c65eac6" heading="Discharge summary" content-type="application/pdf" open></lcr-document>`;
  return document.createElement(tag);
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
