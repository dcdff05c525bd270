/**
 * TypeScript leaves the endings of imports in declarations as they are in the source: `.ts`, which there is none of in the
 * package, or none at all, which Node's own resolution does not take. They get the ending of the module that they describe.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param isModule - whether a declaration stands at this path, which has no ending */
export const withEndings = (text: string, isModule: (path: string) => boolean): string =>
  text.replace(/((?:\bfrom|\bimport)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\2/g, (whole, before: string, quote: string, path: string) => {
    const bare = path.replace(/(\.d)?\.ts$/, '');
    return bare.endsWith('.js') || !isModule(bare) ? whole : `${before}${quote}${bare}.js${quote}`;
  });

if (import.meta.main) {
  for (const file of globSync('dist/esm/**/*.d.ts')) {
    const text = readFileSync(file, 'utf8');
    const now = withEndings(text, (path) => existsSync(join(dirname(file), `${path}.d.ts`)));
    if (now !== text) writeFileSync(file, now);
  }
}
