/** Types of the tags in Svelte templates: `import '@london-care-record/widgets/svelte'` once, anywhere in the program. */
import type { HTMLAttributes } from 'svelte/elements';
import type { LcrElements } from './elements.ts';
import type { JsxProps } from './jsx.ts';

type Events<Tag extends keyof LcrElements> = LcrElements[Tag]['events'];

/** What a tag takes: `onlcr-state={…}`, or `on:lcr-state={…}` as Svelte 4 writes it. */
export type SvelteProps<Tag extends keyof LcrElements> = JsxProps<Tag> & HTMLAttributes<LcrElements[Tag]['element']> & {
  [Event in keyof Events<Tag> & string as `on:${Event}`]?: ((event: Events<Tag>[Event]) => void) | undefined;
};

export type SvelteElements = { [Tag in keyof LcrElements]: SvelteProps<Tag> };

declare module 'svelte/elements' {
  // A module can only be told of more by an interface.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface SvelteHTMLElements extends SvelteElements {}
}
