/** In the page: contexts side by side, each on its own way from patient to patient, over real sockets. */
import { draws } from './draws.ts';

declare global {
  /** Lets each context go its way. Answers how many looks were taken, and what went wrong, a line each. */
  var wander: (given: { gateway: string; patients: readonly string[]; seed: number; from: number; to: number }) => Promise<{ looks: number; shown: number; failures: string[] }>;
}

const tags = ['lcr-patient-banner', 'lcr-allergies', 'lcr-results', 'lcr-medications'];
const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

globalThis.wander = async ({ gateway, patients, seed, from, to }) => {
  let looks = 0;
  let shown = 0;
  const failures: string[] = [];

  async function way(number: number): Promise<void> {
    const next = draws(seed + number);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const context = document.createElement('lcr-context');
    const widgets = tags.map((tag) => document.createElement(tag));
    const steps: string[] = [];
    let isOver = false;
    const look = () => {
      looks++;
      for (const widget of widgets) {
        const rightful = widget.isConnected ? context.patient : null;
        const text = widget.shadowRoot?.textContent ?? '';
        for (const patient of patients) {
          if (!text.includes(`MARK${patient}`)) continue;
          if (patient === rightful) shown++;
          else failures.push(`way ${number}, ${widget.localName}: patient ${patients.indexOf(patient)} under ${patients.indexOf(rightful ?? '')} after ${steps.join(', ')}`);
        }
      }
    };
    const frame = () => {
      look();
      if (!isOver) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const watching = new MutationObserver(look);
    Object.assign(context, { gateway, tokenUrl: '/token', patient: pick(patients) });
    context.append(...widgets);
    document.body.append(context);
    for (const { shadowRoot } of widgets) watching.observe(shadowRoot!, { subtree: true, childList: true, characterData: true });
    for (let step = 0; step < 12; step++) {
      // The page is left by one way for all of them: too often, and nobody would ever see anything.
      const what = pick(['switch', 'switch', 'switch', 'close', 'remove', 'insert', 'retry', 'token', 'wait', ...(number === from ? ['leave', 'return', 'return'] : [])]);
      steps.push(what);
      const one = pick(widgets);
      if (what === 'switch') context.patient = pick(patients);
      if (what === 'close') context.patient = null;
      if (what === 'remove') one.remove();
      if (what === 'insert') for (const widget of widgets) if (!widget.isConnected) context.append(widget);
      if (what === 'retry') one.shadowRoot?.querySelector('button')?.click();
      if (what === 'token') context.token = 'not-a-token';
      if (what === 'leave') dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      if (what === 'return') dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      look();
      await later(next() < 0.4 ? 0 : next() * 300);
      look();
    }
    context.remove();
    look();
    isOver = true;
    watching.disconnect();
  }

  await Promise.all(Array.from({ length: to - from }, (_, at) => way(from + at)));
  return { looks, shown, failures };
};
