/**
 * `node gateway/demo/write.ts FOLDER [DAY]` writes the embedded record, one folder a source, as it stands on a day such as
 * 2026-11-24: today, where nothing is said, so that its appointments are still to come.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { files } from './files.ts';
import { draft, sources } from './record.ts';

const [folder, day = new Date().toISOString().slice(0, 10), ...rest] = process.argv.slice(2);
if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
  console.error('usage: node gateway/demo/write.ts FOLDER [DAY]');
  process.exit(2);
}
const drafts = draft(day);
for (const source of sources) {
  const resources = drafts[source.id];
  const written = files(source, resources);
  try {
    mkdirSync(join(folder, source.id), { recursive: true });
    for (const { name, text } of written) writeFileSync(join(folder, source.id, name), text);
  } catch (error) {
    console.error(`cannot write the embedded record: ${(error as Error).message}`);
    process.exit(1);
  }
  console.log(`${source.id}: ${resources.length} resources, files: ${written.length}`);
}
