/// <reference types="vite/client" />
import { html } from 'lit';
import { page } from './page.ts';

export default { title: 'Design/Wording', tags: ['!autodocs'] };

/** The modules themselves, so that what stands here cannot be older than what a reader meets. */
const modules = import.meta.glob<Record<string, unknown>>(['../src/text/*.ts', '!../src/text/index.ts'], { eager: true });

type Said = readonly [name: string, sentence: string];

const holder = (name: string) => `‹${name.trim()}›`;

/** Stands for an object, or a list, of which a sentence says some part. */
const thing = (name: string): unknown =>
  new Proxy([holder(name)], { get: (list, key) => (Reflect.has(list, key) || typeof key === 'symbol' ? (Reflect.get(list, key) as unknown) : holder(key)) });

/** The names of a sentence's places, as its module writes them. */
function places(sentence: { toString(): string }): string[] {
  const [, bracketed, single] = /^(?:\(([\s\S]*?)\)|(\w+))\s*=>/.exec(sentence.toString()) ?? [];
  const list = bracketed ?? single ?? '';
  return list.startsWith('{') ? [''] : list.split(',').map((place) => place.split(/[=:]/)[0]!).filter(Boolean);
}

/** A sentence with the names of its places in them; one that cannot be said so is shown as it is written. */
function saying(sentence: (...places: unknown[]) => unknown): string {
  const names = places(sentence);
  for (const way of [(name: string) => (name ? holder(name) : thing(name)), thing, () => 2]) {
    try {
      const said: unknown = sentence(...names.map(way));
      if (said !== undefined && said !== null) return String(said);
    } catch {
      // Its places take something else.
    }
  }
  return sentence.toString();
}

function* sentences(name: string, value: unknown): Generator<Said> {
  if (typeof value === 'string') yield [name, value];
  else if (typeof value === 'function') yield [name, saying(value as () => unknown)];
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* sentences(Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`, inner);
}

/** What replaces sentences is no sentence. */
const said = Object.entries(modules).map(([path, list]) => ({
  file: path.split('/').at(-1)!,
  lines: Object.entries(list).filter(([name]) => name !== 'reword').flatMap(([name, value]) => [...sentences(name, value)]).filter(([, sentence]) => sentence),
}));

export const Wording = page('Wording', () => html`
  <p>
    Every sentence that a reader can meet: ${said.reduce((sum, { lines }) => sum + lines.length, 0)} of them in ${said.length}
    files. A host, or another language, replaces each by its name. What stands between ‹ and › is filled in.
  </p>
  ${said.map(
    ({ file, lines }) =>
      html`<h2>${file}</h2>
        <table class="sentences">
          <tbody>
            ${lines.map(([name, sentence]) => html`<tr><th scope="row"><code>${name}</code></th><td>${sentence}</td></tr>`)}
          </tbody>
        </table>`,
  )}
`);
