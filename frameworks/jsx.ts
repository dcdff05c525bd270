/**
 * Types of the tags in JSX that speaks to custom elements directly: Preact, Stencil, Hono, Solid. A host says so once:
 *
 * ```ts
 * import type { JsxElements } from '@london-care-record/widgets/jsx';
 * declare module 'preact' {
 *   namespace JSX {
 *     interface IntrinsicElements extends JsxElements<preact.JSX.HTMLAttributes<HTMLElement>> {}
 *   }
 * }
 * ```
 */
import type { LcrElements } from './elements.ts';

export type { LcrElements, Listed, Numeric } from './elements.ts';

/** Attributes, and properties under their own names, of a tag. */
export type Settings<Tag extends keyof LcrElements> = LcrElements[Tag]['attributes'] & Omit<LcrElements[Tag]['properties'], keyof LcrElements[Tag]['attributes']>;

/** What a tag takes in JSX: `onlcr-state` listens to `lcr-state`. */
export type JsxProps<Tag extends keyof LcrElements> = Settings<Tag> & {
  [Name in keyof LcrElements[Tag]['events'] & string as `on${Name}`]?: ((event: LcrElements[Tag]['events'][Name]) => void) | undefined;
};

/** Every tag with what it takes, and what the framework gives to each element. */
export type JsxElements<Base = object> = { [Tag in keyof LcrElements]: JsxProps<Tag> & Base };

/** The same for Solid, which names the way a value goes: `attr:`, `prop:`, `bool:` and `on:`. */
export type SolidElements<Base = object> = {
  [Tag in keyof LcrElements]: Base & LcrElements[Tag]['attributes'] & {
    [Name in keyof LcrElements[Tag]['attributes'] & string as `attr:${Name}`]?: LcrElements[Tag]['attributes'][Name];
  } & {
    [Name in keyof LcrElements[Tag]['properties'] & string as `prop:${Name}`]?: LcrElements[Tag]['properties'][Name];
  } & {
    [Name in keyof LcrElements[Tag]['events'] & string as `on:${Name}`]?: ((event: LcrElements[Tag]['events'][Name]) => void) | undefined;
  };
};
