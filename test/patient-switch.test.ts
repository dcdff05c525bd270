import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Category } from '../api-spec/record.ts';
import { ADA, BEN, open } from './support/page.ts';
import { categories } from './support/categories.ts';
import { ndjson, scriptedGateway, section } from './support/scripted.ts';
import { actions, mark, play, settle } from './support/switching.ts';

/**
 * The most dangerous lists are tried the most; the machinery is one for all. One engine tries a thousand orders, and the
 * others enough of them to show where they differ from it: orders are ours, not an engine's.
 */
const isThorough = navigator.userAgent.includes('Chrome/');
const runs = (category: Category) => (category === 'allergies' || category === 'results' ? (isThorough ? 1000 : 100) : isThorough ? 50 : 20);

for (const { tag, category } of categories) {
  describe(`<${tag}> and one patient after another`, () => {
    it('drops the old patient from the DOM before the assignment returns', async () => {
      const gateway = scriptedGateway();
      const page = open(tag, gateway.fetch, ADA);
      await settle();
      gateway.waiting[0]?.answer(ndjson(section(category, ADA, [mark(ADA)])));
      await settle();
      expect(page.text()).to.contain(mark(ADA));
      page.context.patient = BEN;
      expect(page.text()).not.to.contain(mark(ADA));
      page.close();
    });

    it(`never shows one patient under another’s name, in ${runs(category)} interleavings of switches, answers and failures`, async function () {
      this.timeout(120_000);
      let frames = 0;
      await fc.assert(fc.asyncProperty(actions, async (steps) => void (frames += await play(tag, category, steps))), { numRuns: runs(category) });
      expect(frames).to.be.greaterThan(runs(category));
    });
  });
}
