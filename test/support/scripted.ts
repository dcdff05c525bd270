import type { Category, Problem, Section, SourceAnswer } from '../../api-spec/record.ts';
import { exampleOf, saying } from './categories.ts';

/** A request that waits until the test answers it, in whatever order the test likes. */
export interface Waiting {
  request: Request;
  patient: string;
  categories: Category[];
  answer(response: Response): void;
  fail(): void;
}

/** A gateway that answers when it is told to: for the moments that a real one cannot be made to have. */
export function scriptedGateway() {
  const waiting: Waiting[] = [];
  const fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => () => {
        const place = waiting.indexOf(entry);
        if (place >= 0) waiting.splice(place, 1);
        act();
      };
      const entry: Waiting = {
        request,
        patient: request.headers.get('LCR-Patient') ?? '',
        categories: url.searchParams.getAll('category') as Category[],
        answer: (response) => settle(() => resolve(response))(),
        fail: () => settle(() => reject(new TypeError('connection reset')))(),
      };
      request.signal.addEventListener('abort', () => settle(() => reject(request.signal.reason))());
      // The session is asked beside the record and decides nothing here.
      if (url.pathname === '/v1/session') return resolve(problem(503, 'all-sources-unavailable'));
      waiting.push(entry);
    });
  };
  return { fetch, waiting };
}

export const sourceAnswer = (name: string, more: Partial<SourceAnswer> = {}): SourceAnswer => ({
  organisation: { odsCode: 'XQ1', name },
  status: 'answered',
  asOf: '2026-11-24T09:00:00Z',
  withheld: false,
  uncoded: 0,
  unreadable: 0,
  ...more,
});

/** A section with as many entries as there are names, each the contract's example with that name for every word. */
export function section(category: Category, patient: string, names: string[], more: Partial<Section> = {}): Section {
  const [entry] = exampleOf(category).entries;
  return {
    ...exampleOf(category),
    patient,
    answeredAt: '2026-11-24T09:00:00Z',
    completeness: 'complete',
    sources: [sourceAnswer('Northbridge University Hospitals')],
    knownNone: [],
    next: null,
    total: names.length,
    entries: names.map((name, index) => ({ ...saying(entry, name), id: `northbridge.Some.${index}` })),
    ...more,
  } as unknown as Section;
}

export const ndjson = (...lines: unknown[]): Response =>
  new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'Content-Type': 'application/x-ndjson' } });

export const problem = (status: number, code: string, more: Partial<Problem> = {}): Response =>
  new Response(JSON.stringify({ type: `urn:lcr:problem:${code}`, title: code, status, code, correlationId: 'c0ffee', ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
