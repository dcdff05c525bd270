import type { SvelteHTMLElements } from 'svelte/elements';
import '@london-care-record/widgets/svelte';

type Allergies = SvelteHTMLElements['lcr-allergies'];

export const props: Allergies = { 'heading-level': 3, class: 'record', 'onlcr-state': ({ detail }) => detail.state === 'ready', 'on:lcr-state': () => undefined };
// @ts-expect-error There are two densities.
export const dense: Allergies = { density: 'tight' };
// @ts-expect-error There is no such attribute.
export const coloured: Allergies = { colour: 'red' };
// @ts-expect-error The state is no number.
export const counted: Allergies = { 'onlcr-state': ({ detail }) => detail.state + 1 > 2 };
export const kinds: SvelteHTMLElements['lcr-results'] = { kind: 'radiology histopathology' };
// @ts-expect-error There is no such kind.
export const kind: SvelteHTMLElements['lcr-results'] = { kind: 'rays' };
