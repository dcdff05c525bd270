/** One patient under another's name: in orders of events that nobody chose, played on the widgets and over real sockets. */
import { embed } from '../gateway/embed.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import { allergy, northbridge, policyText, SNOMED } from '../gateway/test/house.ts';
import { draws } from './mix-up/draws.ts';
import { inEach, inPage } from './page/engines.ts';
import { openSite, page, type Site } from './page/site.ts';
import { tally, type Trial } from './trial.ts';

const PATIENTS = ['9990000018', '9990000026', '9990000034'];

/** Orders that one call plays, so that a page is never away for long. */
const PART = 250;

/** For each hundred orders in simulation, one over sockets. */
const SHARE = 100;

/** Ways that go on side by side in one page. */
const ABREAST = 10;

export const trial: Trial = {
  name: 'one patient under another’s name',
  tries: { short: 300, whole: 100_000 },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const site = await openSite();
    await fill(site, seed);
    site.files.set('/simulation', page('', ''));
    site.files.set('/sockets', page('<script type="module" src="/lcr/lcr.js"></script>', tags));
    let looks = 0;
    let shown = 0;
    const [simulation, sockets] = await Promise.all([inPage('attack/mix-up/simulation.ts'), inPage('attack/mix-up/sockets.ts')]);
    await inEach(['chromium'], simulation, async ({ visit }) => {
      const { page: tab, close } = await visit();
      await tab.goto(`${site.host}/simulation`);
      for (let from = 0; from < tries; from += PART) {
        const to = Math.min(tries, from + PART);
        const played = await tab.evaluate((...given) => simulate(...given), seed, from, to);
        looks += played.looks;
        for (let order = from; order < to; order++) add(order - from >= played.failures.length, () => `simulation: ${played.failures[order - from]}`);
      }
      await close();
    });
    const ways = Math.ceil(tries / SHARE);
    const note = await inEach(['chromium'], sockets, async ({ visit }) => {
      const { page: tab, close } = await visit();
      await tab.goto(`${site.host}/sockets`);
      await tab.waitForFunction(() => !document.querySelector(':not(:defined)'));
      for (let from = 0; from < ways; from += ABREAST) {
        const to = Math.min(ways, from + ABREAST);
        const gone = await tab.evaluate((given) => wander(given), { gateway: site.gateway, patients: PATIENTS, seed, from, to });
        looks += gone.looks;
        shown += gone.shown;
        for (let way = from; way < to; way++) add(way - from >= gone.failures.length, () => `sockets: ${gone.failures[way - from]}`);
      }
      await close();
    });
    site.stop();
    // Where nothing ever came to be shown, nothing could have been shown wrongly.
    if (shown === 0) add(false, () => 'no answer over sockets was ever shown');
    return { ...outcome, note: `${tries} in simulation, ${ways} over sockets, ${looks} looks, in ${note}` };
  },
};

const tags = '<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies><lcr-results></lcr-results><lcr-medications></lcr-medications>';

/** Three patients whose every entry names them, behind a gateway that is late, fails, is cut short, or answers for somebody else. */
async function fill(site: Site, seed: number): Promise<void> {
  const shelf = createShelf({ id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(['allergies', 'results', 'medications']), deadline: 5000 });
  PATIENTS.forEach((number) => {
    const subject = { reference: `Patient/p${number}` };
    const named = { coding: [{ system: SNOMED, code: '91936005', display: `MARK${number}` }] };
    shelf.add({ resourceType: 'Patient', id: `p${number}`, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }], name: [{ family: `MARK${number}` }], birthDate: '1970-01-01' });
    shelf.add(allergy(`a${number}`, `MARK${number}`, { patient: subject }));
    shelf.add({ resourceType: 'MedicationStatement', id: `m${number}`, status: 'active', medicationCodeableConcept: named, subject });
    shelf.add({ resourceType: 'Observation', id: `o${number}`, status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }], code: named, subject, effectiveDateTime: '2026-01-01', valueString: `MARK${number}` });
  });
  site.embedded = await embed({ policy: policyText, sources: [shelf], issuer: site.gateway, origins: [site.host] });
  const next = draws(seed);
  const kept = new Map<string, string>();
  const headers = { 'Access-Control-Allow-Origin': site.host, 'Content-Type': 'application/json' };
  site.between = async (request) => {
    if (request.method === 'OPTIONS') return undefined;
    const answer = await site.embedded!.app.fetch(request.clone());
    const text = await answer.text();
    const patient = request.headers.get('LCR-Patient') ?? '';
    const { pathname } = new URL(request.url);
    await new Promise((later) => setTimeout(later, next() * 30));
    const fate = next();
    const foreign = PATIENTS.map((one) => one !== patient && kept.get(`${one} ${pathname}`)).find(Boolean);
    if (answer.ok) kept.set(`${patient} ${pathname}`, text);
    if (fate < 0.1 && foreign) return new Response(foreign, { headers: answer.headers });
    if (fate < 0.2) return new Response(text.slice(0, text.length * next()), { headers: answer.headers });
    if (fate < 0.25) return new Response('{}', { status: 503, headers });
    if (fate < 0.3) return new Response('{}', { status: 401, headers });
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
}
