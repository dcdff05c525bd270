import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Elements } from '../routes/frame.ts';

/** The files of a folder by their names in it. Only what was there at the start has a name: no path leads out of it. */
export function elementsIn(folder: string): Elements {
  const paths = new Map(globSync('**/*.*', { cwd: folder }).map((path) => [path.replaceAll('\\', '/'), join(folder, path)]));
  return async (name) => {
    const path = paths.get(name);
    return path === undefined ? undefined : new Uint8Array(await readFile(path));
  };
}
