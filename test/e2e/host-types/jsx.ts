import type { JsxElements, SolidElements } from '@london-care-record/widgets/jsx';

export const preact: JsxElements<{ class?: string }>['lcr-results'] = { kind: 'radiology', class: 'wide', 'onlcr-state': ({ detail }) => detail.count ?? 0 };
// @ts-expect-error There is no such attribute.
export const coloured: JsxElements['lcr-results'] = { colour: 'red' };

export const solid: SolidElements['lcr-results'] = { 'attr:kind': 'radiology', 'prop:headingLevel': 3, 'on:lcr-state': ({ detail }) => detail.count };
// @ts-expect-error The count may not be known.
export const counted: SolidElements['lcr-results'] = { 'on:lcr-state': ({ detail }): number => detail.count + 1 };
