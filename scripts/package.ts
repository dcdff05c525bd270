/** What the package holds beside its code: what editors read, and the bill of materials. */
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';
import { bom } from './sbom.ts';

const read = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const { name, dependencies } = read<{ name: string; dependencies: Record<string, string> }>('package.json');
const outdir = join('dist', 'editor');
mkdirSync(outdir, { recursive: true });

/** Only what can be written as a tag is offered, and each token once: the tags have them in common. */
const manifest = read<Manifest>('custom-elements.json');
const met = new Set<string>();
for (const module of manifest.modules) {
  module.declarations = module.declarations?.filter(({ tagName }) => tagName) ?? [];
  for (const tag of module.declarations) tag.cssProperties = (tag.cssProperties ?? []).filter((token) => met.size < met.add(token.name).size);
}
const quiet = { outdir, hideLogs: true, hideCssPropertiesDocs: true };
generateVsCodeCustomElementData(manifest, { ...quiet, htmlFileName: 'vscode.html-custom-data.json', cssFileName: 'vscode.css-custom-data.json' });
generateJetBrainsWebTypes(manifest, { ...quiet, webTypesFileName: 'web-types.json' });

writeFileSync(join('dist', 'sbom.cdx.json'), `${JSON.stringify(bom(dependencies, name), null, 2)}\n`);
