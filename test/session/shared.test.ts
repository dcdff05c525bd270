import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Category } from '../../api-spec/record.ts';
import { beginSession } from '../../src/session/session.ts';
import { ADA, BEN } from '../support/page.ts';
import { ndjson, problem, section } from '../support/scripted.ts';

/** A session whose gateway counts what it is asked for. */
function begin(answer: (category: Category, times: number) => unknown, signal = new AbortController().signal) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(new Request(input, init).url);
    if (url.pathname === '/v1/session') return problem(503, 'x');
    const categories = url.searchParams.getAll('category') as Category[];
    asked.push(categories.join(' '));
    return ndjson(...categories.map((category) => answer(category, asked.length)));
  };
  const session = beginSession({ gateway: 'https://gateway.test', patient: ADA, token: async () => 'token', ended: () => {}, fetch }, signal);
  return { session, asked };
}

const named = (category: Category, times: number) => section(category, ADA, [`${category} ${times}`]);
const first = (data: { entries: readonly { code?: { display: string } | undefined }[] } | undefined) => data?.entries[0]?.code?.display;

describe('The first page of a category', () => {
  it('is asked for once, whoever asks and whenever: a list, the whole record, the timeline', async () => {
    const { session, asked } = begin(named);
    const answers = await Promise.all([session.first('allergies'), session.first('results'), session.first('allergies')]);
    const later = await session.first('allergies');
    expect(asked).to.deep.equal(['allergies results']);
    expect(later).to.equal(answers[0]);
    expect(later).to.equal(answers[2]);
  });

  it('is asked for again when somebody wants it anew, and is then everybody’s', async () => {
    const { session, asked } = begin(named);
    const old = await session.first('allergies');
    const [anew, joined] = await Promise.all([session.first('allergies', true), session.first('allergies')]);
    expect(first(old.data)).to.equal('allergies 1');
    expect(first(anew.data)).to.equal('allergies 2');
    expect(joined).to.equal(anew);
    expect(await session.first('allergies')).to.equal(anew);
    expect(asked).to.deep.equal(['allergies', 'allergies']);
  });

  it('is asked for once when several want it anew in the same turn', async () => {
    const { session, asked } = begin(named);
    await Promise.all([session.first('allergies', true), session.first('allergies', true), session.first('results', true)]);
    expect(asked).to.deep.equal(['allergies results']);
  });

  it('that failed is shared by those who waited, and asked for again by who comes later', async () => {
    const { session, asked } = begin((category, times) =>
      times === 1 ? { category, problem: { code: 'all-sources-unavailable' } } : named(category, times),
    );
    const [one, other] = await Promise.all([session.first('allergies'), session.first('allergies')]);
    expect(one.failure?.code).to.equal('all-sources-unavailable');
    expect(other).to.equal(one);
    expect(session.shared('allergies')).to.equal(undefined);
    expect(first((await session.first('allergies')).data)).to.equal('allergies 2');
    expect(asked).to.have.length(2);
  });

  it('that the role does not have is not asked for again: each refusal is written down', async () => {
    const { session, asked } = begin((category) => ({ category, problem: { code: 'not-permitted' } }));
    await session.first('allergies');
    expect((await session.first('allergies')).failure?.code).to.equal('not-permitted');
    expect(asked).to.have.length(1);
    await session.first('allergies', true);
    expect(asked).to.have.length(2);
  });

  it('of another patient is a failure, and is not kept', async () => {
    const { session } = begin((category) => section(category, BEN, ['Latex']));
    expect((await session.first('allergies')).failure?.code).to.equal('patient-mismatch');
    expect(session.shared('allergies')).to.equal(undefined);
  });

  it('that takes long to draw gives the page its turn before the next, which is then not heard if the record was closed', async () => {
    for (const closes of [false, true]) {
      const record = new AbortController();
      const { session } = begin(named, record.signal);
      const order: string[] = [];
      void session.first('allergies').then(() => {
        for (const end = performance.now() + 50; performance.now() < end; );
        order.push('one list');
        setTimeout(() => {
          order.push('the page');
          if (closes) record.abort();
        });
      });
      const { data, failure } = await session.first('results');
      expect(order).to.deep.equal(['one list', 'the page']);
      expect([Boolean(data), Boolean(failure)]).to.deep.equal([!closes, closes]);
    }
  });

  it('is the same wherever the network cuts the stream, inside a letter of several bytes, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), fc.array(fc.nat(4000), { maxLength: 12 }), fc.boolean(), async (name, cuts, ends) => {
        const sent = [section('allergies', ADA, [`é’😀${name}`, name]), section('results', ADA, [name])];
        const lines = sent.map((one) => JSON.stringify(one)).join('\n') + (ends ? '\n' : '');
        const bytes = new TextEncoder().encode(lines);
        const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
        const stream = new ReadableStream({
          start(made) {
            places.slice(1).forEach((end, index) => made.enqueue(bytes.subarray(places[index], end)));
            made.close();
          },
        });
        const fetch: typeof globalThis.fetch = async (input, init) =>
          new Request(input, init).url.includes('session') ? problem(503, 'x') : new Response(stream, { headers: { 'Content-Type': 'application/x-ndjson' } });
        const session = beginSession({ gateway: 'https://gateway.test', patient: ADA, token: async () => 'token', ended: () => {}, fetch }, new AbortController().signal);
        const heard = await Promise.all([session.first('allergies'), session.first('results')]);
        expect(heard.map(({ data }) => data)).to.deep.equal(JSON.parse(JSON.stringify(sent)));
      }),
      { numRuns: 60 },
    );
  });
});
