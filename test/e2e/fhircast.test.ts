import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createHostClient, newHostKey } from '../../host-kit/host.ts';
import { fhircastWords as say } from '../../src/text/fhircast.ts';
import { type Hub, type Order, startHub } from './hub.ts';
import { ADA, BEN, blocksOf, bundle, listening, page as pageOf, serving, startGateway } from './outside.ts';
import { browser, shownText } from './start.ts';

/* What docs/fhircast.md tells the developer of a host, done word for word: with a hub and a gateway behind sockets. */

const guide = 'docs/fhircast.md';
const [markup] = blocksOf(guide, 'html');
const [code] = blocksOf(guide, 'js');
const TOPIC = 'fdb2f928-5546-4f52-87a0-0648e9ded065';

const app = (hub: string) => `
  import './components/context/lcr-context.ts';
  import './components/patient-banner/lcr-patient-banner.ts';
  import './components/allergies/lcr-allergies.ts';
  import { follow } from 'guide';
  follow(document.querySelector('lcr-fhircast'), { 'hub.url': ${JSON.stringify(hub)}, 'hub.topic': ${JSON.stringify(TOPIC)}, access_token: 'hub-token' }, new Map([['p-2', ${JSON.stringify(BEN)}]]));`;

describe('A page that follows the patient of other applications', () => {
  let hub: Hub;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let host: Server;
  let chromium: Browser;
  let page: Page;
  const addresses: string[] = [];
  let count = 0;

  const door = async (order: Order = {}) =>
    (await (await fetch(`${hub.address}/door`, { method: 'POST', body: JSON.stringify({ topic: TOPIC, ...order }) })).json()) as { heard: Record<string, unknown>[] };
  const event = (name: string, resource: object) => ({
    timestamp: new Date(Date.UTC(2026, 10, 24) + (count += 1) * 120_000).toISOString(), id: `e-${count}`,
    event: { 'hub.topic': TOPIC, 'hub.event': name, context: [{ key: 'patient', resource }] },
  });
  const ada = { resourceType: 'Patient', id: 'p-1', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: ADA }] };
  /** Named by an id of the other application's only: the host of the guide knows whose it is. */
  const ben = { resourceType: 'Patient', id: 'p-2' };
  const nobody = { resourceType: 'Patient', id: 'p-3' };
  const allergies = () => page.locator('lcr-allergies');

  before(async () => {
    hub = await startHub();
    const { key, jwks } = await newHostKey();
    host = serving(
      () => pages,
      async (_, body) => {
        const client = await createHostClient({ clientId: 'my-ehr', gateway: gateway.address, key });
        return client.token({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: (JSON.parse(body) as { patient: string }).patient });
      },
    );
    const origin = await listening(host);
    gateway = await startGateway(() => `hosts: [{ clientId: my-ehr, organisations: [XQ1], origins: ['${origin}'], jwks: my-ehr.jwks.json }]`, { 'my-ehr.jwks.json': JSON.stringify(jwks) });
    const pages = pageOf(markup!.replace('https://record.example.nhs.uk', gateway.address), await bundle(app(hub.address), code!), gateway.address, hub.address, hub.address.replace('http', 'ws'));
    chromium = await browser();
    page = await chromium.newPage();
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(origin);
    await page.locator('lcr-fhircast').getByText(say.nobody).waitFor();
  });
  after(async () => {
    await chromium?.close();
    host?.close();
    await hub?.stop();
    await gateway?.stop();
  });

  it('shows nobody until the hub says who is open', async () => {
    await allergies().getByText('No patient is open').waitFor();
  });

  it('shows whom another application opens, by number or by an id that the host knows', async () => {
    await door({ send: [event('Patient-open', ada)] });
    await allergies().getByText('Penicillin').first().waitFor();
    await door({ send: [event('Patient-open', ben)] });
    await allergies().getByText('Latex').first().waitFor();
    assert.doesNotMatch(await shownText(allergies()), /Penicillin/);
  });

  it('shows nobody where the next patient is not known, and never the one before', async () => {
    await door({ send: [event('Patient-open', nobody)] });
    await page.locator('lcr-fhircast').getByText(say.failures['nhs-number-unknown']).waitFor();
    assert.doesNotMatch(await shownText(page.locator('main')), /Latex|Wells/);
    assert.equal((await door()).heard.at(-1)!['status'], 409);
  });

  it('closes the record with the connection, in words, and opens it again', async () => {
    const open = event('Patient-open', ada);
    await door({ send: [open] });
    await allergies().getByText('Penicillin').first().waitFor();
    await door({ current: open, close: 1011 });
    await page.locator('lcr-fhircast').getByText(say.failures['hub-lost']).waitFor();
    assert.doesNotMatch(await shownText(allergies()), /Penicillin/);
    await allergies().getByText('Penicillin').first().waitFor();
  });

  it('ends when the user signs out elsewhere', async () => {
    await door({ send: [event('UserLogout', { resourceType: 'Parameters' })] });
    await page.locator('lcr-fhircast').getByText(say.ended).waitFor();
    await allergies().getByText('No patient is open').waitFor();
  });

  it('has no patient, no topic and no token in an address', () => {
    assert.doesNotMatch(addresses.join() + gateway.said(), new RegExp([ADA, BEN, TOPIC, 'hub-token', 'p-[123]\\b'].join('|')));
  });
});
