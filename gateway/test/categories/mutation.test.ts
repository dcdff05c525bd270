/** Valid FHIR with anything at all put in anywhere: nothing throws, nothing is lost, the contract is kept. */
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createShelf } from '../../sources/shelf.ts';
import { about } from '../sources/about.ts';
import { mutationsOf } from '../sources/mutate.ts';
import { ruleOf, sift } from './sifting.ts';
import { record, strange } from './whole.ts';

for (const category of Object.keys(record) as (keyof typeof record)[]) {
  const whole = record[category];
  const mutated = mutationsOf<readonly unknown[]>(whole, 4, strange);

  describe(`mutated ${category}`, () => {
    it('are sifted whatever they are', () => {
      fc.assert(
        fc.property(mutated, (resources) => void sift(category, resources)),
        { numRuns: 1000 },
      );
    });

    it('are filed and sifted whatever they are', async () => {
      await fc.assert(
        fc.asyncProperty(mutated, async (resources) => {
          const shelf = createShelf(about, { testNumbers: true });
          shelf.add({
            resourceType: 'Bundle',
            type: 'collection',
            entry: resources.map((resource) => ({ resource })),
          });
          const found = await shelf.search(
            'p',
            ruleOf(category).searches,
            AbortSignal.timeout(5000),
          );
          sift(category, found.resources);
        }),
        { numRuns: 300 },
      );
    });
  });
}
