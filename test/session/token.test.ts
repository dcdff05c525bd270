import { expect } from '@open-wc/testing';
import { tokenSupply, TokenRefused, type TokenReason } from '../../src/session/token.ts';
import { ADA, BEN, open } from '../support/page.ts';
import { ndjson, problem, section } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

const signal = new AbortController().signal;

describe('The supply of tokens', () => {
  it('asks once for any number of requests at the same time', async () => {
    let asked = 0;
    const token = tokenSupply(async () => `token-${++asked}`);
    expect(await Promise.all([token(signal), token(signal), token(signal)])).to.deep.equal(['token-1', 'token-1', 'token-1']);
  });

  it('renews once behind the scenes when four fifths of a life are over, while the old one is still used', async () => {
    const reasons: TokenReason[] = [];
    let now = 0;
    const token = tokenSupply(
      (reason) => {
        reasons.push(reason);
        return { access_token: `token-${reasons.length}`, expires_in: 300 };
      },
      () => now,
    );
    expect(await token(signal)).to.equal('token-1');
    now = 240_000;
    expect(await token(signal)).to.equal('token-1');
    expect(reasons).to.deep.equal(['first']);
    now = 240_001;
    expect(await Promise.all([token(signal), token(signal)])).to.deep.equal(['token-1', 'token-1']);
    await waitUntil(() => reasons.length === 2);
    expect(await token(signal)).to.equal('token-2');
    expect(reasons).to.deep.equal(['first', 'renewal']);
  });

  it('never hands out a token whose life is over', async () => {
    let issued = 0;
    let now = 0;
    const token = tokenSupply(() => ({ access_token: `token-${++issued}`, expires_in: 300 }), () => now);
    await token(signal);
    now = 300_000;
    expect(await token(signal)).to.equal('token-2');
  });

  it('does not renew a token that somebody else has just renewed', async () => {
    const reasons: TokenReason[] = [];
    const token = tokenSupply((reason) => (reasons.push(reason), `token-${reasons.length}`));
    const first = await token(signal);
    const [a, b] = await Promise.all([token(signal, first), token(signal, first)]);
    expect([a, b, await token(signal, first)]).to.deep.equal(['token-2', 'token-2', 'token-2']);
    expect(reasons).to.deep.equal(['first', 'rejected']);
  });

  it('refuses with a code, whatever the host’s function throws or gives', async () => {
    for (const bad of [() => Promise.reject(new Error('no')), () => '', () => ({}) as never, () => undefined as never]) {
      const refused = await tokenSupply(bad)(signal).catch((thrown: unknown) => thrown);
      expect(refused).to.be.instanceOf(TokenRefused);
    }
  });
});

describe('A context and its token', () => {
  const answering = (good: string, seen: string[] = []) => async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const bearer = request.headers.get('Authorization') ?? '';
    seen.push(bearer);
    if (bearer !== `Bearer ${good}`) return problem(401, 'token-expired');
    return request.url.includes('/record') ? ndjson(section('allergies', request.headers.get('LCR-Patient') ?? '', ['Latex'])) : problem(503, 'x');
  };

  it('is retried once after a 401, silently, and then has ended', async () => {
    let issued = 0;
    const page = open('lcr-allergies', answering('token-2'), null);
    page.context.getToken = () => `token-${++issued}`;
    page.context.patient = ADA;
    await waitUntil(() => page.states.at(-1)?.state === 'ready');
    expect(page.states.map(({ state }) => state)).to.deep.equal(['no-patient', 'loading', 'ready']);
    page.context.fetch = answering('never');
    await waitUntil(() => page.states.at(-1)?.state === 'session-ended');
    page.close();
  });

  it('can be set by the host, is asked for by an event, and can never be read', async () => {
    const page = open('lcr-allergies', answering('good'), null);
    page.context.getToken = undefined;
    page.context.addEventListener('lcr-token-needed', ({ detail }) => {
      expect(detail.reason).to.equal('first');
      page.context.token = 'good';
    });
    page.context.patient = ADA;
    await waitUntil(() => page.states.at(-1)?.state === 'ready');
    expect(page.context.token).to.equal(undefined);
    expect(page.context.outerHTML).not.to.contain('good');
    expect(JSON.stringify(page.context)).not.to.contain('good');
    page.close();
  });

  it('begins anew when the host sets a new token after the session ended', async () => {
    const page = open('lcr-allergies', answering('good'), null);
    page.context.getToken = () => 'stale';
    page.context.patient = ADA;
    await waitUntil(() => page.states.at(-1)?.state === 'session-ended');
    page.context.getToken = () => 'good';
    await waitUntil(() => page.states.at(-1)?.state === 'ready');
    page.close();
  });

  it('is not carried over from one patient to the next', async () => {
    const seen: string[] = [];
    const page = open('lcr-allergies', answering('ada', seen), null);
    page.context.getToken = undefined;
    page.context.token = 'ada';
    page.context.patient = ADA;
    await waitUntil(() => page.states.at(-1)?.state === 'ready');
    const before = seen.length;
    page.context.addEventListener('lcr-token-needed', () => (page.context.token = 'ben'));
    page.context.patient = BEN;
    await waitUntil(() => page.states.at(-1)?.state === 'session-ended');
    expect(seen.slice(before)).not.to.include('Bearer ada');
    page.close();
  });

  it('is asked of its address once, when the element has all of its attributes', async () => {
    const asked: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      if (!(input instanceof URL)) throw new TypeError('no gateway here');
      asked.push(`${init!.method} ${input.pathname} ${String(init!.body)}`);
      return new Response('{"access_token":"good"}');
    };
    const place = document.createElement('div');
    document.body.append(place);
    try {
      place.innerHTML = `<lcr-context gateway="http://127.0.0.1:9" patient="${ADA}" token-url="/token"></lcr-context>`;
      await new Promise((later) => setTimeout(later, 20));
      expect(asked).to.deep.equal([`POST /token {"patient":"${ADA}"}`]);
    } finally {
      place.remove();
      globalThis.fetch = fetch;
    }
  });

  it('comes from the host’s own origin or not at all', async () => {
    const page = open('lcr-allergies', answering('good'), null);
    page.context.getToken = undefined;
    page.context.tokenUrl = 'https://elsewhere.test/token';
    page.context.patient = ADA;
    expect(page.states.at(-1)?.state).to.equal('failed');
    expect(page.events.some((event) => (event as CustomEvent).detail?.code === 'token-url-invalid')).to.equal(true);
    page.close();
  });
});

describe('A context that is set up wrongly', () => {
  for (const [what, attribute, value, code] of [
    ['a patient number with a wrong check digit', 'patient', '999 999 9991', 'nhs-number-invalid'],
    ['a plain http gateway', 'gateway', 'http://record.example', 'gateway-invalid'],
    ['no gateway', 'gateway', '', 'gateway-invalid'],
  ] as const)
    it(`says so: ${what}`, async () => {
      const page = open('lcr-allergies', () => Promise.reject(new Error('nothing may be asked')), null);
      page.context.patient = ADA;
      page.context.setAttribute(attribute, value);
      await waitUntil(() => page.events.some((event) => (event as CustomEvent).detail?.code === code));
      expect(page.states.at(-1)?.state).to.equal('failed');
      page.close();
    });

  it('takes properties that were set before it was defined', async () => {
    const early = document.createElement('div');
    early.innerHTML = '<lcr-late></lcr-late>';
    const late = early.firstElementChild as HTMLElement & { patient: string };
    late.patient = ADA;
    const { LcrContext } = await import('../../components/context/lcr-context.ts');
    customElements.define('lcr-late', class extends LcrContext {});
    document.body.append(early);
    expect(late.getAttribute('patient')).to.equal(ADA);
    early.remove();
  });
});
