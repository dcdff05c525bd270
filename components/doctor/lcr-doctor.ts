import { define } from '../../src/element/define.ts';
import { doctorChecks, doctorFindings, doctorWords as say } from '../../src/text/doctor.ts';
import { doctor, type Check } from './examine.ts';

export { doctor, type Check } from './examine.ts';
export type { Finding, FindingCode } from '../../host-kit/doctor.ts';

/**
 * Looks at the page in which it stands, and says in plain words what is wrong with its set-up, and who acts: for the
 * developers of hosts, not for a page that clinicians use. It needs nothing but itself, so that it appears where the
 * widgets do not: load it on its own (`doctor.js`), before the rest.
 *
 * @element lcr-doctor
 * @csspart check - Something that was looked at.
 * @csspart finding - Something that is wrong; `data-code` is its stable name.
 */
export class LcrDoctor extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  #checks: readonly Check[] = [];
  #turn = 0;

  /** What was found when it last looked. */
  get checks(): readonly Check[] {
    return this.#checks;
  }

  connectedCallback(): void {
    void this.look();
  }

  disconnectedCallback(): void {
    this.#turn += 1;
  }

  /** Looks again. Everything that the page loads by itself has been loaded by then. */
  async look(): Promise<readonly Check[]> {
    const turn = (this.#turn += 1);
    this.#draw([made('p', say.looking, { role: 'status' })]);
    if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
    const checks = await doctor(this.closest<HTMLElement>('lcr-context, lcr-frame') ?? undefined);
    if (turn !== this.#turn) return checks;
    this.#checks = checks;
    const count = checks.reduce((sum, { found }) => sum + found.length, 0);
    const list = made('ul', '');
    list.append(...checks.map(line));
    const again = made('button', say.again, { type: 'button' });
    again.addEventListener('click', () => void this.look());
    this.#draw([made('p', count === 0 ? say.good : say.wrong(count), { role: 'status' }), list, again]);
    return checks;
  }

  #draw(parts: readonly HTMLElement[]): void {
    this.#root.replaceChildren(made('h2', say.heading), ...parts);
  }
}

function line({ name, tried, found }: Check): HTMLElement {
  const how = !tried ? say.notTried : found.length === 0 ? say.passed : say.failed;
  const item = made('li', `${doctorChecks[name]}: ${how}`, { part: 'check' });
  for (const { code, about } of found) {
    const { wrong, act, who } = doctorFindings[code];
    const part = made('div', '', { part: 'finding', 'data-code': code });
    part.append(made('p', [wrong, about && `(${about})`, `[${code}]`].filter(Boolean).join(' ')), made('p', say.act(act)), made('p', say.who(say.acts[who])));
    item.append(part);
  }
  return item;
}

function made(tag: string, text: string, attributes: Record<string, string> = {}): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

define('lcr-doctor', LcrDoctor);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-doctor': LcrDoctor;
  }
}
