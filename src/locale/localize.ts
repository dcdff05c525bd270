import { configureLocalization, LOCALE_STATUS_EVENT } from '@lit/localize';
import type { Locale, LocaleModule } from './locale.ts';
import { speak } from './speak.ts';

export type { Locale, LocaleModule, Sentences } from './locale.ts';
export { speaks } from './speak.ts';

/** How each language is loaded, by its BCP 47 tag. */
export interface Locales {
  readonly [lang: string]: () => Promise<LocaleModule>;
}

/** Welsh, and two languages that nobody speaks: English with accents, and the same from right to left (Unicode CLDR). */
export const locales: Locales = {
  cy: () => import('./cy.ts'),
  'en-XA': () => import('./en-XA.ts'),
  'ar-XB': () => import('./ar-XB.ts'),
};

/** What the widgets speak where no locale is set: what they are written in. */
const SOURCE = 'en-GB';

/**
 * Sets up @lit/localize for a page that does not use it itself, and has the widgets follow it.
 *
 * @param more - Languages of the host's own, or in place of ours.
 * @returns `setLocale(lang)`, which resolves when the widgets speak it, and `getLocale()`.
 * @throws where the page has set up @lit/localize already: it uses {@link follow} then.
 * @example await localize().setLocale('cy')
 */
export function localize(more: Locales = {}): ReturnType<typeof configureLocalization> {
  const known = { ...locales, ...more };
  const loadLocale = async (lang: string) => ({ templates: (await load(known, lang))?.templates ?? {} });
  const set = configureLocalization({ sourceLocale: SOURCE, targetLocales: Object.keys(known), loadLocale });
  follow(more);
  return set;
}

/**
 * Has the widgets speak whatever locale the host's own @lit/localize turns to. One that they do not have is English to them.
 * @param more - Languages of the host's own, or in place of ours.
 */
export function follow(more: Locales = {}): void {
  const known = { ...locales, ...more };
  let wanted = '';
  const turn = async (lang: string) => {
    wanted = lang;
    const of = known[lang];
    // At once where it can be: `setLocale` has been kept when what is on the page is asked to draw.
    if (!of || loaded.has(of)) return speak(loaded.get(of)?.default);
    const module = await load(known, lang).catch(reportError);
    // Another may have been set meanwhile.
    if (wanted === lang) speak(module?.default);
  };
  addEventListener(LOCALE_STATUS_EVENT, ({ detail }) => {
    if (detail.status === 'ready') void turn(detail.readyLocale);
  });
}

const loaded = new Map<unknown, LocaleModule>();

async function load(known: Locales, lang: string): Promise<LocaleModule | undefined> {
  const of = known[lang];
  const module = await of?.();
  if (module) loaded.set(of, module);
  return module;
}

/** For a host's own locale, so that the type checker reads it. */
export const defineLocale = (locale: Locale): Locale => locale;
