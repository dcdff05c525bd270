import { expect, waitUntil } from '@open-wc/testing';
import policy from '../../gateway/policy.yaml';
import { embed } from '../../gateway/embed.ts';
import type { Policy } from '../../gateway/policy/policy.ts';
import { createShelf } from '../../gateway/sources/shelf.ts';
import { bindTokens } from '../../src/session/dpop.ts';
import '../../components/allergies/lcr-allergies.ts';
import '../../components/context/lcr-context.ts';

const PATIENT = '9990000018';
const organisation = { odsCode: 'XQ1', name: 'Northbridge University Hospitals' };
const doctor = { user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT };

/** The real gateway in this page, for a host that is registered so; and every request that went to it. */
async function open(dpop: 'off' | 'optional' | 'required') {
  const source = createShelf({ id: 'northbridge', organisation, system: 'EPR', categories: new Set(['allergies']), without: new Set(), deadline: 1000 }, { asOf: '2026-11-24T06:00:00Z' });
  source.add({ resourceType: 'Patient', id: 'p', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }] });
  const embedded = await embed({ policy: policy as Policy, sources: [source], issuer: 'https://gateway.example', dpop });
  const sent: Request[] = [];
  const context = document.createElement('lcr-context');
  context.gateway = 'https://gateway.example';
  context.fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push(request.clone());
    return embedded.app.fetch(request);
  };
  const proofs: (string | undefined)[] = [];
  context.getToken = ({ dpop: proof }) => {
    proofs.push(proof);
    return embedded.hostToken(doctor, proof);
  };
  context.append(document.createElement('lcr-allergies'));
  const show = async () => {
    const states: string[] = [];
    context.addEventListener('lcr-state', ({ detail }) => states.push(detail.state));
    document.body.append(context);
    context.patient = PATIENT;
    await waitUntil(() => states.some((state) => state !== 'loading' && state !== 'no-patient'), 'a state', { timeout: 20_000 });
    const last = states.at(-1);
    context.remove();
    return last;
  };
  return { embedded, context, sent, proofs, show };
}

describe('tokens that are bound to a key of the page', () => {
  it('open the record: every request has its own proof, and no bearer leaves', async () => {
    const { context, sent, proofs, show } = await open('required');
    bindTokens(context);
    expect(await show()).to.equal('nothing-recorded');
    expect(proofs).to.have.length(1);
    const schemes = sent.map(({ headers }) => headers.get('Authorization')!.split(' ')[0]);
    expect(new Set(schemes)).to.deep.equal(new Set(['DPoP']));
    const used = sent.map(({ headers }) => headers.get('DPoP'));
    expect(used.length).to.be.greaterThan(1);
    expect(new Set(used)).to.have.length(used.length);
  });

  it('open nothing for whoever has the token without the key', async () => {
    const { embedded, context, sent, show } = await open('required');
    bindTokens(context);
    await show();
    const stolen = sent[0]!.headers.get('Authorization')!;
    for (const headers of [{ Authorization: stolen }, { Authorization: stolen.replace('DPoP', 'Bearer') }, { Authorization: stolen, DPoP: sent[0]!.headers.get('DPoP')! }]) {
      const answer = await embedded.app.request('/v1/session', { headers: { ...headers, 'LCR-Patient': PATIENT } });
      expect(answer.status).to.equal(401);
    }
  });

  it('are plain ones, and still open, where the host is not registered for it', async () => {
    const { context, sent, show } = await open('off');
    bindTokens(context);
    expect(await show()).to.equal('nothing-recorded');
    expect(sent[0]!.headers.get('Authorization')).to.match(/^Bearer /);
    expect(sent[0]!.headers.has('DPoP')).to.equal(false);
  });

  it('are not to be had without the line, where the host requires it', async () => {
    const { show } = await open('required');
    expect(await show()).to.equal('failed');
  });
});
