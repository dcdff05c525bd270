/** Every line of the public collections in every text field of all widgets: each stays text. */
import { categories } from '../gateway/policy/kinds.ts';
import { hostileLines, linesAreHere } from '../gateway/test/hostile-lines.ts';
import { patient, poisonedAnswer, poisonedGateway, sample } from './hostile-text/record.ts';
import { inEach, inPage, type Visit } from './page/engines.ts';
import { misdeeds } from './page/misdeeds.ts';
import { openSite, page, type Site } from './page/site.ts';
import { tally, type Trial } from './trial.ts';

/** As many lines in one value as make a page that an engine still draws quickly. */
const PACK = 100;

const tags = ['lcr-patient-banner', ...categories.map((category) => `lcr-${category}`), 'lcr-coverage'];

/** Who writes the hostile texts: a source, a gateway that was broken into, and one that only ever fails. */
const authors = ['source', 'gateway', 'failure'] as const;

export const trial: Trial = {
  name: 'hostile text in every field of the widgets',
  tries: { short: 40, whole: Infinity },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    if (!linesAreHere) return { ...outcome, skipped: 'the shared attack data are not here' };
    const lines = hostileLines(/xss|strings/i).filter((line) => line.trim() && !line.includes('§'));
    const first = seed % lines.length;
    const chosen = [...lines.slice(first), ...lines.slice(0, first)].slice(0, tries);
    const packs = Array.from({ length: Math.ceil(chosen.length / PACK) }, (_, at) => chosen.slice(at * PACK, (at + 1) * PACK));
    const record = sample();
    const site = await openSite();
    site.files.set('/', page('<script type="module" src="/lcr/lcr.js"></script>', `<div ${tries < PACK ? '' : 'hidden'}><lcr-context gateway="${site.gateway}" token-url="/token">${tags.map((tag) => `<${tag}></${tag}>`).join('')}</lcr-context></div>`, {
      // Whatever wants to run may run, so that it is seen to; what is not ours is told of all the same.
      'Content-Security-Policy-Report-Only': `default-src 'none'; script-src 'self'; connect-src 'self' ${site.gateway}; img-src blob:; require-trusted-types-for 'script'; trusted-types lcr-lit-html lcr-document; report-uri /reports`,
    }));
    const script = await inPage('attack/page/watch.ts');
    const fields = new Set<string>();
    const note = await inEach(tries < 1000 ? ['chromium'] : ['chromium', 'firefox'], script, async ({ name, visit }) => {
      const innocent = new Set<string>();
      const opened = await visit();
      await opened.page.goto(site.host);
      for (let round = -1; round < packs.length; round++) {
        for (const author of authors) {
          const place = `${name}, ${author}, lines ${first + round * PACK} and ${PACK} more`;
          const { kinds, foreign, shown, state } = await look(site, opened, record, author, (field) => (round < 0 ? ['word'] : packs[(round + field) % packs.length]!), round % 2 === 0);
          if (round < 0) for (const kind of kinds) innocent.add(kind);
          const wrong = [...foreign, ...kinds.filter((kind) => !innocent.has(kind)).map((kind) => `another kind of element: ${kind}`), ...(await misdeeds(site, opened))];
          for (const field of shown) {
            fields.add(`${author} ${field}`);
            for (let line = 0; round >= 0 && line < packs[(round + field) % packs.length]!.length; line++) add(wrong.length === 0, () => `${place}, field ${field} (${state}): ${wrong[0]}`);
          }
          if (shown.length === 0) add(false, () => `${place}: nothing of it was shown (${state})`);
        }
      }
      await opened.close();
    });
    site.stop();
    return { ...outcome, note: `${fields.size} places, ${chosen.length} lines, in ${note}` };
  },
};

interface Looked {
  kinds: string[];
  foreign: string[];
  /** Numbers of the fields that stand on the page. */
  shown: number[];
  state: string;
}

async function look(site: Site, { page: tab }: Visit, record: ReturnType<typeof sample>, author: (typeof authors)[number], packOf: (field: number) => string[], all: boolean): Promise<Looked> {
  let field = 0;
  // The mark is what the field is known by, wherever it comes to stand.
  const next = () => `${packOf(field).join(' ')} §${field++}§`;
  const innocent = () => 'word';
  // One of each kind is enough: what repeats itself is drawn by the same hand.
  const met = new Set<string>();
  const nextOf = (path: string) => (met.size < met.add(path).size ? next() : 'word');
  site.embedded = await poisonedGateway(record, author === 'source' ? next : innocent, site.gateway, site.host);
  site.user = { ...site.user, name: author === 'source' ? next().slice(0, 140).toWellFormed() : 'Dr Ada Okafor' };
  site.between = author === 'source' ? undefined : async (request) => {
    if (request.method === 'OPTIONS') return undefined;
    const answer = await site.embedded!.app.fetch(request.clone());
    const { headers } = answer;
    if (author === 'failure') {
      const problem = { type: next(), title: next(), detail: next(), status: 503, code: all ? 'all-sources-unavailable' : next(), correlationId: next(), contact: { who: 'helpdesk', name: next(), email: next(), telephone: next() } };
      return new Response(JSON.stringify(problem), { status: 503, headers: { 'Access-Control-Allow-Origin': site.host, 'Content-Type': 'application/problem+json' } });
    }
    const text = await answer.text();
    const poison = (line: string) => JSON.stringify(poisonedAnswer(JSON.parse(line), nextOf, all));
    return new Response(text.split('\n').map((line) => (line.trim() ? poison(line) : line)).join('\n'), { status: answer.status, headers });
  };
  return tab.evaluate(async (number) => {
    const context = document.querySelector('lcr-context')!;
    context.patient = null;
    context.patient = number;
    const states = await attack.openAll();
    return {
      kinds: attack.kinds(),
      foreign: attack.foreign(),
      shown: attack.marks(),
      state: Object.entries(states).map(([tag, state]) => `${tag} ${state}`).join(', '),
    };
  }, patient);
}
