import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { JSONWebKeySet } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { type Ehr, startEhr } from '../../gateway/test/smart-ehr.ts';
import { blocksOf, bundle, listening, page as pageOf, serving, startGateway } from './outside.ts';
import { browser, shownText } from './start.ts';

/* What docs/smart.md tells the developer of a SMART app, done word for word: a page that launches itself at an EHR. */

const guide = 'docs/smart.md';
const [markup] = blocksOf(guide, 'html');
const [code] = blocksOf(guide, 'js');
const [hosts] = blocksOf(guide, 'yaml');

/** The launch as any SMART library does it (standalone, public client, PKCE); what it ends with is shaped as fhirclient's. */
const app = (fhir: string) => `
  import './components/context/lcr-context.ts';
  import './components/patient-banner/lcr-patient-banner.ts';
  import './components/allergies/lcr-allergies.ts';
  import { openRecord } from 'guide';
  const fhir = ${JSON.stringify(fhir)};
  const here = location.origin + '/';
  const query = new URLSearchParams(location.search);
  const { authorization_endpoint, token_endpoint } = await (await fetch(fhir + '/.well-known/smart-configuration')).json();
  const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (!query.has('code')) {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
    sessionStorage.setItem('verifier', verifier);
    const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
    location.href = authorization_endpoint + '?' + new URLSearchParams({ response_type: 'code', client_id: 'ward-round', redirect_uri: here, scope: 'openid fhirUser launch/patient patient/Patient.rs', state: 's', aud: fhir, code_challenge: challenge, code_challenge_method: 'S256' });
  } else {
    history.replaceState(null, '', '/');
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: query.get('code'), redirect_uri: here, client_id: 'ward-round', code_verifier: sessionStorage.getItem('verifier') });
    const tokenResponse = await (await fetch(token_endpoint, { method: 'POST', body })).json();
    const read = async () => (await fetch(fhir + '/Patient/' + tokenResponse.patient, { headers: { Authorization: 'Bearer ' + tokenResponse.access_token } })).json();
    await openRecord(document.querySelector('lcr-context'), { state: { tokenResponse }, patient: { read } });
  }`;

describe('A SMART app without a back end', () => {
  let ehr: Ehr;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let host: Server;
  let origin: string;
  let chromium: Browser;
  let page: Page;
  const addresses: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    ehr = await startEhr({ gatewayKeys: async () => (await (await fetch(`${gateway.address}/.well-known/jwks.json`)).json()) as JSONWebKeySet });
    host = serving(() => pages);
    origin = await listening(host);
    gateway = await startGateway(() => hosts!.replaceAll('https://ehr.example.nhs.uk', ehr.address).replace('https://ward-round.example.nhs.uk', origin));
    const pages = pageOf(markup!.replace('https://record.example.nhs.uk', gateway.address), await bundle(app(ehr.fhir), code!), gateway.address, ehr.address);
    chromium = await browser();
    page = await chromium.newPage();
    page.on('request', (request) => addresses.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(origin);
    await page.locator('lcr-allergies').getByRole('rowheader').first().waitFor();
  });
  after(async () => {
    await chromium?.close();
    host?.close();
    ehr?.close();
    await gateway?.stop();
  });

  it('shows the record of the patient of its launch', async () => {
    assert.match(await shownText(page.locator('lcr-allergies')), /Penicillin/);
    assert.doesNotMatch(await shownText(page.locator('lcr-allergies')), /Latex/);
  });

  it('says who the patient is, and leaves that to an EHR that does', async () => {
    assert.equal(await page.locator('lcr-patient-banner').isVisible(), true);
    ehr.needsBanner = false;
    await page.goto(origin);
    await page.locator('lcr-allergies').getByRole('rowheader').first().waitFor();
    assert.equal(await page.locator('lcr-patient-banner').isVisible(), false);
  });

  it('has no token and no NHS number in an address, nor the gateway in its log', () => {
    assert.doesNotMatch([...ehr.asked, ...addresses, gateway.said()].join(), /9990000018|access_token=|subject_token=/);
    assert.doesNotMatch([...ehr.asked, ...addresses].join(), /eyJ/);
  });

  it('leaves no complaint under a strict policy', () => assert.deepEqual(complaints, []));

  it('says that the session has ended, when the SMART token has', async () => {
    ehr.instead = { '/auth/introspect': (_, response) => void response.end('{"active":false}') };
    await page.locator('lcr-context').evaluate((context) => {
      context.setAttribute('patient', '');
      context.setAttribute('patient', '9990000018');
    });
    await page.locator('lcr-allergies').getByText('Your session has ended').waitFor();
    assert.doesNotMatch(await shownText(page.locator('lcr-allergies')), /Penicillin/);
  });
});
