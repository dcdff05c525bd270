import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, html as lit } from 'lit';
import { SignJWT, generateKeyPair } from 'jose';
import { Hono } from 'hono';
import fc from 'fast-check';
import sample from './sample.yaml';

class Probe extends LitElement {
  static override properties = { name: {} };
  declare name: string;
  constructor() { super(); this.name = 'x'; }
  override render() { return lit`<p>${this.name}</p>`; }
}
customElements.define('x-probe', Probe);

describe('toolchain', () => {
  it('renders', async () => {
    const el = await fixture<Probe>(html`<x-probe name="Ada"></x-probe>`);
    expect(el.shadowRoot!.textContent).to.contain('Ada');
    await expect(el).to.be.accessible();
  });
  it('runs hono and jose', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const app = new Hono().get('/t', async c => c.text(await new SignJWT({}).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)));
    const answer = await app.request('/t');
    expect((await answer.text()).split('.').length).to.equal(3);
  });
  it('reads yaml and property tests', () => {
    expect(sample).to.deep.equal({ a: [1, 'two'] });
    fc.assert(fc.property(fc.integer(), n => n === n));
  });
});
