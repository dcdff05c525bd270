import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';

const lines = new URL('../lines.ts', import.meta.url).href;
const run = (script: string) => spawnSync(process.execPath, ['--input-type=module', '-e', `import { writeLine } from ${JSON.stringify(lines)}; ${script}`], { encoding: 'utf8' }).stdout;

it('The log has each line in its order, those of the last turn too when the process ends in it', () => {
  const said = run("writeLine({ a: 1 }); writeLine({ a: 'two\\nlines' }); setImmediate(() => setTimeout(() => { writeLine({ a: 3 }); process.exit(); }, 5));");
  assert.deepEqual(said.split('\n'), ['{"a":1}', '{"a":"two\\nlines"}', '{"a":3}', '']);
});
