/** How the library is bundled: modules for other people's bundlers, and one small entry for a script tag. */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, posix, resolve } from 'node:path';
import type { GetManualChunk, InputOption, OutputOptions, Plugin, RenderedChunk, RollupOptions } from 'rollup';
import { transform } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { minify } from 'terser';

const target = 'es2022';

/** Every public tag: the file is named as the tag. */
export const tags = globSync('components/*/lcr-*.ts')
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

/** What one framework needs; of those but React's, only the types. */
const frameworks = ['frameworks/react.ts', 'frameworks/vue.ts', 'frameworks/svelte.ts', 'frameworks/jsx.ts'];

/** dist/esm: each module stays one, and the packages stay outside, so that a host's bundler shares its own Lit. */
export const esm: RollupOptions = {
  input: ['components/index.ts', 'components/autoload.ts', 'src/text/index.ts', ...globSync('src/locale/{localize,cy,en-XA,ar-XB}.ts'), 'src/session/dpop.ts', 'components/context/smart.ts', 'host-kit/host.ts', ...frameworks, ...tags],
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  plugins: [nodeResolve({ extensions: ['.ts'] }), pdfParts(), esbuild({ target }), asTheyAre('api-spec/*.d.ts', 'src/style/*.css')],
  output: { dir: 'dist/esm', format: 'es', preserveModules: true, preserveModulesRoot: '.', sourcemap: true, banner: forTheBrowser },
};

/** A React server component that imports the wrappers is told where they run. */
function forTheBrowser({ fileName }: { fileName: string }): string {
  return fileName === 'frameworks/react.js' ? "'use client';" : '';
}

/** Every module that some import, and those that these import. */
const reachedIn = (getModuleInfo: Parameters<GetManualChunk>[1]['getModuleInfo']) => (...from: readonly string[]): Set<string> => {
  const found = new Set(from);
  for (const one of found) getModuleInfo(one)?.importedIds.forEach((other) => found.add(other));
  return found;
};

/** Hardly a page is without it: what it shares with other lists is not left to be asked for when its own file is there. */
const FIRST = resolve('components/allergies/lcr-allergies.ts');

const EACH = 'list';
const TOGETHER = 'lists';
const DESK = 'desk';

/**
 * The entry asks for the token and the record, and nothing else. What lists stand on comes as one file meanwhile (`list`;
 * with all the lists of the categories, `lists`), and what works on a list as another, not as five that wait for one another.
 */
const apart = (list: typeof EACH | typeof TOGETHER): GetManualChunk => (id, { getModuleInfo }) => {
  const reached = reachedIn(getModuleInfo);
  const widgets = getModuleInfo(resolve('components/record/rooms.ts'))?.dynamicallyImportedIds ?? [];
  if (reached(resolve('components/autoload.ts')).has(id)) return null;
  const standing = list === TOGETHER ? widgets : (getModuleInfo(FIRST)?.importedIds ?? []);
  if (reached(resolve('src/element/category-element.ts'), ...standing).has(id)) return list;
  return reached(resolve('src/element/desk.ts')).has(id) ? DESK : null;
};

const parts: OutputOptions = {
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: ({ name }) => `${name.startsWith('lcr-') ? '' : 'lcr-'}[name]-[hash].js`,
  sourcemap: true,
};

/**
 * dist/cdn: one small entry, which fetches what a tag is made of when the tag appears. In its folder `together` the same
 * for pages that show many categories: their lists come as one file, and not as some forty that wait for one another.
 */
export const cdn: RollupOptions = {
  ...whole({ lcr: 'components/autoload.ts', inside: 'components/inside.ts', localize: 'components/localize.ts' }, licences(), tagFiles()),
  output: [
    { ...parts, dir: 'dist/cdn', onlyExplicitManualChunks: true, manualChunks: apart(EACH) },
    { ...parts, dir: 'dist/cdn/together', onlyExplicitManualChunks: true, manualChunks: apart(TOGETHER) },
  ],
};

/** What comes on its own in dist/cdn, so that no other page loads a byte of it, and that it comes where the rest does not. */
const alone = {
  // For pages that show the record in a frame of the gateway's, and nothing else of it.
  frame: 'components/frame/lcr-frame.ts',
  // For a developer's look at a page.
  doctor: 'components/doctor/lcr-doctor.ts',
  // For pages that bind their tokens.
  dpop: 'src/session/dpop.ts',
  // For pages that SMART launches.
  smart: 'components/context/smart.ts',
};

/** The last of them pins every script that was written before. */
export const others: RollupOptions[] = Object.entries(alone).map(([name, path], place, all) => ({
  ...whole({ [name]: path }, ...(place === all.length - 1 ? [pinned()] : [])),
  output: { dir: 'dist/cdn', format: 'es', entryFileNames: '[name].js', sourcemap: true },
}));

/** A bundle with the packages inside. */
export function whole(input: InputOption, ...more: Plugin[]): RollupOptions {
  return {
    input,
    // What a lazy chunk shares with an entry stays in the entry: one file fewer to ask for.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.ts', '.js'] }),
      ownPolicyName(),
      noMetadata(),
      closeTemplates(),
      pdfParts(),
      esbuild({ target }),
      small(),
      ...more,
    ],
  };
}

/** A browser that knows it (V8's explicit compile hints) compiles all of the file beside the main thread; to others it is a comment. */
const CALLED_ON_LOAD = '//# allFunctionsCalledOnLoad';

/** What a page runs to show a list, as against what is fetched for a reader who wants more. */
const isCalledOnLoad = ({ isEntry, name, facadeModuleId }: RenderedChunk) =>
  isEntry || [TOGETHER, EACH, DESK].includes(name) || tags.some((path) => facadeModuleId?.replaceAll('\\', '/').endsWith(`/${path}`));

/** In this process, not in workers of its own for each bundle: a minifier that has warmed up takes a third of the time. */
function small(): Plugin {
  return {
    name: 'small',
    async renderChunk(code, chunk, { sourcemap }) {
      const options = { ecma: 2022, module: true, compress: { passes: 2, keep_fargs: false }, format: { comments: false } } as const;
      const made = await minify(code, { ...options, sourceMap: Boolean(sourcemap) });
      const small = made.code ?? this.error('Terser wrote nothing.');
      const map = typeof made.map === 'string' ? (JSON.parse(made.map) as { mappings: string }) : null;
      if (!isCalledOnLoad(chunk)) return { code: small, map: map && JSON.stringify(map) };
      return { code: `${CALLED_ON_LOAD}\n${small}`, map: map && JSON.stringify({ ...map, mappings: `;${map.mappings}` }) };
    },
  };
}

/**
 * Lit makes the Trusted Types policy `lit-html` as it loads. In a page that has its own Lit and no
 * 'allow-duplicates', making it again throws, and no widget would appear: the bundled Lit makes one by another name.
 */
function ownPolicyName(): Plugin {
  const made = /createPolicy\((["'])lit-html\1/;
  return {
    name: 'own-policy-name',
    transform(code, id) {
      if (!/[\\/]lit-html[\\/](development[\\/])?lit-html\.js$/.test(id)) return null;
      if (!made.test(code)) this.error('Lit no longer makes the policy lit-html where it used to.');
      return { code: code.replace(made, 'createPolicy("lcr-lit-html"'), map: null };
    },
  };
}

/**
 * Lit gives `Symbol` a property for decorators, which nothing here uses. In a page that has frozen its built-ins that
 * throws, and no widget would appear.
 */
function noMetadata(): Plugin {
  const given = /Symbol\.metadata\s*\?\?=\s*Symbol\((["'])metadata\1\)/;
  return {
    name: 'no-metadata',
    transform(code, id) {
      if (!/[\\/]reactive-element[\\/](development[\\/])?reactive-element\.js$/.test(id)) return null;
      if (!given.test(code)) this.error('Lit no longer gives Symbol its metadata where it used to.');
      return { code: code.replace(given, '0'), map: null };
    },
  };
}

/**
 * A line's end beside a tag that begins or ends a block is laid out as nothing, and would be a node in every row. What may
 * stand in a line of text (`details` in the footer, say) keeps its own.
 */
const block = '</?(?:section|header|footer|div|p|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|article|figure|form|fieldset)\\b';
const unseen = new RegExp(`(?<=${block}[^<>\`]*>)\\n|\\n(?=${block})`, 'g');

/** Our own sheets and templates hold white space that no script minifier may touch, and no page needs. */
function closeTemplates(): Plugin {
  return {
    name: 'close-templates',
    async transform(code, id) {
      if (!/[\\/](src|components)[\\/]/.test(id) || id.includes('node_modules')) return null;
      const sheets = await Promise.all(
        [...code.matchAll(/(?<=\bcss`)[^`]+(?=`)/g)].map(async ([sheet]) => [sheet, await minified(sheet)] as const),
      );
      const closed = sheets.reduce((text, [sheet, small]) => text.replace(sheet, () => small), code);
      return { code: closed.replace(/\n\s+/g, '\n').replace(unseen, ''), map: null };
    },
  };
}

/** What stands in a custom property no minifier may touch; ours hold no text in which white space would matter. */
const minified = async (sheet: string) =>
  (await transform(sheet, { loader: 'css', minify: true })).code.trim().replace(/(,|--[\w-]+:)\s+/g, '$1').replaceAll('\\', '\\\\');

/** The licences of the packages inside the bundle, which their authors ask to go with every copy. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
      const packages = new Set(modules.map((id) => /^.*node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0]).filter((path) => path !== undefined));
      const texts = [...packages].sort().map((path) => {
        const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Record<string, string>;
        const [file] = globSync('LICENSE*', { cwd: path });
        return [`${name} ${version} (${license})`, file ? readFileSync(join(path, file), 'utf8').trim() : ''].join('\n\n');
      });
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${texts.join('\n\n---\n\n')}\n` });
    },
  };
}

/** `tags.json` names the files that each tag is made of, for `<link rel="modulepreload">`. */
function tagFiles(): Plugin {
  return {
    name: 'tag-files',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const made = tags.map((path) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.replaceAll('\\', '/').endsWith(`/${path}`)));
        if (!chunk) return this.error(`${path} is not part of what a host serves: see components/autoload.ts.`);
        return [posix.basename(path, '.ts'), [chunk.fileName, ...chunk.imports].sort()] as const;
      });
      this.emitFile({ type: 'asset', fileName: 'tags.json', source: `${JSON.stringify(Object.fromEntries(made), null, 2)}\n` });
    },
  };
}

/**
 * `importmap.json` pins every script of the folder to its content (import map `integrity`; the attribute of a script tag,
 * W3C Subresource Integrity). Paths are relative to the folder: a page elsewhere puts its own before.
 */
function pinned(): Plugin {
  return {
    name: 'pinned',
    writeBundle({ dir }) {
      const scripts = globSync('**/*.js', { cwd: dir! }).map((path) => path.replaceAll('\\', '/')).sort();
      const digest = (name: string) => `sha384-${createHash('sha384').update(readFileSync(join(dir!, name))).digest('base64')}`;
      const integrity = Object.fromEntries(scripts.map((name) => [`./${name}`, digest(name)]));
      writeFileSync(join(dir!, 'importmap.json'), `${JSON.stringify({ imports: { 'lcr/': './' }, integrity }, null, 2)}\n`);
    },
  };
}

/**
 * PDF.js loads its worker and its decoders by their addresses, where no bundler sees it: copies of them go beside the
 * module that names them, in a folder of their own version. Storybook's bundler takes this plugin, too.
 */
export function pdfParts(): Plugin {
  const from = join('node_modules', 'pdfjs-dist');
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string };
  const folder = `pdf-${version}`;
  const files = {
    'worker.js': 'legacy/build/pdf.worker.min.mjs',
    'jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
    'openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
  };
  return {
    name: 'pdf-parts',
    transform(code, id) {
      if (!/[\\/]src[\\/]view[\\/]pdf-parts\.ts$/.test(id)) return null;
      const moved = code
        .replace("'../../node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs'", `'./${folder}/worker.js'`)
        .replace("'../../node_modules/pdfjs-dist/wasm/'", `'./${folder}/'`);
      if (moved.includes('node_modules')) this.error('pdf-parts.ts names a part of PDF.js that is not copied.');
      return { code: moved, map: null };
    },
    generateBundle(_options, bundle) {
      const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && Object.keys(file.modules).some((id) => /pdf-parts\.ts$/.test(id)));
      if (!chunk) return;
      const beside = posix.dirname(chunk.fileName);
      for (const [name, path] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName: posix.join(beside, folder, name), source: readFileSync(join(from, path)) });
      }
    },
  };
}

/** What no compiler copies: the contract's own types, on which the published ones stand, and the themes. */
function asTheyAre(...patterns: string[]): Plugin {
  return {
    name: 'as-they-are',
    generateBundle() {
      for (const path of globSync(patterns)) {
        this.emitFile({ type: 'asset', fileName: path.replaceAll('\\', '/'), source: readFileSync(path) });
      }
    },
  };
}
