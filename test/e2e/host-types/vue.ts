import type { GlobalComponents } from 'vue';
import '@london-care-record/widgets/vue';

type Allergies = InstanceType<GlobalComponents['lcr-allergies']>;

export const props: Allergies['$props'] = { headingLevel: 3, 'heading-level': '3', density: 'comfortable', class: 'record', onLcrState: ({ detail }) => detail.state === 'ready' };
// @ts-expect-error There are two densities.
export const dense: Allergies['$props'] = { density: 'tight' };
// @ts-expect-error There is no such attribute.
export const coloured: Allergies['$props'] = { colour: 'red' };
// @ts-expect-error The state is no number.
export const counted: Allergies['$props'] = { onLcrState: ({ detail }) => detail.state + 1 > 2 };

export const told = (element: Allergies, event: GlobalEventHandlersEventMap['lcr-error']): void => {
  element.$emit('lcr-error', event);
  // @ts-expect-error Another event.
  element.$emit('lcr-state', event);
};
