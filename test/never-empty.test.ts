import { expect } from '@open-wc/testing';
import type { Category } from '../api-spec/record.ts';
import { ADA, BEN, open } from './support/page.ts';
import { categories } from './support/categories.ts';
import { ndjson, problem, section } from './support/scripted.ts';
import { waitUntil } from './support/wait.ts';

/** A failure never looks like an empty record: each way in which a gateway, a proxy or a network can fail to answer. */
const FAILURES: Record<string, (category: Category, request: Request) => Response | Promise<Response>> = {
  'a 403 without a body': () => new Response(null, { status: 403 }),
  'a 403 with HTML': () => new Response('<h1>Forbidden</h1>', { status: 403 }),
  'a 500 problem': () => problem(500, 'gateway-error'),
  'a 502 without a body': () => new Response(null, { status: 502 }),
  'a 503 with an empty JSON object': () => new Response('{}', { status: 503, headers: { 'Content-Type': 'application/json' } }),
  'a 503 problem': () => problem(503, 'all-sources-unavailable'),
  'a 200 without a body': () => new Response(null),
  'a 200 with an empty body': () => new Response(''),
  'a 200 with HTML': () => new Response('<html>Please sign in</html>'),
  'a 200 with {}': () => ndjson({}),
  'a 200 with []': () => ndjson([]),
  'a 200 with null': () => ndjson(null),
  'a 204': () => new Response(null, { status: 204 }),
  'a section without entries': (category) => ndjson({ ...section(category, ADA, []), entries: undefined }),
  'a section without sources': (category) => ndjson({ ...section(category, ADA, []), sources: [] }),
  'a section whose sources are no objects': (category) => ndjson({ ...section(category, ADA, []), sources: ['ok'] }),
  'a section without known-none list': (category) => ndjson({ ...section(category, ADA, []), knownNone: undefined }),
  'a section of another category': (category) => ndjson({ ...section(category, ADA, []), category: category === 'alerts' ? 'allergies' : 'alerts' }),
  'a section without a patient': (category) => ndjson({ ...section(category, ADA, []), patient: undefined }),
  'a section of another patient': (category) => ndjson(section(category, BEN, [])),
  'a line cut short': (category) => new Response(JSON.stringify(section(category, ADA, [])).slice(0, -5)),
  'a stream that ends without the line': (category) => ndjson({ category: category === 'results' ? 'allergies' : 'results', problem: {} }),
  'a problem line': (category) => ndjson({ category, problem: { code: 'all-sources-unavailable', status: 503 } }),
  'a problem line without a code': (category) => ndjson({ category, problem: {} }),
  'a connection reset': () => Promise.reject(new TypeError('network error')),
  'a connection lost in the middle': (category) => {
    const text = new TextEncoder().encode(JSON.stringify(section(category, ADA, [])).slice(0, 40));
    return new Response(
      new ReadableStream({
        start: (out) => out.enqueue(text),
        pull: (out) => out.error(new TypeError('connection lost')),
      }),
    );
  },
  'an entry that cannot be drawn': (category) => {
    const sound = section(category, ADA, ['Sodium']);
    // Lists where the contract has texts, and nothing where it has lists.
    return ndjson({ ...sound, entries: sound.entries.map(({ id }) => ({ id, source: {}, when: [{}], code: null, status: [{}] })) });
  },
};

for (const { tag, category } of categories) {
  describe(`<${tag}> never looks empty after`, () => {
    for (const [name, answer] of Object.entries(FAILURES)) {
      it(name, async () => {
        const fetch = async (input: RequestInfo | URL, init?: RequestInit) => answer(category, new Request(input, init));
        const page = open(tag, fetch);
        await waitUntil(() => page.states.at(-1)?.state === 'failed', `failed after ${name}`);
        expect(page.states.map(({ state }) => state)).not.to.include('nothing-recorded');
        expect(page.text()).to.match(/could not be loaded/);
        expect(page.text()).not.to.match(/not recorded|no known|none/i);
        expect(page.events.some(({ type }) => type === 'lcr-error')).to.equal(true);
        page.close();
      });
    }
  });
}
