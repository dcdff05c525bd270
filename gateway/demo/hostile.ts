import type { Drafted, DraftedElements } from './draft.ts';
import { Decimal, Link } from './draft.ts';

/**
 * Texts that want to be something other than text. Each that is ever executed sets `globalThis.pwned`; the
 * rest try to hide, to turn around, to break out, to look like a statement of the page, or merely to be long.
 */
export const hostileTexts: readonly string[] = [
  '<script>globalThis.pwned = "script"</script>',
  '<img src="data:," onerror="globalThis.pwned = \'image\'">',
  '"><svg onload=globalThis.pwned="svg">',
  "' onfocus=globalThis.pwned='attribute' autofocus tabindex=1 x='",
  '</textarea></title></style><script>globalThis.pwned = "breakout"</script>',
  '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
  '<a href="javascript:globalThis.pwned = 1">No known allergies</a>',
  '<template><script>globalThis.pwned = "template"</script></template>',
  '<math><mtext><table><mglyph><style><img src onerror=globalThis.pwned=1>',
  '<lcr-context token-url="javascript:globalThis.pwned = 1"></lcr-context>',
  '<style>* { display: none }</style>',
  '<!--?lit$0$--><b>not bold</b><?lit$0$?>',
  'javascript:globalThis.pwned="link"',
  '${globalThis.pwned = "literal"}',
  '{{constructor.constructor("globalThis.pwned = 1")()}}',
  '%3Cscript%3EglobalThis.pwned%3D1%3C/script%3E',
  '&lt;script&gt;globalThis.pwned = 1&lt;/script&gt;',
  '\\u003cscript\\u003eglobalThis.pwned = 1\\u003c/script\\u003e',
  '=HYPERLINK("javascript:globalThis.pwned=1","Penicillin")',
  "'); DROP TABLE audit; --",
  '$(globalThis.pwned=1) `globalThis.pwned=1` %{pwned} ../../../../pwned',
  'two lines\r\nX-Pwned: 1\r\n\r\n{"resourceType":"AllergyIntolerance"}',
  '__proto__',
  'constructor',
  'undefined',
  '[object Object]',
  // Turned around: shown carelessly, this reads "No known allergy".
  '\u202Eygrella nwonk oN\u202C',
  '\u2067مريض\u2069 high \u2066risk\u2069 \u200Fnormal\u200E',
  // Invisible characters between the letters of a statement; letters of another script that look the same.
  'N\u200Bo\u200C \u200Dk\u2060n\u180Eo\u00ADwn allergies',
  'Nо knоwn аllergies',
  'Z\u0301\u0327\u0330\u0342\u035B\u0489a\u0334\u0337\u0338l\u0310\u0311g\u0313\u0314o\u035C\u0361',
  '👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👨‍👩‍👧‍👦 ⚠️ ✅',
  'half of a pair: \uD83D',
  'W'.repeat(4000),
  'no\u2060break\u2060'.repeat(300),
];

/** The elements that a person types in, wherever they stand in a resource. */
const typed = new Set([
  'text', 'display', 'description', 'conclusion', 'title', 'unit', 'valueString',
  'family', 'given', 'prefix', 'line', 'city', 'postalCode', 'comment', 'patientInstruction',
]);

/** The same draft with hostile text in every element that a person types in, the next text in each. */
export function poisoned(draft: DraftedElements, next: () => string): DraftedElements {
  const replaced = (name: string, value: Drafted): Drafted => {
    if (Array.isArray(value)) return value.map((item) => replaced(name, item));
    if (typeof value === 'string') return typed.has(name) ? next() : value;
    if (typeof value !== 'object' || value instanceof Decimal || value instanceof Link) return value;
    const elements = Object.entries(value).map(([inner, item]) => [inner, replaced(inner, item)] as const);
    const poison: DraftedElements = Object.fromEntries(elements);
    // A telephone number or an address of a page is typed in as well: there alone `value` is text.
    if (name === 'telecom') poison.value = next();
    return poison;
  };
  const poison = replaced('', draft) as DraftedElements;
  const script = '<script>globalThis.pwned = "narrative"</script>';
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${script}</div>`;
  return { ...poison, text: { status: 'additional', div } };
}
