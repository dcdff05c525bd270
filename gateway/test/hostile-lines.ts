import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/attack', import.meta.url));

/** Whether the public collections of hostile strings are beside the project. */
export const linesAreHere = existsSync(folder);

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesIn(inner) : [inner];
  });
}

/**
 * Every line of the collections, once.
 *
 * @param wanted - Which files of them, by their paths.
 */
export const hostileLines = (wanted = /^/): string[] =>
  linesAreHere
    ? [...new Set(['payloads', 'strings'].flatMap((part) => filesIn(join(folder, part)))
        .filter((file) => !/LICEN[CS]E|README|copyright/i.test(file) && wanted.test(file))
        .flatMap((file) => readFileSync(file, 'utf8').split('\n')))]
    : [];
