import { expect } from '@open-wc/testing';
import '../../components/fhircast/lcr-fhircast.ts';
import type { LcrFhircast } from '../../components/fhircast/lcr-fhircast.ts';
import type { LcrContext } from '../../components/context/lcr-context.ts';
import type { Order } from '../e2e/hub.ts';
import { fhircastWords as say } from '../../src/text/fhircast.ts';
import { ADA, BEN, shownText } from '../support/page.ts';
import { waitUntil } from '../support/wait.ts';

/** The element against a real hub behind real sockets: see test/e2e/hub.ts. */
const hub = (await (await fetch('/hub')).text()).trim();
const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

type Heard = Record<string, unknown>;

let clock = Date.UTC(2026, 10, 24, 9);
let count = 0;
const patient = (id: string, ...numbers: string[]) => ({ resourceType: 'Patient', id, identifier: numbers.map((value) => ({ system: NHS_NUMBER, value })) });

describe('<lcr-fhircast>', () => {
  let context: LcrContext;
  let cast: LcrFhircast;
  let topic: string;
  let told: string[];

  /** Says something to the hub about this session, and hears what it has heard. */
  async function door(order: Order = {}): Promise<{ heard: Heard[]; sockets: number }> {
    const answer = await fetch(`${hub}/door`, { method: 'POST', body: JSON.stringify({ topic, ...order }) });
    return (await answer.json()) as { heard: Heard[]; sockets: number };
  }
  const event = (name: string, resource: object, more: { at?: number; id?: string } & Record<string, unknown> = {}) => {
    const { at = (clock += 120_000), id = `e-${(count += 1)}`, ...context } = more;
    const key = name === 'UserLogout' ? 'parameters' : name === 'SyncError' ? 'operationoutcome' : 'patient';
    return { timestamp: new Date(at).toISOString(), id, event: { 'hub.topic': topic, 'hub.event': name, context: [{ key, resource }], ...context } };
  };
  const reply = async (id: string) => {
    let found: Heard | undefined;
    await waitUntil(async () => (found = (await door()).heard.find((each) => each['id'] === id)) !== undefined, `an answer to ${id}`);
    return found!['status'];
  };
  /** Sends an event, and waits for the answer. */
  const send = async (message: ReturnType<typeof event>) => {
    await door({ send: [message] });
    return reply(message.id);
  };
  const becomes = (state: string) => waitUntil(() => told.at(-1) === state, `${state}, not ${told}`, { timeout: 12_000 });
  const text = () => shownText(cast);

  function begin(order: Order = {}, more: Partial<LcrFhircast> = {}): Promise<void> {
    context = document.createElement('lcr-context');
    context.gateway = 'https://gateway.test';
    context.fetch = () => new Promise(() => undefined);
    context.getToken = () => 'token';
    cast = document.createElement('lcr-fhircast');
    topic = crypto.randomUUID();
    told = [];
    context.addEventListener('lcr-state', ({ detail }) => detail.category === 'fhircast' && told.push(detail.state));
    context.addEventListener('lcr-error', ({ detail }) => told.push(detail.code));
    Object.assign(cast, { hub, topic, token: 'hub-token', ...more });
    return door(order).then(() => {
      context.append(cast);
      document.body.append(context);
    });
  }
  const following = async (order: Order = {}, more: Partial<LcrFhircast> = {}) => {
    await begin(order, more);
    await becomes('no-patient');
  };
  afterEach(() => context.remove());

  it('subscribes over HTTPS with its token in a header, and nothing of it in an address or in the page', async () => {
    await following();
    const [asked] = (await door()).heard;
    expect(asked).to.deep.include({
      'hub.channel.type': 'websocket', 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.events': 'Patient-open,Patient-close,UserLogout,SyncError',
      url: '/', authorization: 'Bearer hub-token',
    });
    expect(cast.token).to.equal(undefined);
    expect(context.outerHTML).not.to.contain(topic).and.not.to.contain('hub-token');
    expect(text()).to.contain(say.nobody);
  });

  it('subscribes once, whether it is told where before it comes or right after', async () => {
    await begin({}, { hub: null, topic: null });
    Object.assign(cast, { hub, topic });
    await becomes('no-patient');
    expect((await door()).heard.length).to.equal(1);
    context.remove();
    await following();
    expect((await door()).heard.length).to.equal(1);
  });

  it('asks for a fresh token where it is given a function', async () => {
    let asked = 0;
    await following({}, { token: () => `token-${(asked += 1)}` } as never);
    expect((await door()).heard[0]!['authorization']).to.equal('Bearer token-1');
  });

  it('opens who is opened elsewhere, and closes who is closed', async () => {
    await following();
    expect(await send(event('Patient-open', patient('p-1', ADA)))).to.equal(200);
    expect(context.patient).to.equal(ADA);
    expect(text()).to.contain(say.connected);
    expect(await send(event('Patient-open', patient('p-2', BEN)))).to.equal(200);
    expect(context.patient).to.equal(BEN);
    expect(await send(event('Patient-close', patient('p-2', BEN)))).to.equal(200);
    expect(context.patient).to.equal(null);
    expect(told).to.deep.equal(['no-patient', 'ready', 'no-patient']);
  });

  it('opens who was open already when it came', async () => {
    await begin();
    await door({ current: event('Patient-open', patient('p-1', ADA)) });
    cast.remove();
    context.append(cast);
    await waitUntil(() => context.patient === ADA, 'the patient who was open');
  });

  it('closes the patient whom the page had opened by itself: from now on it is the hub that says who', async () => {
    await begin();
    await cast.updateComplete;
    cast.remove();
    context.patient = BEN;
    context.append(cast);
    expect(context.patient).to.equal(null);
  });

  it('leaves a late event, and one that comes twice, without effect', async () => {
    await following();
    const [first, second] = [event('Patient-open', patient('p-1', ADA)), event('Patient-open', patient('p-2', BEN))];
    await send(second);
    expect(await send(first)).to.equal(200);
    expect(context.patient).to.equal(BEN);
    await send({ ...second });
    expect(await send(event('Patient-close', patient('p-1', ADA)))).to.equal(200);
    expect(context.patient).to.equal(BEN);
  });

  it('shows nobody where two patients were opened at one time, and tells the hub', async () => {
    await following();
    const at = (clock += 120_000);
    await send(event('Patient-open', patient('p-1', ADA), { at }));
    expect(await send(event('Patient-open', patient('p-2', BEN), { at: at - 10 }))).to.equal(409);
    expect(context.patient).to.equal(null);
    expect(text()).to.contain(say.failures['patient-unclear']);
  });

  it('follows the version of the context where the clocks do not say it', async () => {
    await following();
    const at = (clock += 120_000);
    await send(event('Patient-open', patient('p-1', ADA), { at, 'context.versionId': 'v1' }));
    expect(await send(event('Patient-open', patient('p-2', BEN), { at: at - 10, 'context.versionId': 'v2', 'context.priorVersionId': 'v1' }))).to.equal(200);
    expect(context.patient).to.equal(BEN);
  });

  for (const [what, resource] of [
    ['no NHS number', patient('p-9')],
    ['two', patient('p-9', ADA, BEN)],
    ['one that is none', patient('p-9', '9990000019')],
  ] as const) {
    it(`never leaves the patient before, where the next one has ${what}`, async () => {
      await following();
      await send(event('Patient-open', patient('p-1', ADA)));
      expect(await send(event('Patient-open', resource))).to.equal(409);
      expect(context.patient).to.equal(null);
      expect(text()).to.contain(say.failures['nhs-number-unknown']);
      expect(told.slice(-2)).to.deep.equal(['nhs-number-unknown', 'failed']);
    });
  }

  it('asks the host for a number that the event does not have, and shows nobody meanwhile', async () => {
    let known: (number: string) => void = () => undefined;
    await following({}, { nhsNumber: ({ id }) => (id === 'p-7' ? new Promise<string>((resolve) => (known = resolve)) : undefined) });
    await send(event('Patient-open', patient('p-1', ADA)));
    const opening = event('Patient-open', patient('p-7'));
    await door({ send: [opening] });
    await becomes('loading');
    expect(context.patient).to.equal(null);
    known('999 000 0026');
    expect(await reply(opening.id)).to.equal(200);
    expect(context.patient).to.equal(BEN);
  });

  it('throws away a number that comes when somebody else has been opened', async () => {
    let known: (number: string) => void = () => undefined;
    await following({}, { nhsNumber: () => new Promise<string>((resolve) => (known = resolve)) });
    const opening = event('Patient-open', patient('p-7'));
    await door({ send: [opening] });
    await becomes('loading');
    await send(event('Patient-open', patient('p-1', ADA)));
    known(BEN);
    expect(await reply(opening.id)).to.equal(202);
    expect(context.patient).to.equal(ADA);
  });

  it('closes the record when it cannot understand who was opened', async () => {
    await following();
    await send(event('Patient-open', patient('p-1', ADA)));
    const broken = event('Patient-open', { resourceType: 'Person', id: 'x' });
    expect(await send(broken)).to.equal(400);
    expect(context.patient).to.equal(null);
    expect(text()).to.contain(say.failures['patient-unclear']);
  });

  it('ends with the user’s session elsewhere, takes its leave, and opens nobody any more', async () => {
    await following();
    await send(event('Patient-open', patient('p-1', ADA)));
    const logout = event('UserLogout', { resourceType: 'Parameters' });
    await door({ send: [logout, event('Patient-open', patient('p-2', BEN))] });
    await becomes('session-ended');
    expect(await reply(logout.id)).to.equal(200);
    expect(context.patient).to.equal(null);
    expect(text()).to.contain(say.ended);
    await waitUntil(async () => (await door()).heard.some((each) => each['hub.mode'] === 'unsubscribe'), 'its leave');
    expect(context.patient).to.equal(null);
  });

  it('says when another application could not follow', async () => {
    await following();
    expect(await send(event('SyncError', { resourceType: 'OperationOutcome' }))).to.equal(200);
    await cast.updateComplete;
    expect(text()).to.contain(say.unsynced);
    await send(event('Patient-open', patient('p-1', ADA)));
    await cast.updateComplete;
    expect(text()).not.to.contain(say.unsynced);
  });

  it('closes the record when the connection is lost, says so, and opens it again with the connection', async () => {
    await following();
    const open = event('Patient-open', patient('p-1', ADA));
    await send(open);
    await door({ current: open, close: 1011 });
    await becomes('failed');
    expect(context.patient).to.equal(null);
    await cast.updateComplete;
    expect(text()).to.contain(say.failures['hub-lost']);
    await waitUntil(() => context.patient === ADA, 'the patient again');
    expect(told.slice(-4)).to.deep.equal(['hub-lost', 'failed', 'no-patient', 'ready']);
  });

  it('takes a hub that is silent for two of its own heartbeats for lost', async () => {
    await following();
    await send(event('Patient-open', patient('p-1', ADA)));
    const beat = { timestamp: new Date(clock).toISOString(), id: 'beat-1', event: { 'hub.topic': topic, 'hub.event': 'heartbeat', context: [{ key: 'period', decimal: '0.1' }] } };
    await door({ send: [beat] });
    expect(await reply('beat-1')).to.equal(200);
    await waitUntil(() => told.includes('hub-lost'), 'a loss');
    expect(context.patient).to.equal(null);
  });

  it('renews its lease before the end, and keeps its patient meanwhile', async () => {
    await begin({ lease: 2 });
    await becomes('no-patient');
    await send(event('Patient-open', patient('p-1', ADA)));
    const renewals = async () => (await door()).heard.filter((each) => each['hub.mode'] === 'subscribe' && each['hub.channel.endpoint']);
    await waitUntil(async () => (await renewals()).length >= 2, 'two renewals');
    expect(told).to.deep.equal(['no-patient', 'ready']);
    expect(context.patient).to.equal(ADA);
  });

  it('closes the record when its lease ends', async () => {
    await begin({ lease: 2 });
    await becomes('no-patient');
    await send(event('Patient-open', patient('p-1', ADA)));
    await door({ status: 500 });
    await waitUntil(() => told.includes('hub-lost'), 'the end of the lease');
    expect(context.patient).to.equal(null);
  });

  for (const [what, order] of [['at once', { status: 403 }], ['over the socket', { denies: true }]] as const) {
    it(`does not ask again where it is denied ${what}`, async () => {
      await begin(order);
      await becomes('failed');
      await cast.updateComplete;
      expect(told).to.deep.equal(['hub-denied', 'failed']);
      expect(text()).to.contain(say.failures['hub-denied']);
    });
  }

  it('tries again where a hub is out of order', async () => {
    await begin({ status: 503 });
    await becomes('failed');
    expect(told).to.deep.equal(['hub-lost', 'failed']);
    await door({ status: 0 });
    await becomes('no-patient');
  });

  it('takes its leave and closes the record when it is taken away; and comes back', async () => {
    await following();
    await send(event('Patient-open', patient('p-1', ADA)));
    cast.remove();
    expect(context.patient).to.equal(null);
    await waitUntil(async () => (await door()).heard.some(({ closed }) => closed === 1000 || closed === 1005), 'a normal end');
    await waitUntil(async () => (await door()).heard.some((each) => each['hub.mode'] === 'unsubscribe'), 'its leave');
    context.append(cast);
    await waitUntil(async () => (await door()).sockets === 1, 'another socket');
  });

  it('leaves one session for another, and its patient with it', async () => {
    await following();
    await send(event('Patient-open', patient('p-1', ADA)));
    const left = topic;
    cast.topic = topic = crypto.randomUUID();
    await waitUntil(() => context.patient === null, 'nobody');
    await becomes('no-patient');
    await door({ send: [{ ...event('Patient-open', patient('p-2', BEN)), event: { 'hub.topic': left, 'hub.event': 'Patient-open', context: [{ key: 'patient', resource: patient('p-2', BEN) }] } }] });
    await send(event('SyncError', { resourceType: 'OperationOutcome' }));
    expect(context.patient).to.equal(null);
  });

  it('takes no hub on an open line, and says so', async () => {
    await begin({}, { hub: 'http://hub.example/' });
    await becomes('failed');
    expect(told).to.deep.equal(['hub-invalid', 'failed']);
  });

  it('says when it stands in no context', async () => {
    await begin();
    document.body.append(cast);
    await cast.updateComplete;
    expect(text()).to.contain(say.failures['no-context']);
    cast.remove();
  });

  it('finds its context from inside a shadow root', async () => {
    await begin();
    cast.remove();
    const host = document.createElement('div');
    context.append(host);
    host.attachShadow({ mode: 'open' }).append(cast);
    await waitUntil(async () => (await door()).sockets === 1, 'a socket');
    await send(event('Patient-open', patient('p-1', ADA)));
    expect(context.patient).to.equal(ADA);
    cast.remove();
  });
});
