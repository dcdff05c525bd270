import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { namesOf } from '../new.ts';

const house = resolve(import.meta.dirname, '../..');
const left = ['node_modules', 'gateway/node_modules', '.git', 'dist', 'storybook-static', '.lcr', 'coverage'].map((path) => join(house, path));

describe('npm run new', () => {
  let copy: string;

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'lcr-new-'));
    cpSync(house, copy, { recursive: true, filter: (path) => !left.includes(path) });
    for (const folder of ['node_modules', 'gateway/node_modules']) {
      if (existsSync(join(house, folder))) symlinkSync(join(house, folder), join(copy, folder));
    }
  });
  after(() => rmSync(copy, { recursive: true }));

  const run = (...command: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  const passes = (...command: string[]) => {
    const { status, said } = run(...command);
    assert.equal(status, 0, said);
  };

  it('writes a category that passes the checks', () => {
    passes('scripts/new.ts', 'medical-devices', 'DeviceUseStatement', 'Medical devices');
    passes('node_modules/typescript/bin/tsc');
    passes('node_modules/@redocly/cli/bin/cli.js', 'lint', 'api-spec/openapi.yaml', '--config', 'api-spec/redocly.yaml');
    passes('scripts/floors.ts');
    passes('scripts/forbidden.ts');
    passes('scripts/generate.ts', '--check');
    passes('node_modules/eslint/bin/eslint.js', 'components/medical-devices', 'gateway/categories', 'stories', 'src/text', '--max-warnings', '0');
    passes('--test', 'gateway/test/categories/medical-devices.test.ts', 'gateway/test/contract.test.ts');
    assert.match(readFileSync(join(copy, 'custom-elements.json'), 'utf8'), /lcr-medical-devices/);
  });

  it('writes nothing over what is there, and says what it wants', () => {
    const before = readFileSync(join(copy, 'api-spec/openapi.yaml'), 'utf8');
    const again = run('scripts/new.ts', 'allergies', 'AllergyIntolerance');
    assert.equal(again.status, 2);
    assert.match(again.said, /^gateway\/categories\/allergies\.ts is there already$/m);
    assert.equal(readFileSync(join(copy, 'api-spec/openapi.yaml'), 'utf8'), before);
    for (const words of [[], ['Upper', 'Flag'], ['x', 'flag'], ['../x', 'Flag'], ['x', 'Flag', 'X', 'more']]) {
      assert.throws(() => namesOf(words), /^Error: usage: npm run new/);
    }
  });
});
