import policy from '../gateway/policy.yaml';
import { embed, type Embedded } from '../gateway/embed.ts';
import { generate, optedOut, patients, sources, today, type PatientKey, type SourceId } from '../gateway/demo/record.ts';
import type { Policy } from '../gateway/policy/policy.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import { Outage, type Source } from '../gateway/sources/source.ts';
import { categories, kindsOf } from '../gateway/policy/kinds.ts';
import { users, type User } from './ehr.ts';

export { categories, kindsOf, sources };

/** How a source behaves in a scene. */
export type Behaviour = 'answers' | 'down' | 'slow';

/** Who looks at whose record, and what is wrong with the sources meanwhile. */
export interface Scene {
  patient: PatientKey | null;
  /** One of the demonstration's users, by id. */
  user?: string;
  sources?: Partial<Record<SourceId, Behaviour>>;
  /** Who has looked at the record before, by user, each on the day before the last. */
  visitors?: readonly string[];
  /** How long every answer is held back, in milliseconds. */
  delay?: number;
  /** `refused`: the host's tokens are no good. `unreachable`: the gateway cannot be reached. `silent`: it never answers. */
  gateway?: 'answers' | 'refused' | 'unreachable' | 'silent';
}

/** What a page needs to open a scene: the patient, a `fetch` that leads to the gateway, and tokens. */
export interface InPage {
  patient: string | null;
  fetch: typeof fetch;
  getToken: (request: { patient: string }) => Promise<string | { access_token: string; expires_in: number }>;
}

/** Short, so that a scene with a slow source is not a test of patience. */
const DEADLINE = 400;
const DAY = 86_400_000;

let shelves: Source[] | undefined;

/** The five invented sources in memory. They are filed once: every scene reads the same record. */
function shelved(): Source[] {
  if (shelves) return shelves;
  const record = generate();
  return (shelves = sources.map(({ id, organisation, system, without, careSetting }) => {
    const about = {
      id, organisation, system, categories: new Set(categories), without: new Set(without), deadline: DEADLINE,
      ...(careSetting && { careSetting }),
    };
    const shelf = createShelf(about, { asOf: '2026-11-24T06:00:00Z' });
    shelf.add({ resourceType: 'Bundle', type: 'collection', entry: record[id].map((resource) => ({ resource })) });
    return shelf;
  }));
}

const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Outage('timed-out', 'no answer before the deadline'))));

function behaving(source: Source, behaviour: Behaviour = 'answers'): Source {
  if (behaviour === 'answers') return source;
  const outage = (signal: AbortSignal): Promise<never> =>
    behaviour === 'slow' ? silence(signal) : Promise.reject(new Outage('unavailable', 'the source is down'));
  return { ...source, find: (_number, signal) => outage(signal), search: (_patient, _search, signal) => outage(signal), binary: (_address, _most, signal) => outage(signal) };
}

/** The real gateway over the embedded record, inside this page: nothing is stood in for but the network. */
export function openInPage({ patient, user = 'okafor', visitors = [], sources: behaviours = {}, delay = 0, gateway = 'answers' }: Scene): InPage {
  const acting = users.find(({ id }) => id === user) ?? users[0];
  const open = patients.find(({ key }) => key === patient)?.nhsNumber ?? null;
  let daysAgo = 0;
  const house = Promise.resolve().then(async () => {
    const embedded = await embed({
      policy: policy as Policy,
      // It is always the day of the record: what is still to come stays so, and two pictures of a scene are alike.
      now: () => new Date(Date.parse(`${today}T09:30:00Z`) - daysAgo * DAY),
      sources: shelved().map((source) => behaving(source, behaviours[source.id as SourceId])),
      organisations: sources.map(({ organisation }) => ({
        ...organisation,
        requireKnownPatient: organisation.odsCode === 'XQ5',
        roles: organisation.odsCode === 'XQ2' ? { PHARMACIST: 'R1290' } : {},
      })),
    });
    const now = new Date().toISOString();
    for (const nhsNumber of optedOut)
      await embedded.house.store.optOuts.record({ nhsNumber, state: 'opted-out', from: '2026-01-01T00:00:00Z', recorded: now, by: 'demonstration' });
    for (const [index, visitor] of visitors.entries()) {
      daysAgo = visitors.length - index;
      await visit(embedded, visitor, open ?? '');
    }
    daysAgo = 0;
    return embedded;
  });
  return {
    patient: open,
    fetch: async (input, init) => {
      if (gateway === 'unreachable') throw new TypeError('the gateway cannot be reached');
      if (gateway === 'silent') return new Promise(() => {});
      const { app } = await house;
      if (delay) await new Promise((later) => setTimeout(later, delay));
      return app.fetch(new Request(input, init));
    },
    getToken: async ({ patient: asked }) => {
      if (gateway === 'refused') return 'a-token-that-has-ended';
      if (!acting) throw new Error('no such user');
      return (await house).hostToken(statementOf(acting, asked));
    },
  };
}

const statementOf = ({ id, name, odsCode, roles, purpose }: User, patient: string) => ({
  user: id, name, org: odsCode, roles, patient, ...(purpose && { purpose }),
});

/** A page of the host as it asks the gateway, to leave in the audit what it leaves. */
async function visit({ app, hostToken }: Embedded, user: string, patient: string): Promise<void> {
  const { access_token } = await hostToken(statementOf(users.find(({ id }) => id === user)!, patient));
  for (const path of ['patient', 'record?category=allergies&category=medications&category=results']) {
    const answer = await app.request(`/v1/${path}`, { headers: { Authorization: `Bearer ${access_token}`, 'LCR-Patient': patient } });
    await answer.text();
  }
}
