/** A token, an NHS number and a name that would be known anywhere: after many visits they stand nowhere but where they belong. */
import { embed } from '../gateway/embed.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import { allergy, northbridge, policyText } from '../gateway/test/house.ts';
import { draws } from './mix-up/draws.ts';
import { inEach, inPage } from './page/engines.ts';
import { openSite, page, type Site } from './page/site.ts';
import { tally, type Trial } from './trial.ts';

const PATIENT = '9990000018';
const FAMILY = 'Zyxwvutsrq';
const ALLERGEN = 'Qwertamycin';
const USER = 'Dr Plokijuhyg';
const tags = ['patient-banner', 'allergies', 'results', 'medications', 'coverage', 'timeline'].map((name) => `lcr-${name}`);

/** Visits of one profile, one after another: what one leaves behind would be found by the next. */
const PROFILE = 20;

/** Profiles that go on side by side: a visit waits more than it works. */
const ABREAST = 4;

export const trial: Trial = {
  name: 'token, number and name after a visit',
  tries: { short: 12, whole: 1000 },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const lines: string[] = [];
    const site = await openSite();
    const secrets = await fill(site, seed, lines);
    site.files.set('/', page('<script type="module" src="/lcr/lcr.js"></script>', `<lcr-context gateway="${site.gateway}" token-url="/token" patient="${PATIENT}">${tags.map((tag) => `<${tag}></${tag}>`).join('')}</lcr-context>`));
    site.files.set('/after', page('', ''));
    let shown = 0;
    const perEngine = Math.ceil(tries / (tries < 100 ? 1 : 2));
    const note = await inEach(tries < 100 ? ['chromium'] : ['chromium', 'firefox'], await inPage('attack/leakage/traces.ts'), async ({ name, visit }) => {
      const waiting = Array.from({ length: perEngine }, (_, number) => number);
      const profiles = async () => {
        for (let turn = waiting.splice(0, PROFILE); turn.length > 0; turn = waiting.splice(0, PROFILE)) {
          const { page: tab, asked, said, close } = await visit();
          for (const number of turn) {
            await tab.goto(site.host);
            const during = await tab.evaluate(() => traces.visit());
            await tab.goto(`${site.host}/after`);
            const after = await tab.evaluate(() => traces.left());
            shown += during.shown ? 1 : 0;
            const places: Record<string, string> = { ...during.places, ...after, address: asked.splice(0).join('\n'), console: said.splice(0).join('\n'), 'the gateway’s words': lines.splice(0).join('\n') };
            const found = Object.entries(places).flatMap(([place, text]) => [...secrets].filter(([, secret]) => text.toLowerCase().includes(secret.toLowerCase())).map(([what]) => `${what} in ${place}`));
            add(found.length === 0, () => `${name}, visit ${number}: ${found.join(', ')}`);
          }
          await close();
        }
      };
      await Promise.all(Array.from({ length: ABREAST }, profiles));
    });
    site.stop();
    // Where it was never there, it could not have been left behind.
    if (shown === 0) add(false, () => 'the name never came to be shown');
    return { ...outcome, note: `${shown} of them had an answer to show, in ${note}` };
  },
};

/** One patient behind a gateway that fails now and then. Answers what may not be found, by what it is called; tokens join as they are issued. */
async function fill(site: Site, seed: number, lines: string[]): Promise<Map<string, string>> {
  const shelf = createShelf({ id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(['allergies', 'results', 'medications']), deadline: 5000 });
  shelf.add({ resourceType: 'Patient', id: 'p1', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }], name: [{ family: FAMILY }], birthDate: '1970-01-01' });
  shelf.add(allergy('a1', ALLERGEN, { patient: { reference: 'Patient/p1' } }));
  const embedded = await embed({ policy: policyText, sources: [shelf], issuer: site.gateway, origins: [site.host], log: (line) => lines.push(JSON.stringify(line)) });
  const secrets = new Map([['the number', PATIENT], ['the number as it is shown', '999 000 0018'], ['the name', FAMILY], ['an entry', ALLERGEN], ['the user', USER]]);
  site.user = { ...site.user, name: USER };
  site.embedded = {
    ...embedded,
    async hostToken(statement, proof) {
      const token = await embedded.hostToken(statement, proof);
      secrets.set(`token ${secrets.size}`, token.access_token.split('.')[2]!);
      return token;
    },
  };
  const next = draws(seed);
  const headers = { 'Access-Control-Allow-Origin': site.host, 'Content-Type': 'application/json' };
  site.between = (request) => {
    const fate = next();
    if (request.method === 'OPTIONS' || fate < 0.7) return undefined;
    if (fate < 0.8) return new Response('{}', { status: 503, headers });
    if (fate < 0.85) return new Response('{}', { status: 401, headers });
    if (fate < 0.9) return new Response(`{"patient":"${PATIENT}","entries":[{"name":"${FAMILY}"`, { headers });
    if (fate < 0.95) return new Response(`{"patient":"9990000026","category":"allergies","name":"${FAMILY}"}\n`, { headers });
    return undefined;
  };
  return secrets;
}
