import type { TemplateMap } from '@lit/localize';
import type * as text from '../text/index.ts';

/** What a page's developer reads stays as the command `lcr doctor` has it, in English. */
type Text = Omit<typeof text, `doctor${string}`>;

/** The same, with any words: a list keeps its keys, a sentence with gaps in it stays a function of what fills them. */
export type Said<T> = T extends (...filled: never[]) => unknown ? T : T extends string ? string : { [K in keyof T]: Said<T[K]> };

/** Every list of sentences in another language: the type checker refuses one that is missing, and one too many. */
export type Sentences = { [N in keyof Text as Text[N] extends (...filled: never[]) => unknown ? never : N]: Said<Text[N]> };

/** A language that the widgets can speak. */
export interface Locale {
  /** BCP 47. A screen reader chooses its voice by it. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Whether a clinician who speaks the language has read its sentences against the English ones, and signed them. */
  readonly reviewed: boolean;
  /** What replaces a list of English sentences. */
  readonly say: (name: string, english: object) => object | undefined;
}

/** A module of a locale. What a host says with `msg()` of @lit/localize may come along as `templates`. */
export interface LocaleModule {
  readonly default: Locale;
  readonly templates?: TemplateMap;
}
