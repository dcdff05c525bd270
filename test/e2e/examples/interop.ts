/** Our tags in each framework, as custom-elements-everywhere asserts it of any. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { until, type Driver, type Tab } from './drive.ts';

const frameworks = { react: 'React', vue: 'Vue', angular: 'Angular', svelte: 'Svelte' };

interface Result {
  level: 'basic' | 'advanced';
  claim: string;
  holds: boolean;
}

/** What held in each framework, over all engines. */
export class Tally {
  readonly #results = new Map<string, Result[]>();

  add(framework: string, results: Result[]): void {
    this.#results.set(framework, [...(this.#results.get(framework) ?? []), ...results]);
  }

  lines(engines: string[]): string[] {
    return [...this.#results].map(([framework, results]) => {
      const count = (level: Result['level']) => {
        const some = results.filter((result) => result.level === level);
        return `${some.filter(({ holds }) => holds).length}/${some.length} ${level}`;
      };
      return `${framework.padEnd(8)} ${count('basic')}, ${count('advanced')}   (${engines.join(', ')})`;
    });
  }
}

export function interoperates(driver: () => Driver, address: () => string, tally: Tally): void {
  let tab: Tab;
  before(async () => {
    tab = await driver().tab();
  });
  after(() => tab?.close());

  for (const [page, framework] of Object.entries(frameworks))
    it(`${framework}: eight basic assertions and eight advanced ones`, async () => {
      await tab.open(`${address()}${page}.html`);
      const results = await until(() => tab.run(() => (globalThis as { results?: Result[] }).results), Array.isArray, 'the results');
      tally.add(framework, results!);
      assert.equal(results!.length, 16);
      assert.deepEqual(results!.filter(({ holds }) => !holds).map(({ claim }) => claim), []);
    });
}
