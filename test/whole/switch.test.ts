import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Category } from '../../api-spec/record.ts';
import { ADA, BEN, CAY, open } from '../support/page.ts';
import { deepFind, deepText, inside } from '../support/deep.ts';
import { ndjson, problem, scriptedGateway, section, sourceAnswer, type Waiting } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

/** One patient after another in the views that hold the whole record: nothing of the last one may be left in any corner. */
const PATIENTS = [ADA, BEN, CAY];
const mark = (patient: string) => `MARK${patient}`;
const TWO = { categories: 'allergies results' };

const demographics = (patient: string) => ({
  patient,
  answeredAt: '2026-11-24T09:00:00Z',
  completeness: 'complete',
  sources: [sourceAnswer('Northbridge University Hospitals')],
  name: { family: mark(patient), given: [], prefix: [] },
  birthDate: null,
  deceased: null,
  gender: null,
  restricted: false,
  source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' },
  disagreements: [],
});

const coverage = (patient: string) => ({
  answeredAt: '2026-11-24T09:00:00Z',
  sources: [{ organisation: { odsCode: 'XQ1', name: mark(patient) }, categories: ['allergies'], asOf: null }],
  never: [],
});

/** What the gateway has to say of a patient, to whatever it was asked. */
function truth({ request, categories }: Waiting, patient: string): Response {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/v1/patient') return Response.json(demographics(patient));
  if (pathname === '/v1/coverage') return Response.json(coverage(patient));
  const one = pathname.split('/')[3] as Category | undefined;
  // A first page that is not the last one, so that there is a next one to ask for.
  const of = (category: Category) => section(category, patient, [mark(patient)], { next: searchParams.has('cursor') ? null : 'more', total: null });
  return one ? Response.json(of(one)) : ndjson(...categories.map(of));
}

const press = (element: Element, nth: number) => {
  const buttons = [...inside(element)].filter((each): each is HTMLElement => each.matches('button, summary, input[type=checkbox]'));
  buttons[nth % Math.max(1, buttons.length)]?.click();
};

function find(element: Element, query: string): void {
  const field = deepFind<HTMLInputElement>(element, 'input[type=search]');
  if (!field) return;
  field.value = query;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

const actions = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom(...PATIENTS, null) }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), as: fc.constantFrom('right', 'right', 'wrong-patient', 'empty', 'http-503', 'reset') }),
    fc.record({ do: fc.constant('find' as const) }),
    fc.record({ do: fc.constant('press' as const), which: fc.nat(60) }),
    fc.record({ do: fc.constant('remove' as const) }),
    fc.record({ do: fc.constant('insert' as const), into: fc.constantFrom(0, 1) }),
    fc.record({ do: fc.constant('print' as const) }),
  ),
  { minLength: 4, maxLength: 24 },
);

let printed: (() => void) | undefined;
const realPrint = window.print;
before(() => (window.print = () => printed?.()));
after(() => (window.print = realPrint));

for (const tag of ['lcr-record', 'lcr-timeline', 'lcr-coverage'] as const) {
  describe(`<${tag}> and one patient after another`, () => {
    it('drops the old patient from every corner before the assignment returns', async () => {
      const gateway = scriptedGateway();
      const page = open(tag, gateway.fetch, ADA, TWO);
      await settle();
      for (const asked of [...gateway.waiting]) asked.answer(truth(asked, ADA));
      await waitUntil(() => deepText(page.widget).includes(mark(ADA)));
      find(page.widget, mark(ADA));
      await settle();
      for (const one of [...inside(page.widget)]) if (one.matches('[data-row]')) (one as HTMLElement).click();
      await settle();
      page.context.patient = BEN;
      expect(deepText(page.widget)).not.to.contain(mark(ADA));
      page.close();
    });

    it('never shows one patient under another’s name, whatever happens in whatever order', async function () {
      this.timeout(180_000);
      let frames = 0;
      await fc.assert(
        fc.asyncProperty(actions, async (steps) => {
          const gateway = scriptedGateway();
          const page = open(tag, gateway.fetch, ADA, TWO);
          const other = open(tag, gateway.fetch, BEN, TWO);
          const contexts = [page.context, other.context];
          const { widget } = page;
          const rightful = (each: Element) => (each.isConnected ? ((each.closest('lcr-context') as unknown as { patient: string | null } | null)?.patient ?? null) : null);
          const look = () => {
            frames++;
            for (const each of [widget, other.widget]) {
              const text = deepText(each);
              for (const patient of PATIENTS)
                if (patient !== rightful(each) && text.includes(mark(patient))) throw new Error(`${mark(patient)} under ${rightful(each)}: ${text}`);
            }
          };
          printed = look;
          try {
            for (const step of steps) {
              if (step.do === 'switch') page.context.patient = step.to;
              if (step.do === 'remove') widget.remove();
              if (step.do === 'insert') contexts[step.into]?.append(widget);
              if (step.do === 'find') find(widget, mark(rightful(widget) ?? 'nobody'));
              if (step.do === 'press') press(widget, step.which);
              if (step.do === 'print') deepFind(widget, 'button', /^\s*Print/)?.click();
              if (step.do === 'answer') {
                const asked = gateway.waiting[step.which % Math.max(1, gateway.waiting.length)];
                const wrong = PATIENTS.find((each) => each !== asked?.patient) ?? '';
                // What a coverage says is no patient's: only ever of its own session.
                const about = step.as === 'wrong-patient' && !asked?.request.url.endsWith('/coverage') ? wrong : asked?.patient;
                if (step.as === 'right' || step.as === 'wrong-patient') asked?.answer(truth(asked, about ?? ''));
                if (step.as === 'empty') asked?.answer(ndjson(...asked.categories.map((category) => section(category, asked.patient, []))));
                if (step.as === 'http-503') asked?.answer(problem(503, 'all-sources-unavailable'));
                if (step.as === 'reset') asked?.fail();
              }
              look();
              await settle();
              look();
            }
          } finally {
            dispatchEvent(new Event('afterprint'));
            page.close();
            other.close();
            widget.remove();
          }
        }),
        { numRuns: 100 },
      );
      expect(frames).to.be.greaterThan(100);
    });
  });
}

describe('A host that opens the next patient as soon as the first widget of the whole record speaks', () => {
  it('has the whole record on the newest patient', async () => {
    const gateway = scriptedGateway();
    const page = open('lcr-record', gateway.fetch, null, TWO);
    let once = true;
    page.context.addEventListener('lcr-state', ({ detail }) => {
      if (detail.category !== 'allergies' || detail.state !== 'loading' || !once) return;
      once = false;
      page.context.patient = BEN;
    });
    page.context.patient = ADA;
    await waitUntil(() => !once);
    await settle();
    for (const asked of [...gateway.waiting]) asked.answer(truth(asked, asked.patient));
    await waitUntil(() => deepText(page.widget).includes(mark(BEN)));
    expect(deepText(page.widget)).not.to.contain(mark(ADA));
    expect(page.widget.shadowRoot?.querySelectorAll('lcr-allergies').length).to.equal(1);
    page.close();
  });
});

/** Lets everything run that needs no timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), done());
    port2.postMessage(null);
  });
}
