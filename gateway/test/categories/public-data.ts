import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readJson } from '../../sources/json.ts';

const data = new URL('../../../../shared/data/', import.meta.url);

/** Why the public data cannot be read here, or false. */
export const noPublicData = existsSync(data) ? false : 'no ../shared/data';

/** A resource as JSON gives it: tests look into all of its corners. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Raw = any;

/** The FHIR documents of a folder whose names match, numbers as they were written. */
export const documentsIn = (folder: string, name = /\.json$/): Raw[] =>
  readdirSync(new URL(`${folder}/`, data))
    .filter((file) => name.test(file))
    .map((file) => readJson(readFileSync(new URL(`${folder}/${file}`, data), 'utf8')));
