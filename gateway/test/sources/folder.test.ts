import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFolder } from '../../sources/folder.ts';
import { about, ADA, BEN, bundle, observation, patient, soon } from './about.ts';

const root = mkdtempSync(join(tmpdir(), 'folder-'));
after(() => rmSync(root, { recursive: true }));

let made = 0;
function folder(files: Record<string, string | Uint8Array | object>): string {
  const path = join(root, String(made++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    const isText = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(path, name), isText ? content : JSON.stringify(content));
  }
  return path;
}

describe('a folder of FHIR files', () => {
  it('is read with all folders in it: Bundles, single resources and NDJSON', async () => {
    const path = folder({
      'b/bundle.json': bundle('collection', [{ resource: patient('p', ADA) }]),
      'a/single.json': observation('1', 'Patient/p'),
      'a/deep/er/Observation.ndjson': `${JSON.stringify(observation('2', 'Patient/p'))}\n\n${JSON.stringify(observation('3', 'Patient/p'))}\r\n`,
      'LICENSE.txt': 'not FHIR, and not asked to be',
    });
    const { shelf, files, complaints } = await openFolder(about, path);
    assert.deepEqual({ files, complaints }, { files: 3, complaints: [] });
    assert.deepEqual(await shelf.find(ADA, soon()), ['p']);
    const { resources, unreadable } = await shelf.search('p', [{ type: 'Observation' }], soon());
    assert.deepEqual(
      resources.map(({ id }) => id),
      ['2', '3', '1'],
      'by the order of the file names',
    );
    assert.equal(unreadable, 0);
  });

  it('says of each thing that it cannot read where it is and what is wrong, and goes on', async () => {
    const path = folder({
      'good.json': patient('p', ADA),
      'half.json': '{"resourceType": "Patient", "id":',
      'empty.json': '',
      'latin.json': Uint8Array.of(0x22, 0xb5, 0x22),
      'other.json': { hello: 'world' },
      'bundle.json': {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: patient('q', BEN) }, {}],
      },
      'lines.ndjson': `${JSON.stringify(observation('1', 'Patient/p'))}\nOkafor\n${JSON.stringify(observation('2', 'Patient/p'))}`,
      'stray.json': observation('stray', 'urn:uuid:33333333-3333-4333-8333-333333333333'),
    });
    symlinkSync(join(path, 'nowhere'), join(path, 'gone.json'));
    const { shelf, complaints } = await openFolder(about, path);
    assert.deepEqual(complaints, [
      'bundle.json: Bundle.entry[1] holds no FHIR resource',
      'empty.json: it is not JSON',
      'gone.json: it cannot be opened (ENOENT)',
      'half.json: it is not JSON',
      'latin.json: it is not UTF-8',
      'lines.ndjson, line 2: it is not JSON',
      'other.json: it is not a FHIR resource',
      'Observation/stray: it is about a patient, but nothing in this folder says whom',
    ]);
    const found = await shelf.search('p', [{ type: 'Observation' }], soon());
    assert.deepEqual(
      found.resources.map(({ id }) => id),
      ['1', '2'],
    );
    assert.equal(found.unreadable, complaints.length);
    assert.deepEqual(await shelf.find(BEN, soon()), ['q']);
  });

  it('is as old as its newest file, unless the configuration knows better', async () => {
    const path = folder({ 'a.json': patient('p', ADA), 'b.json': patient('q', BEN) });
    utimesSync(join(path, 'a.json'), new Date(), new Date('2024-01-02T03:04:05Z'));
    utimesSync(join(path, 'b.json'), new Date(), new Date('2024-05-06T07:08:09Z'));
    const asOf = async (options = {}) =>
      (await (await openFolder(about, path, options)).shelf.search('p', [], soon())).asOf;
    assert.equal(await asOf(), '2024-05-06T07:08:09.000Z');
    assert.equal(await asOf({ asOf: '2023-12-31T00:00:00Z' }), '2023-12-31T00:00:00Z');
  });

  it('must be there, and must not be empty', async () => {
    await assert.rejects(openFolder(about, join(root, 'nowhere')), {
      message: /nowhere: this folder cannot be read \(ENOENT\)$/,
    });
    await assert.rejects(openFolder(about, folder({ 'README.md': 'x' })), {
      message: /there is no \.json or \.ndjson file in this folder$/,
    });
  });

  it('gives the same test numbers at every start', async () => {
    const path = folder({ 'a.json': patient('p'), 'b.json': patient('q', BEN) });
    const numbers = async () => {
      const { shelf } = await openFolder(about, path, { testNumbers: true });
      return shelf.patients().map(({ identifier }) => (identifier as { value: string }[])[0]!.value);
    };
    const [first, second] = await numbers();
    assert.match(first!, /^999\d{7}$/);
    assert.equal(second, BEN);
    assert.deepEqual(await numbers(), [first, second]);
  });

  const synthea = fileURLToPath(new URL('../../../../shared/data/synthea-r4/', import.meta.url));
  it(
    'finds the fifteen Synthea patients by their test numbers',
    { skip: !existsSync(synthea) && 'no ../shared/data' },
    async () => {
      const { shelf, files, complaints } = await openFolder(about, synthea, { testNumbers: true });
      assert.deepEqual({ files, complaints }, { files: 15, complaints: [] });
      assert.equal(shelf.patients().length, 15);
      for (const { id, identifier } of shelf.patients()) {
        const { value } = (identifier as { value: string }[]).at(-1)!;
        assert.deepEqual(await shelf.find(value, soon()), [id]);
      }
    },
  );
});
