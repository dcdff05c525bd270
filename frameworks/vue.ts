/** Types of the tags in Vue templates: `import '@london-care-record/widgets/vue'` once, anywhere in the program. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { LcrElements } from './elements.ts';
import type { Settings } from './jsx.ts';

type Events<Tag extends keyof LcrElements> = LcrElements[Tag]['events'];

type Pascal<Text extends string> = Text extends `${infer One}-${infer More}` ? `${Capitalize<One>}${Pascal<More>}` : Capitalize<Text>;

/** What a tag takes in a template, after Vue's own recipe for custom elements. */
export type VueProps<Tag extends keyof LcrElements> = Settings<Tag> & LcrElements[Tag]['properties'] & HTMLAttributes & PublicProps & {
  [Event in keyof Events<Tag> & string as `on${Pascal<Event>}`]?: ((event: Events<Tag>[Event]) => void) | undefined;
};

export type VueElements = {
  [Tag in keyof LcrElements]: new () => LcrElements[Tag]['element'] & {
    $props: VueProps<Tag>;
    $emit: EmitFn<{ [Event in keyof Events<Tag>]: (event: Events<Tag>[Event]) => void }>;
  };
};

declare module 'vue' {
  // A module can only be told of more by an interface.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalComponents extends VueElements {}
}
