import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readJson, readText, Unreadable } from './json.ts';
import { createShelf, type Shelf, type ShelfOptions } from './shelf.ts';
import type { About } from './source.ts';

export interface Folder {
  readonly shelf: Shelf;
  readonly files: number;
  /** What could not be read, one clear line each: the file, the place in it, what is wrong. */
  readonly complaints: readonly string[];
}

/** A file is read whole. A larger one belongs behind a server, or in the lines of an NDJSON file per type. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Reads a folder, and the folders in it, as one source: `.json` (Bundles of any kind but history, single
 * resources) and `.ndjson` (FHIR Bulk Data, a resource a line). What cannot be read is a complaint and the rest
 * goes on, but from then on no answer of this source is complete: nobody knows whose record was in there.
 *
 * The files are read once. Their data are as old as the newest of them, unless the configuration knows better.
 * @throws {Error} with one clear line, if there is no such folder or nothing in it: an empty mount is no empty
 * record.
 */
export async function openFolder(about: About, path: string, options: ShelfOptions = {}): Promise<Folder> {
  const files = await filesIn(path);
  if (files.length === 0) throw new Error(`${path}: there is no .json or .ndjson file in this folder`);
  const newest = Math.max(...files.map(({ modified }) => modified));
  const shelf = createShelf(about, { asOf: new Date(newest).toISOString(), ...options });
  const complaints: string[] = [];
  for (const { name, size } of files) {
    for (const { place, read } of await documentsIn(join(path, name), name, size)) {
      for (const complaint of file(shelf, read)) complaints.push(`${place}: ${complaint}`);
    }
  }
  for (const stray of shelf.strays()) {
    complaints.push(`${stray}: it is about a patient, but nothing in this folder says whom`);
  }
  if (shelf.missing() > 0) complaints.push(`${path}: saved searches lead to ${shelf.missing()} further pages that are not in this folder`);
  return { shelf, files: files.length, complaints };
}

/** Files one document, or says why it could not be read. */
function file(shelf: Shelf, read: () => unknown): string[] {
  try {
    return shelf.add(read());
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    shelf.spoilt();
    return [error.message];
  }
}

/** Every file below the folder, sorted by name, so that every start reads the same. */
async function filesIn(path: string): Promise<{ name: string; size: number; modified: number }[]> {
  // With the types at hand, links to folders are not followed: one that leads back up would never end.
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path}: this folder cannot be read (${error.code})`);
  });
  const names = found.map(({ parentPath, name }) => relative(path, join(parentPath, name)));
  const files = await Promise.all(
    names
      .filter((name) => /\.(json|ndjson)$/i.test(name))
      .toSorted()
      .map(async (name) => ({ name, about: await stat(join(path, name)).catch(() => undefined) })),
  );
  return files
    .filter(({ about }) => about === undefined || about.isFile())
    .map(({ name, about }) => ({ name, size: about?.size ?? 0, modified: about?.mtimeMs ?? 0 }));
}

interface Document {
  readonly place: string;
  readonly read: () => unknown;
}

/** What a file holds, each with where it stands, to be read one at a time. */
async function documentsIn(path: string, name: string, size: number): Promise<Document[]> {
  const refuse = (why: string): Document[] => [{ place: name, read: () => { throw new Unreadable(why); } }];
  if (size > LARGEST) return refuse(`it is larger than ${LARGEST / 1024 / 1024} MiB`);
  try {
    const text = readText(await readFile(path));
    if (!/\.ndjson$/i.test(name)) return [{ place: name, read: () => readJson(text) }];
    return text
      .split('\n')
      .map((line, at) => ({ place: `${name}, line ${at + 1}`, line }))
      .filter(({ line }) => line.trim() !== '')
      .map(({ place, line }) => ({ place, read: () => readJson(line) }));
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.message);
    return refuse(`it cannot be opened (${(error as NodeJS.ErrnoException).code})`);
  }
}
