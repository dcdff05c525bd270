import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Category } from '../api-spec/record.ts';
import { ADA, BEN, CAY, open, shownText } from './support/page.ts';
import { categories } from './support/categories.ts';
import { ndjson, problem, scriptedGateway, section } from './support/scripted.ts';

const PATIENTS = [ADA, BEN, CAY];
const mark = (patient: string) => `MARK${patient}`;

/** Everything that can happen to a widget, in an order that nobody chose. */
const actions = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom(...PATIENTS, null) }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), as: fc.constantFrom('right', 'wrong-patient', 'empty', 'cut', 'http-503', 'reset', 'broken') }),
    fc.record({ do: fc.constant('remove' as const) }),
    fc.record({ do: fc.constant('insert' as const), into: fc.constantFrom(0, 1) }),
    fc.record({ do: fc.constant('retry' as const) }),
    fc.record({ do: fc.constant('wait' as const) }),
  ),
  { minLength: 4, maxLength: 24 },
);

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
      await fc.assert(
        fc.asyncProperty(actions, async (steps) => {
          const gateway = scriptedGateway();
          const page = open(tag, gateway.fetch, ADA);
          const other = open(tag, gateway.fetch, BEN);
          const contexts = [page.context, other.context];
          const { widget } = page;
          const look = () => {
            frames++;
            for (const each of [widget, other.widget]) {
              const holder = each.closest('lcr-context');
              const rightful = each.isConnected ? (holder?.patient ?? null) : null;
              const text = shownText(each);
              for (const patient of PATIENTS)
                if (patient !== rightful && text.includes(mark(patient))) throw new Error(`${mark(patient)} under ${rightful}: ${text}`);
            }
          };
          try {
            for (const step of steps) {
              if (step.do === 'switch') page.context.patient = step.to;
              if (step.do === 'remove') widget.remove();
              if (step.do === 'insert') contexts[step.into]?.append(widget);
              if (step.do === 'retry') widget.shadowRoot?.querySelector('button')?.click();
              if (step.do === 'answer') {
                const asked = gateway.waiting[step.which % Math.max(1, gateway.waiting.length)];
                const wrong = PATIENTS.find((each) => each !== asked?.patient) ?? '';
                if (step.as === 'right') asked?.answer(ndjson(section(category, asked.patient, [mark(asked.patient)])));
                if (step.as === 'wrong-patient') asked?.answer(ndjson(section(category, wrong, [mark(wrong)])));
                if (step.as === 'empty') asked?.answer(ndjson(section(category, asked.patient, [])));
                if (step.as === 'cut') asked?.answer(new Response(JSON.stringify(section(category, asked.patient, [mark(asked.patient)])).slice(0, -9)));
                if (step.as === 'http-503') asked?.answer(problem(503, 'all-sources-unavailable'));
                if (step.as === 'broken') asked?.answer(new Response('<html>'));
                if (step.as === 'reset') asked?.fail();
              }
              look();
              await settle();
              look();
            }
          } finally {
            page.close();
            other.close();
            widget.remove();
          }
        }),
        { numRuns: runs(category) },
      );
      expect(frames).to.be.greaterThan(runs(category));
    });
  });
}

/** Lets everything run that needs no timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), done());
    port2.postMessage(null);
  });
}
