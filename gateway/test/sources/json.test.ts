import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson, readText, Unreadable } from '../../sources/json.ts';

describe('JSON as it was written', () => {
  it('keeps every decimal to its last digit', () => {
    const text =
      '{"a":5.60,"b":-0,"c":1e400,"d":12345678901234567890,"e":[0.10,1E+2],"f":true,"g":null,"h":"5.60"}';
    assert.deepEqual(readJson(text), {
      a: '5.60',
      b: '-0',
      c: '1e400',
      d: '12345678901234567890',
      e: ['0.10', '1E+2'],
      f: true,
      g: null,
      h: '5.60',
    });
  });

  it('says where it goes wrong and never what stands there', () => {
    assert.throws(
      () => readJson('{"family": "Okafor" "given": "Ada"}'),
      (error) => {
        assert.ok(error instanceof Unreadable);
        assert.equal(error.message, 'it is not JSON (at character 21)');
        return true;
      },
    );
    assert.throws(
      () => readJson('Okafor'),
      (error) => error instanceof Unreadable && !error.message.includes('Okafor'),
    );
    assert.throws(() => readJson(''), { name: 'Unreadable', message: /^it is not JSON/ });
  });

  it('refuses what is nested too deeply before anything recursive sees it', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    assert.ok(Array.isArray(readJson(nested(200))));
    assert.throws(() => readJson(nested(201)), { message: 'it is nested more than 200 levels deep' });
    assert.throws(() => readJson('{"a":'.repeat(1_000_000)), Unreadable);
    assert.deepEqual(readJson(`{"brackets in a string": "${'['.repeat(300)}\\"${'{'.repeat(300)}"}`), {
      'brackets in a string': `${'['.repeat(300)}"${'{'.repeat(300)}`,
    });
  });

  it('reads whatever a plain reader reads, and nothing else: only that numbers stay as they were written', () => {
    const kept = (_: string, value: unknown, context?: { source?: string }) => (typeof value === 'number' ? context!.source : value);
    const reading = (read: () => unknown) => {
      try {
        return { value: read() };
      } catch {
        return 'no JSON';
      }
    };
    const number = fc.stringMatching(/^-?\d{0,3}(\.\d{0,2})?([eE][+-]?\d{0,2})?$/);
    const piece = fc.oneof(number, fc.constantFrom(...'{}[],:"\\ \n', '"a"', '"5"', '"\\\\"', '"\\""', 'true', 'null'), fc.json());
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.json(),
      fc.array(fc.tuple(fc.string(), number), { maxLength: 5 }).map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`),
    );
    let good = 0;
    fc.assert(
      fc.property(text, (written) => {
        const expected = reading(() => JSON.parse(written, kept as Parameters<typeof JSON.parse>[1]));
        assert.deepEqual(reading(() => readJson(written)), expected);
        if (expected !== 'no JSON') good += 1;
      }),
      { numRuns: 3000, seed: 6, examples: [['{1:2}'], ['{"a":1 :2}'], ['[01]'], ['[1-2]'], ['5 '], ['-'], ['["\\\\",5]'], ['["\\",5]']] },
    );
    assert.ok(good > 500, `${good} were JSON`);
  });

  it('keeps an element named __proto__ an element', () => {
    const read = readJson('{"__proto__": {"polluted": true}}') as object;
    assert.deepEqual(Object.keys(read), ['__proto__']);
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });

  it('reads UTF-8, with a byte order mark or without, and nothing else', () => {
    assert.equal(readText(new TextEncoder().encode('\uFEFFµmol/L')), 'µmol/L');
    assert.throws(() => readText(Uint8Array.of(0x22, 0xb5, 0x6d, 0x22)), {
      name: 'Unreadable',
      message: 'it is not UTF-8',
    });
  });

  const suite = new URL('../../../../shared/attack/json/JSONTestSuite/', import.meta.url);
  it(
    'takes what JSONTestSuite says is JSON, and refuses what it says is not',
    { skip: !existsSync(suite) && 'no ../shared/attack' },
    () => {
      const cases = ['test_parsing/', 'test_transform/'].flatMap((folder) =>
        readdirSync(new URL(folder, suite)).map((name) => ({
          name,
          path: new URL(folder + encodeURIComponent(name), suite),
        })),
      );
      const wrong = cases.filter(({ name, path }) => {
        const taken = isTaken(readFileSync(path));
        return (name.startsWith('y_') && !taken) || (name.startsWith('n_') && taken);
      });
      assert.ok(cases.length >= 300, `${cases.length} cases`);
      assert.deepEqual(
        wrong.map(({ name }) => name),
        [],
      );
    },
  );
});

function isTaken(bytes: Uint8Array): boolean {
  try {
    readJson(readText(bytes));
    return true;
  } catch (error) {
    assert.ok(error instanceof Unreadable, `it should be refused as Unreadable: ${String(error)}`);
    return false;
  }
}
