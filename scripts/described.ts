/**
 * The manifest is what hosts, editors and language models read instead of the source: whatever it names is described and
 * has its type, and whatever a host can reach is named.
 */
import { readFileSync } from 'node:fs';
import { tagsOf, type Described, type Manifest } from './manifest.ts';
import { sources } from './sources.ts';

/** Everything that a host would have to guess, in words. */
export function undescribed(manifest: Manifest): string[] {
  return tagsOf(manifest).flatMap((tag) => {
    const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } = tag;
    const lists: [what: string, list: readonly Described[], typed: boolean][] = [
      ['attribute', attributes, true],
      ['property', members, true],
      ['event', events, true],
      ['slot', slots, false],
      ['part', cssParts, false],
      ['token', cssProperties.map((token) => ({ ...token, type: { text: token.syntax } })), true],
    ];
    const faults = lists.flatMap(([what, list, typed]) =>
      list.flatMap(({ name, description: said, type }) => [
        ...(said?.trim() ? [] : [`${tagName}: ${what} ${name || '(default)'} has no description`]),
        ...(!typed || (type?.text && !/\bany\b/.test(type.text)) ? [] : [`${tagName}: ${what} ${name} has no type`]),
      ]),
    );
    const untyped = events.filter(({ type }) => !/^Lcr\w+Event$/.test(type?.text ?? '')).map(({ name }) => `${tagName}: event ${name} is not of a class of ours`);
    const unset = cssProperties.filter((token) => !token.default).map(({ name }) => `${tagName}: token ${name} is used nowhere`);
    return [...(description.trim() ? [] : [`${tagName} has no description`]), ...faults, ...untyped, ...unset];
  });
}

/** Parts and tokens that stand in the source and not in the manifest, and the other way round. */
export function unnamed(manifest: Manifest, files: ReadonlyMap<string, string>): string[] {
  const tags = tagsOf(manifest);
  const text = [...files].filter(([path]) => /^(src|components)\/.*\.ts$/.test(path)).map(([, code]) => code.replace(/\/\*[\s\S]*?\*\//g, '')).join('\n');
  const found = (what: RegExp) => new Set([...text.matchAll(what)].flatMap(([, name = '']) => name.split(' ')));
  const compare = (what: string, known: Set<string>, there: Set<string>) => [
    ...[...there].filter((name) => !known.has(name)).map((name) => `${what} ${name} is in the source and in no tag's documentation`),
    ...[...known].filter((name) => !there.has(name)).map((name) => `${what} ${name} is documented and nowhere in the source`),
  ];
  return [
    ...compare('part', new Set(tags.flatMap(({ cssParts }) => cssParts.map(({ name }) => name))), found(/(?:\spart="|\bpart: '|\.part\.add\(')([^"'$]+)["']/g)),
    ...compare('token', new Set(tags.flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name))), found(/var\((--lcr-[\w-]+)/g)),
  ];
}

if (import.meta.main) {
  const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
  const faults = [...undescribed(manifest), ...unnamed(manifest, sources())];
  faults.forEach((fault) => console.error(fault));
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`described: all of ${tagsOf(manifest).length} tags`);
}
