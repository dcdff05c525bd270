/** The pages side by side: ours as a host would drop it in, and what else somebody would build. */
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { categories } from '../../gateway/policy/kinds.ts';
import { everything, otherOf, patientOf, sizes } from './record.ts';

export type Pages = { [path: string]: string };

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the twenty categories are in FHIR, one search for each. */
const fhirTypes =
  'Flag AllergyIntolerance Appointment QuestionnaireResponse CareTeam CarePlan DocumentReference Encounter Condition DiagnosticReport Encounter List Immunization MedicationRequest DocumentReference Condition Procedure DocumentReference ServiceRequest Observation';

const attributes = (values: Record<string, string>) => Object.entries(values).map(([name, value]) => ` data-${name}="${value}"`).join('');

const page = (body: Record<string, string>, inside: string, scripts: string) => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>A patient</title><link rel="icon" href="data:,">
<body${attributes(body)}>${inside}${scripts}</body></html>`;

const module = (src: string) => `<script type="module" src="${src}"></script>`;

/** React, Mantine and Medplum in one minified file, from a folder of their own. */
async function medplum(): Promise<Pages> {
  if (!existsSync(at('../peers/node_modules'))) {
    const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: at('../peers'), stdio: 'inherit' });
    if (installed.status !== 0) throw new Error('what ours is compared with could not be installed: see bench/peers');
  }
  const made = await build({
    entryPoints: [at('../peers/medplum.jsx')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: at('../peers/out'),
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(made.outputFiles.map(({ path, text }) => [`/medplum${/\.\w+$/.exec(path)![0]}`, text]));
}

/** What a page of lists looks like when it has come to rest: the markup of each, and the sheets over it. */
export interface Look {
  markup: { [category: string]: string };
  sheets: string[];
  of: { [category: string]: number[] };
}

/**
 * In a page of ours that shows all of `categories`, or in one written by hand; runs there. That what is out of view is
 * left for later is no part of the look: it is one of the things that are compared.
 *
 * Left out of the markup are Lit's marks, the order of attributes, and white space that nobody sees: more than one space,
 * and what stands beside the edge of a block or at the inner edge of a button.
 */
export function lookOf(): Look {
  const look: Look = { markup: {}, sheets: [], of: {} };
  const categories = document.body.dataset['categories']?.split(' ');
  for (const [place, { localName, shadowRoot }] of document.querySelectorAll('lcr-context > *, main > *').entries()) {
    const category = categories?.[place] ?? localName.slice('lcr-'.length);
    look.markup[category] = shadowRoot!.innerHTML
      .replace(/<!--.*?-->/gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?(<\/?(?!(?:b|button|span|strong|wbr)\b)[^>]*>) ?/g, '$1')
      .replace(/(<button\b[^>]*>) | (<\/button>)/g, '$1$2')
      .replace(/(?: [\w-]+="[^"]*")+(?=>)/g, (attributes) => attributes.match(/ [\w-]+="[^"]*"/g)!.sort().join(''));
    look.of[category] = shadowRoot!.adoptedStyleSheets.map(({ cssRules }) => {
      const text = [...cssRules].map((rule) => (rule instanceof CSSSupportsRule ? '' : rule.cssText)).join('');
      return look.sheets.includes(text) ? look.sheets.indexOf(text) : look.sheets.push(text) - 1;
    });
  }
  return look;
}

/** Says where a page written by hand shows something else than ours, for then it is nothing to be measured against. */
export function mustBeAlike(ours: Look, byHand: Look): void {
  for (const [category, wanted] of Object.entries(ours.markup)) {
    const made = byHand.markup[category] ?? '';
    if (made === wanted) continue;
    let place = 0;
    while (made[place] === wanted[place]) place++;
    const around = (markup: string) => JSON.stringify(markup.slice(Math.max(0, place - 30), place + 50));
    throw new Error(`by hand, ${category} is not what ours shows: there ${around(made)}, here ${around(wanted)}`);
  }
}

/** What is written by hand, with the sheets that it needs: one file for a page, as small as ours are made. */
export async function byHand({ sheets, of }: Look): Promise<Pages> {
  const script = async (look: Pick<Look, 'sheets' | 'of'>, page: string) => {
    const contents = `import { load } from './${page}.js'; import { start } from './vanilla.js'; await start(${JSON.stringify(look)}, load);`;
    const made = await build({ stdin: { contents, resolveDir: at('.') }, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', write: false });
    return made.outputFiles[0]!.text;
  };
  const first = of['allergies']!;
  return {
    '/vanilla.js': await script({ sheets: first.map((place) => sheets[place]!), of: { allergies: [...first.keys()] } }, 'vanilla-one'),
    '/vanilla-twenty.js': await script({ sheets, of }, 'vanilla-twenty'),
  };
}

/** What is out of view left for later, as ours does, on the page of somebody who thought of it. */
const LATER = '<!doctype html><style>main > * { content-visibility: auto; contain-intrinsic-block-size: auto 32em }</style>';

export async function pagesAt(gateway: string): Promise<Pages> {
  const pages: Pages = {
    ...(await medplum()),
  };
  const ours = (patient: string, tags: readonly string[], more: Record<string, string> = {}) =>
    page(
      more,
      `${module(tags.length > 1 ? '/together/lcr.js' : '/lcr.js')}<lcr-context gateway="${gateway}" patient="${patient}" token-url="/token">${tags.map((tag) => `<lcr-${tag}></lcr-${tag}>`).join('')}</lcr-context>`,
      `<script>${readFileSync(at('ours.js'), 'utf8')}</script>`,
    );
  const vanilla = (patient: string, of: readonly string[], how: string, more: Record<string, string> = {}) =>
    page({ gateway, patient, categories: of.join(' '), how, ...more }, '<main></main>', module(of.length > 1 ? '/vanilla-twenty.js' : '/vanilla.js'));
  const onMedplum = (patient: string, types: string) =>
    page({ gateway, patient, types }, '<main></main>', `<link rel="stylesheet" href="/medplum.css">${module('/medplum.js')}`);
  for (const size of sizes) {
    pages[`/ours/${size}`] = ours(patientOf(size), ['allergies'], { other: otherOf(size) });
    pages[`/vanilla/${size}`] = vanilla(patientOf(size), ['allergies'], 'separate');
    pages[`/windowed/${size}`] = vanilla(patientOf(size), ['allergies'], 'windowed');
    pages[`/medplum/${size}`] = onMedplum(patientOf(size), 'AllergyIntolerance');
    pages[`/ours-all/${size}`] = ours(patientOf(size), ['allergies'], { all: '' });
  }
  pages['/ours/twenty'] = ours(everything, categories);
  pages['/vanilla/twenty'] = vanilla(everything, categories, 'separate');
  pages['/vanilla/twenty-in-view'] = LATER + pages['/vanilla/twenty'];
  pages['/batched/twenty'] = vanilla(everything, categories, 'batched');
  pages['/medplum/twenty'] = onMedplum(everything, fhirTypes);
  return pages;
}
