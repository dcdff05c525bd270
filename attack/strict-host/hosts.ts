/** What a host's page may bring that is none of the widgets' business: each before the first of their scripts. */

/** Names that old libraries give to every list and every object, where a loop without a guard meets them. */
const polluted = `
for (const prototype of [Array.prototype, Object.prototype, String.prototype, Number.prototype, Function.prototype])
  for (const name of ['each', 'first', 'last', 'contains', 'remove', 'clone', 'extend', 'inject', 'pluck', 'compact'])
    prototype[name] = function () { return this; };
Array.prototype.extra = 'POLLUTED';
Object.prototype.extra = 'POLLUTED';`;

/** Every built-in of the language, with what hangs on it, as a compartment of its own would have it. */
const frozen = `
const known = new Set();
const freeze = (value) => {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || known.has(value)) return;
  known.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
    [inner, get, set].forEach(freeze);
  }
  freeze(Object.getPrototypeOf(value));
  Object.freeze(value);
};
const names = ['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'Proxy', 'Date', 'RegExp', 'Error', 'TypeError',
  'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError', 'JSON', 'Math', 'Reflect', 'Intl', 'Iterator', 'ArrayBuffer', 'DataView', 'Uint8Array', 'Float64Array', 'parseInt', 'parseFloat'];
for (const name of names) freeze(globalThis[name]);
for (const value of [[][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](), (function* () {})(), (async function* () {})(), async () => {}]) freeze(Object.getPrototypeOf(value));`;

/** Whatever a sheet of the host's can do to an element and its parts without saying that it is not to be seen. */
const reset = `
* { all: unset !important; font: italic 900 31px/0.8 fantasy !important; letter-spacing: 4px !important; text-transform: uppercase !important; text-indent: 3em !important; white-space: pre !important; direction: ltr !important; }
*::part(row), *::part(table), *::part(heading), *::part(notice), *::part(detail) { all: unset !important; position: static !important; float: left !important; }
table, tr, td, th, ul, li, p, section, header, button, details, summary, span { all: unset !important; }
html { font-size: 3px !important; writing-mode: horizontal-tb !important; }`;

export interface HostPage {
  readonly name: string;
  /** A script that runs first. */
  readonly before?: string;
  readonly sheet?: string;
  /** Brings a Lit of another version, and makes an element with it. */
  readonly lit?: true;
}

export const hosts: readonly HostPage[] = [
  { name: 'a strict policy' },
  { name: 'a second Lit', lit: true },
  { name: 'a reset of all styles', sheet: reset },
  { name: 'polluted prototypes', before: polluted },
  { name: 'frozen primordials', before: frozen },
  { name: 'all of it', before: `${polluted}${frozen}`, sheet: reset, lit: true },
];

export const ownLit = `
import { LitElement, html } from 'lit2';
customElements.define('host-part', class extends LitElement { render() { return html\`<b>Host \${1 + 1}</b>\`; } });`;
