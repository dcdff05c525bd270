import { clinical } from './cy/clinical.ts';
import { lists } from './cy/lists.ts';
import { own } from './cy/own.ts';
import { shared } from './cy/shared.ts';
import { views } from './cy/views.ts';
import type { Locale, Sentences } from './locale.ts';

/** Every sentence in Welsh, under the name of its list. */
export const welsh: Sentences = { ...shared, ...own, ...views, ...lists, ...clinical };

/**
 * Welsh. The months of a date are Welsh, too (Unicode CLDR, stand-alone abbreviations); their order and hyphens, the
 * figures and the units are as NHS CUI has them in English.
 *
 * No clinician has signed it yet.
 */
const cy: Locale = { lang: 'cy', dir: 'ltr', reviewed: false, say: (name) => (welsh as unknown as Record<string, object>)[name] };

export default cy;
