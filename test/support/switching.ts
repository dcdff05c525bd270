/** Whatever can happen to a widget, in an order that nobody chose, and a look at it in every turn: whose data stands there? */
import fc from 'fast-check';
import type { Category } from '../../api-spec/record.ts';
import { ADA, BEN, CAY, open, shownText } from './page.ts';
import { ndjson, problem, scriptedGateway, section } from './scripted.ts';

const PATIENTS = [ADA, BEN, CAY];
export const mark = (patient: string) => `MARK${patient}`;

export const actions = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom(...PATIENTS, null) }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), as: fc.constantFrom('right', 'wrong-patient', 'empty', 'cut', 'http-401', 'http-503', 'reset', 'broken') }),
    fc.record({ do: fc.constant('remove' as const) }),
    fc.record({ do: fc.constant('insert' as const), into: fc.constantFrom(0, 1) }),
    fc.record({ do: fc.constant('token' as const), as: fc.constantFrom('given', 'refused', 'never') }),
    fc.record({ do: fc.constant('leave' as const) }),
    fc.record({ do: fc.constant('return' as const) }),
    fc.record({ do: fc.constant('retry' as const) }),
    fc.record({ do: fc.constant('wait' as const) }),
  ),
  { minLength: 4, maxLength: 24 },
);

export type Steps = typeof actions extends fc.Arbitrary<infer T> ? T : never;

/**
 * Plays one order of steps on one widget beside another patient's.
 *
 * @returns how many times it was looked whose data stand there: after each step, in the same task, and after each turn
 * @throws when a patient's stand under another's name
 */
export async function play(tag: string, category: Category, steps: Steps): Promise<number> {
  let frames = 0;
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
      if (step.do === 'token') page.context.getToken = { given: () => 'token', refused: () => Promise.reject(new Error('refused')), never: () => new Promise<string>(() => {}) }[step.as];
      if (step.do === 'leave') {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        // A page that is kept for later holds nobody's record.
        for (const patient of PATIENTS) if ((shownText(widget) + shownText(other.widget)).includes(mark(patient))) throw new Error(`${mark(patient)} in a page that was left`);
      }
      if (step.do === 'return') dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      if (step.do === 'answer') {
        const asked = gateway.waiting[step.which % Math.max(1, gateway.waiting.length)];
        const wrong = PATIENTS.find((each) => each !== asked?.patient) ?? '';
        if (step.as === 'right') asked?.answer(ndjson(section(category, asked.patient, [mark(asked.patient)])));
        if (step.as === 'wrong-patient') asked?.answer(ndjson(section(category, wrong, [mark(wrong)])));
        if (step.as === 'empty') asked?.answer(ndjson(section(category, asked.patient, [])));
        if (step.as === 'cut') asked?.answer(new Response(JSON.stringify(section(category, asked.patient, [mark(asked.patient)])).slice(0, -9)));
        if (step.as === 'http-401') asked?.answer(problem(401, 'token-expired'));
        if (step.as === 'http-503') asked?.answer(problem(503, 'all-sources-unavailable'));
        if (step.as === 'broken') asked?.answer(new Response('<html>'));
        if (step.as === 'reset') asked?.fail();
      }
      look();
      await settle(look);
    }
  } finally {
    page.close();
    other.close();
    widget.remove();
  }
  return frames;
}

/** Lets everything run that needs no timer. */
export async function settle(look = () => {}): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await Promise.resolve();
    look();
  }
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), done());
    port2.postMessage(null);
  });
  look();
}
