// A host that is made of Lit itself, of another version than the widgets': the CDN build brings its own.
import { LitElement, html } from 'lit';

/** In the page, not in a shadow tree, so that the host's own sheet reaches it. */
class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

class Patients extends Part {
  static properties = { list: {}, open: {} };

  constructor() {
    super();
    this.list = [];
  }

  render() {
    return html`<nav aria-label="Patients">
      ${this.list.map(
        ({ nhsNumber, name }) => html`<button aria-current=${String(nhsNumber === this.open)} @click=${() => this.#choose(nhsNumber)}>${name}</button>`,
      )}
    </nav>`;
  }

  #choose(nhsNumber) {
    this.open = nhsNumber;
    this.dispatchEvent(new CustomEvent('fernway-open', { detail: nhsNumber }));
  }
}

class Heard extends Part {
  static properties = { lines: {} };

  constructor() {
    super();
    this.lines = [];
  }

  render() {
    return html`<ol>${this.lines.map((line) => html`<li>${line}</li>`)}</ol>`;
  }
}

customElements.define('fernway-patients', Patients);
customElements.define('fernway-heard', Heard);

const [record, beside, toggle, patients, heard] = ['record', 'beside', 'toggle', 'patients', 'heard'].map((id) => document.getElementById(id));
const place = record.parentElement;
const hear = (line) => (heard.lines = [...heard.lines, line]);

async function getToken({ patient, signal }) {
  const response = await fetch('/ehr/lcr-token', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ patient }), signal });
  if (!response.ok) throw new Error(`the host answered ${response.status}`);
  return response.json();
}

record.addEventListener('lcr-state', ({ detail }) => hear(`${detail.category}: ${detail.state}`));
record.addEventListener('lcr-entry-open', ({ detail }) => hear(`${detail.category}: an entry was opened`));

// The other way to supply a token: the context asks with an event, and the host sets the property.
beside.addEventListener('lcr-token-needed', async ({ detail }) => {
  hear(`a token is needed: ${detail.reason}`);
  beside.token = (await getToken({ patient: beside.patient })).access_token;
});

patients.addEventListener('fernway-open', ({ detail }) => (record.patient = detail));

toggle.addEventListener('click', () => {
  if (record.isConnected) record.remove();
  else place.append(record);
  toggle.textContent = record.isConnected ? 'Close the record' : 'Open the record';
});

const [{ gateway }, list] = await Promise.all(['/ehr/session', '/ehr/patients'].map(async (path) => (await fetch(path)).json()));
Object.assign(record, { gateway, getToken, patient: list[0].nhsNumber });
Object.assign(beside, { gateway, patient: list.at(-1).nhsNumber });
Object.assign(patients, { list, open: list[0].nhsNumber });
