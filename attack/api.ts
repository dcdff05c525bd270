import fc from 'fast-check';
import { createMetrics } from '../gateway/metrics.ts';
import { conformTo, conformWhole } from '../gateway/test/conform.ts';
import { doctor, OTHER, PATIENT } from '../gateway/test/house.ts';
import { ISSUER, launch, START } from '../gateway/test/launch.ts';
import { sources } from '../gateway/test/written-record.ts';
import { type Asked, operations, requests, type TOKENS } from './requests.ts';
import type { Outcome, Trial } from './trial.ts';

/** So many requests to one gateway; then there is another one, with an empty audit. */
const EACH = 1000;

/** What stands in the header `Authorization` instead of a token. */
const badly: Record<string, string> = { none: '', rubbish: 'Bearer x.y.z', basic: 'Basic eDp5', empty: 'Bearer ' };

async function open() {
  let busy = false;
  const { figures, text } = createMetrics();
  const house = await launch({
    sources,
    host: { scopes: { audit: ['XQ1'], 'opt-out': ['XQ1'] }, dpop: 'optional' },
    limits: { perUser: { burst: 60, perMinute: 1 } }, full: () => busy, figures, metrics: text,
  });
  const token = async (claims: object) => (await house.post(await house.client.form({ ...doctor, user: crypto.randomUUID(), ...claims } as typeof doctor))).body.access_token as string;
  const operator = async (scope: 'audit' | 'opt-out') => {
    const { patient: _, ...who } = doctor;
    return (await house.post(await house.client.form({ ...who, user: scope, scope }))).body.access_token as string;
  };
  await house.store.optOuts.record({ nhsNumber: OTHER, state: 'opted-out', from: START.toISOString(), recorded: START.toISOString(), by: 'desk' });
  const tokens: Record<(typeof TOKENS)[number], string> = {
    doctor: await token({}),
    pharmacist: await token({ roles: ['R1290'] }),
    receptionist: await token({ roles: ['R8009'] }),
    'privacy officer': await token({ roles: ['R0001'] }),
    patient: await token({ roles: ['PATIENT'], purpose: 'PATRQT' }),
    narrowed: await token({ categories: ['allergies', 'results'] }),
    'opted out': await token({ patient: OTHER }),
    elsewhere: await token({ purpose: 'HOPERAT' }),
    audit: await operator('audit'),
    'opt-out': await operator('opt-out'),
  };
  const headers = { Authorization: `Bearer ${tokens.doctor}`, 'LCR-Patient': PATIENT };
  const section = await (await house.app.request('/v1/record/correspondence', { headers })).text();
  const ids = [...new Set(section.match(/correspondence\.correspondence\.[0-9a-f]+/g))];

  /** What the host signs is good for one use, and the token that it ends is one of its own. */
  async function signedForm({ path, signed }: Asked, more: [string, string][]): Promise<URLSearchParams> {
    const form = new URLSearchParams();
    if (signed) {
      for (const [name, value] of await house.form()) if (path.startsWith('/v1/token') || name.startsWith('client_')) form.append(name, value);
      if (path.startsWith('/v1/revoke')) form.append('token', await token({}));
    }
    for (const [name, value] of more) form.append(name, value);
    return form;
  }

  async function send(asked: Asked): Promise<Response> {
    const { method, path, token: who, headers: given, body, form } = asked;
    const headers = new Headers();
    const own = who === 'opted out' ? OTHER : PATIENT;
    for (const [name, value] of given) headers.append(name, value === 'own' ? own : value);
    const credentials = badly[who] ?? `Bearer ${tokens[who as keyof typeof tokens]}`;
    if (credentials !== '') headers.set('Authorization', credentials);
    const content = form ? await signedForm(asked, form) : body;
    busy = asked.busy;
    try {
      return await house.app.request(ISSUER + path, { method, headers, ...(content === undefined || ['GET', 'HEAD'].includes(method.toUpperCase()) ? {} : { body: content }) });
    } finally {
      busy = false;
    }
  }
  return { send, ids };
}

/** The operation that an address means, and a gateway is asked for under it, however it is written. */
function meant(asked: Asked): { path: string; methods: string[] } | undefined {
  const { pathname } = new URL(ISSUER + asked.path);
  const found = operations.filter(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replace('{id}', '[^/]+')}$`).test(decoded(pathname)));
  return found.length > 0 ? { path: found[0]!.path, methods: found.map(({ method }) => method) } : undefined;
}

function decoded(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

/** Fails unless the answer is one that the contract has, or, where the contract has no such request, a plain no. */
async function judge(asked: Asked, answer: Response): Promise<void> {
  const { status, headers } = answer;
  const method = asked.method.toUpperCase();
  if (status >= 500 && !(asked.busy && status === 503)) throw new Error(`${status}`);
  if (headers.get('Cache-Control') !== 'no-store') throw new Error(`${status} may be kept: ${headers.get('Cache-Control')}`);
  if (!headers.get('X-Request-Id')) throw new Error(`${status} has no X-Request-Id`);
  const operation = meant(asked);
  if (operation?.methods.includes(method)) {
    await conformWhole(method, operation.path, answer);
    return;
  }
  const text = await answer.text();
  // HEAD is GET without its body (RFC 9110 section 9.3.2), and OPTIONS is the browser's own question.
  if (method === 'HEAD' || (method === 'OPTIONS' && status === 204)) {
    if (text !== '') throw new Error(`${method} ${status} has a body`);
    return;
  }
  if (![401, 403, 404, 429, 503].includes(status)) throw new Error(`${status} where the contract has nothing`);
  if (headers.get('Content-Type') !== 'application/problem+json') throw new Error(`${status} is ${headers.get('Content-Type')}`);
  conformTo('Problem', JSON.parse(text));
}

export const trial: Trial = {
  name: 'requests made from the contract: no server error, every answer as the contract has it',
  tries: { short: 1500, whole: 200_000 },
  async run({ tries, seed }) {
    const outcome: Outcome = { tried: 0, survived: 0, failures: [] };
    const statuses = new Map<string, number>();
    const opened = new Map<string, number>(operations.map(({ method, path }) => [`${method} ${path}`, 0]));
    for (let from = 0; from < tries && outcome.failures.length < 20; from += EACH) {
      const { send, ids } = await open();
      let shrinking = false;
      const property = fc.asyncProperty(requests(ids), async (asked) => {
        const answer = await send(asked);
        if (!shrinking) {
          const kind = `${String(answer.status)[0]}xx`;
          statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
          if (answer.ok) opened.set(asked.operation, (opened.get(asked.operation) ?? 0) + 1);
        }
        try {
          await judge(asked, answer);
        } catch (error) {
          shrinking = true;
          throw error;
        }
      });
      const numRuns = Math.min(EACH, tries - from);
      const result = await fc.check(property, { numRuns, seed: seed + from });
      outcome.tried += result.failed ? result.numRuns : numRuns;
      outcome.survived += result.failed ? result.numRuns - 1 : numRuns;
      if (result.failed) outcome.failures.push(`SEED=${seed + from}: ${String(result.errorInstance).slice(0, 500)}: ${JSON.stringify(result.counterexample).slice(0, 600)}`);
    }
    const sum = [...statuses.values()].reduce((all, one) => all + one, 0);
    // A request that never opens anything shows little.
    for (const [operation, count] of opened) if (count === 0 && tries >= 20_000) outcome.failures.push(`${operation} never succeeded`);
    const shares = [...statuses].sort().map(([kind, count]) => `${kind} ${((100 * count) / sum).toFixed(1)} %`);
    return { ...outcome, note: `${shares.join(', ')}; ${operations.length} operations` };
  },
};
