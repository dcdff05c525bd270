import policy from '../gateway/policy.yaml';
import { embed, type Embedded } from '../gateway/embed.ts';
import { generate, optedOut, patients, sources, today, type PatientKey, type SourceId } from '../gateway/demo/record.ts';
import type { Policy } from '../gateway/policy/policy.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import type { Source } from '../gateway/sources/source.ts';
import { categories, kindsOf } from '../gateway/policy/kinds.ts';
import { behaving, type Behaviour } from './behaving.ts';
import { users, type User } from './ehr.ts';
import { STATED, statements, STRANGER } from './stated.ts';

export { categories, kindsOf, patients, sources };

/** Every job role of the policy, by code. */
export const roles = Object.entries((policy as Policy).roles).map(([code, { name }]) => ({ code, name }));

/** Who looks at whose record, and what is wrong with the sources meanwhile. */
export interface Scene {
  /** `stranger`: no source knows the number. `stated`: the practice states that there is nothing, wherever that can be coded. */
  patient: PatientKey | 'stranger' | 'stated' | null;
  /** One of the demonstration's users, by id. */
  user?: string;
  /** A job role, and an organisation, in place of the user's own. */
  role?: string;
  organisation?: SourceId;
  sources?: Partial<Record<SourceId, Behaviour>>;
  /** How many of each entry there are, for lists without an end. */
  copies?: number;
  /** Who has looked at the record before, by user, each on the day before the last. */
  visitors?: readonly string[];
  /** How long every answer is held back, in milliseconds. */
  delay?: number;
  /**
   * `refused`: the host's tokens are no good. `unreachable`: the gateway cannot be reached. `silent`: it never answers.
   * `stumbles`: the first request to each address fails, and the next is answered.
   */
  gateway?: 'answers' | 'refused' | 'unreachable' | 'silent' | 'stumbles';
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
    const filed = id === 'larkfield' ? [...record[id], ...statements] : record[id];
    shelf.add({ resourceType: 'Bundle', type: 'collection', entry: filed.map((resource) => ({ resource })) });
    return shelf;
  }));
}

/** The real gateway over the embedded record, inside this page: nothing is stood in for but the network. */
export function openInPage({ patient, user = 'okafor', role, organisation, visitors = [], sources: behaviours = {}, copies, delay = 0, gateway = 'answers' }: Scene): InPage {
  const odsCode = sources.find(({ id }) => id === organisation)?.organisation.odsCode;
  const person = users.find(({ id }) => id === user) ?? users[0]!;
  const acting: User = { ...person, ...(role && { roles: [role] }), ...(odsCode && { odsCode }) };
  const open = patient && numberOf(patient);
  const stumbled = new Set<string>();
  let daysAgo = 0;
  const house = Promise.resolve().then(async () => {
    const embedded = await embed({
      policy: policy as Policy,
      // It is always the day of the record: what is still to come stays so, and two pictures of a scene are alike.
      now: () => new Date(Date.parse(`${today}T09:30:00Z`) - daysAgo * DAY),
      sources: shelved().map((source) => behaving(source, behaviours[source.id as SourceId], copies)),
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
      const request = new Request(input, init);
      if (gateway === 'stumbles' && !stumbled.has(request.url)) {
        stumbled.add(request.url);
        throw new TypeError('the connection was lost');
      }
      const { app } = await house;
      if (delay) await new Promise((later) => setTimeout(later, delay));
      return app.fetch(request);
    },
    getToken: async ({ patient: asked }) => {
      if (gateway === 'refused') return 'a-token-that-has-ended';
      return (await house).hostToken(statementOf(acting, asked));
    },
  };
}

/** The NHS number of whoever a scene names. */
export const numberOf = (patient: NonNullable<Scene['patient']>): string =>
  patient === 'stranger' ? STRANGER : patient === 'stated' ? STATED : patients.find(({ key }) => key === patient)!.nhsNumber;

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
