/**
 * Invented people and tokens whose every trace is looked for: in the log and the figures that an operator reads, in what the
 * process writes by itself, in what a caller is told who gets nothing, and in the audit where it does not belong.
 */
import { chance } from '../demo/chance.ts';
import { createMetrics } from '../metrics.ts';
import { categories } from '../policy/kinds.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import { memoryStore } from '../store/memory.ts';
import { allergy, doctor, gateway, report, rowsOf, spySource } from './house.ts';

export const routes = ['/v1/session', '/v1/patient', '/v1/coverage', '/v1/record/allergies', '/v1/record?category=allergies', '/v1/documents/allergies.northbridge.0123456789abcdef'];

/** What may be broken meanwhile. */
const failures = ['none', 'find', 'search', 'audit', 'opt-out', 'binary'] as const;
type Failure = (typeof failures)[number];

interface Canary {
  number: string;
  other: string;
  name: string;
  user: string;
  staff: string;
}

/** Another patient, user and so on in every round. */
function canaryOf(round: number): Canary {
  const draw = chance(`canary ${round}`);
  const number = (): string => {
    for (;;) {
      const tried = `999${Math.floor(draw() * 1e7).toString().padStart(7, '0')}`;
      if (isNhsNumber(tried)) return tried;
    }
  };
  const word = () => Math.floor(draw() * 36 ** 6).toString(36).padStart(6, 'q');
  return { number: number(), other: number(), name: `Canary-${word()}`, user: `u-${word()}`, staff: `Dr Quill ${word()}` };
}

async function house(canary: Canary, what: Failure) {
  const error = new Error(`cannot read Patient ${canary.name} ${canary.number}`);
  const store = memoryStore();
  const appended = store.audit.append;
  let rows = 0;
  const source = spySource('northbridge', {
    resources: [allergy('a', canary.name), report('r', '2025-01-01', 'CH', { conclusion: `${canary.name} ${canary.number}` })],
    ...(what === 'find' ? { outageOnFind: error } : {}),
    ...(what === 'search' ? { outage: error } : {}),
    ...(what === 'binary' ? { binary: () => { throw error; } } : {}),
  });
  const troubled = {
    ...store,
    audit: { ...store.audit, append: (row: Parameters<typeof appended>[0]) => (what === 'audit' && (rows += 1) > 1 ? Promise.reject(error) : appended(row)) },
    optOuts: { ...store.optOuts, active: (n: string, at: Date) => (what === 'opt-out' ? Promise.reject(error) : store.optOuts.active(n, at)) },
  };
  const { figures, text } = createMetrics();
  const open = await gateway([source], { store: troubled, figures, metrics: text, limits: { perUser: { burst: 60, perMinute: 60 } } });
  return { ...open, figures: text };
}

/** Whatever this process itself writes while something is done. */
async function overheard(work: () => Promise<void>): Promise<string> {
  let heard = '';
  const streams = [process.stdout, process.stderr];
  const speak = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) stream.write = ((words: string | Uint8Array) => ((heard += String(words)), true)) as typeof stream.write;
  try {
    await work();
  } finally {
    for (const [index, stream] of streams.entries()) stream.write = speak[index]!;
  }
  return heard;
}

export interface Traces {
  asked: number;
  /** Of log and figures. */
  lines: number;
  /** What was found where, without the canary itself. */
  found: string[];
}

export async function canaries(rounds: number): Promise<Traces> {
  const traces: Traces = { asked: 0, lines: 0, found: [] };
  for (let round = 0; round < rounds; round += 1) for (const what of failures) await look(canaryOf(round), what, traces);
  return traces;
}

async function look(canary: Canary, what: Failure, traces: Traces): Promise<void> {
  const { number, other, name, user, staff } = canary;
  const { app, hostToken, house: { store }, lines, figures } = await house(canary, what);
  const { access_token: token } = await hostToken({ ...doctor, user, name: staff, patient: number });
  const paths = [
    ...routes, ...categories.map((category) => `/v1/record/${category}`), '/v1/token',
    `/v1/patient/${number}`, `/${number}`, `/v1/record/${name}`, `/v1/record/allergies?nhs=${number}`, `/v1/record?category=${name}`,
    `/v1/record/allergies?cursor=${number}`, `/v1/documents/${number}`, `/v1/session?access_token=${token}`, `/healthz?${number}`, '/.well-known/jwks.json',
  ];
  const ways: RequestInit[] = [
    { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': number } },
    { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': other } },
    { headers: { Authorization: `Bearer ${token}x`, 'LCR-Patient': number, 'X-Request-Id': number, 'User-Agent': name } },
    { method: 'POST', body: `patient=${number}&subject_token=${token}`, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  ];
  const told: string[] = [];
  const heard = await overheard(async () => {
    for (const path of paths) {
      for (const way of ways) {
        const answer = await app.request(path, way);
        const text = await answer.text();
        // A problem that names the patient whose sources are silent says so in a field of its own (contract, section 3).
        if (!answer.ok) told.push(text.replace(`"patient":"${number}"`, ''));
        traces.asked += 1;
      }
    }
  });
  const said = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${await figures()}`;
  traces.lines += said.split('\n').length;
  if (lines.length < paths.length * ways.length) traces.found.push(`${what}: some requests left no line in the log`);

  const secrets = { token, signature: token.split('.')[2]!, other };
  const everything = { ...canary, ...secrets, spaced: `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}` };
  const trace = (place: string, text: string, sought: Record<string, string>) => {
    for (const [kind, secret] of Object.entries(sought)) if (text.includes(secret)) traces.found.push(`${what}: ${kind} in ${place}: ${text.split('\n').find((line) => line.includes(secret))!.replaceAll(secret, '…').slice(0, 200)}`);
  };
  trace('the log or the figures', said, everything);
  trace('what the process writes', heard, everything);
  trace('a problem', told.join('\n'), everything);
  // The audit says who looked at whose record; tokens, and what stands in a record, are no part of it.
  const rows = await rowsOf(store);
  trace('the audit', JSON.stringify(rows), { ...secrets, name });
  if (rows.length === 0) traces.found.push(`${what}: there is no audit`);
}
