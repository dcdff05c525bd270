import policy from '../../gateway/policy.yaml';
import type { Section } from '../../api-spec/record.ts';
import { embed } from '../../gateway/embed.ts';
import type { Policy } from '../../gateway/policy/policy.ts';
import { createShelf } from '../../gateway/sources/shelf.ts';
import { reported, type Letter } from './reported.ts';

export type { Letter } from './reported.ts';

export interface World {
  fetch: typeof fetch;
  getToken(request: { patient: string }): Promise<{ access_token: string; expires_in: number }>;
  /** What was asked of the gateway's documents. */
  asked: string[];
  ids: string[];
  isDown: boolean;
}

/** The real gateway in this page, over one source whose patients each have these letters. */
export async function world(letters: readonly Letter[], { patients = ['9990000018', '9990000026'], role = 'R8000', largest = 2_000_000 }: { patients?: readonly string[]; role?: string; largest?: number } = {}): Promise<World> {
  const organisation = { odsCode: 'XQ1', name: 'Northbridge University Hospitals' };
  const shelf = createShelf({ id: 'northbridge', organisation, system: 'Meridian EPR', categories: new Set(['results']), deadline: 1000 });
  patients.forEach((number) => {
    shelf.add({ resourceType: 'Patient', id: `p${number}`, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }] });
    letters.forEach((letter, at) => shelf.add(reported(letter, at, number)));
  });
  const made: World = {
    isDown: false,
    asked: [],
    ids: [],
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname.includes('/documents/')) made.asked.push(pathname);
      return app.fetch(request);
    },
    getToken: ({ patient }) => hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: [role], patient }),
  };
  const failing = { search: () => Promise.reject(new Error('down')) };
  const source = new Proxy(shelf, { get: (target, name) => Reflect.get(made.isDown && name === 'search' ? failing : target, name) as unknown });
  const { app, hostToken } = await embed({ policy: policy as Policy, sources: [source], documents: { largest, deadline: 1000 } });
  const { access_token } = await hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: patients[0]! });
  const answer = await app.request('/v1/record/results', { headers: { Authorization: `Bearer ${access_token}`, 'LCR-Patient': patients[0]! } });
  const section = (await answer.json()) as Section<'results'>;
  made.ids = section.entries.toReversed().flatMap(({ documents = [] }) => documents.map(({ id }) => id));
  return made;
}
