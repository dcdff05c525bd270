import { expect, fixture, html } from '@open-wc/testing';
import '../../components/context/lcr-context.ts';

const links = () => [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=preconnect]')].map(({ href, crossOrigin }) => [href, crossOrigin]);

describe('The connection to the gateway', () => {
  const fetch = () => new Promise<Response>(() => {});
  const context = (gateway: string, more: object = {}) =>
    fixture(html`<lcr-context patient="9990000018" .getToken=${() => new Promise(() => {})} .fetch=${(more as { fetch?: typeof fetch }).fetch} gateway=${gateway}></lcr-context>`);

  it('is opened beside the token, once for all contexts of a page, as the requests will need it', async () => {
    expect(links()).to.deep.equal([]);
    await context('http://127.0.0.1:9/record');
    await context('http://127.0.0.1:9/other');
    expect(links()).to.deep.equal([['http://127.0.0.1:9/', 'anonymous']]);
  });

  it('is not opened to the page’s own server, to which there is one, nor where the host sends the requests', async () => {
    const before = links();
    await context(`${location.origin}/record`);
    await context('http://127.0.0.1:10/', { fetch });
    await context('ftp://127.0.0.1/');
    expect(links()).to.deep.equal(before);
  });
});
