import type { Register } from '../register/register.ts';
import type { AccessTokens } from './access.ts';
import { type Advice, adviceFor } from './advice.ts';
import { createExchange } from './exchange.ts';
import { createHostTexts } from './host-text.ts';
import { readStatement, Refused } from './statement.ts';
import { takeApart } from './strict.ts';

/** What was found in a launch, for the developer of a host. */
export interface Explanation {
  /** What it is that was looked at, and what became of it. */
  title: string;
  /** What its header and claims say; never a name or a patient's number. */
  said: readonly (readonly [name: string, value: string])[];
  /** Why it is refused; nothing where it is good. */
  refused?: Advice & { reason: string };
}

/**
 * Explains a launch that fails, by the very checks of the exchange, held over whatever of it is handed in: a whole form
 * of `POST /v1/token`, a client assertion, a subject token, an access token, or an answer. It issues nothing, uses
 * nothing up, writes nothing down, and what it is given goes nowhere.
 */
export function createExplainer(parts: {
  issuer: string;
  register: Register;
  tokens: AccessTokens;
  categories: ReadonlySet<string>;
  now: () => Date;
}): (text: string) => Promise<Explanation[]> {
  const { register, tokens, categories, now } = parts;
  const texts = createHostTexts({ ...parts, once: { first: async () => true } });
  let reason: string | undefined;
  const dry = createExchange({
    ...parts,
    texts,
    // A SMART token is good or not by its issuer's word, and nobody is asked from here.
    smart: {
      async read() {
        throw new Refused('invalid_request', 'token-invalid', 'smart:not-asked', 'the issuer was not asked');
      },
    },
    proven: async () => ({ refused: 'missing' }),
    audit: { append: async (row) => void (reason = row.reason) },
  });

  async function whole(form: URLSearchParams): Promise<Explanation[]> {
    const inside = ['client_assertion', 'subject_token'].flatMap((name) => form.getAll(name).map((text) => [name, text] as const));
    reason = undefined;
    // From which page a form came, it does not say: the first of its host's, where there is one.
    const [origin] = register.host(form.get('client_id') ?? '')?.origins ?? [];
    await dry.exchange(form, { requestId: '', ...(origin === undefined ? {} : { origin }) });
    // A proof belongs to the page and to one call: it cannot be tried again here.
    const refused = reason === 'proof:missing' ? undefined : reason;
    return [verdict('The exchange', [], refused), ...inside.map(([name, text]) => ({ title: `What its ${name} says`, said: saidIn(text, now()) }))];
  }

  async function single(text: string): Promise<Explanation> {
    const apart = takeApart(text);
    const said = saidIn(text, now());
    if (typeof apart === 'string') return verdict('A text', said, `text:${apart}`);
    const { header, payload } = apart;
    if (header['typ'] === 'at+jwt') {
      const claims = await tokens.check(text);
      return verdict('An access token', said, 'refused' in claims ? `access:${claims.reason}` : undefined);
    }
    const isStatement = ['patient', 'org', 'roles', 'purpose', 'nhsid_nrbac_roles'].some((claim) => claim in payload);
    const what = isStatement ? 'A subject token' : 'A client assertion';
    const host = register.host(String(payload['iss']));
    if (!host) return verdict(what, said, 'host');
    const check = isStatement
      ? async () => void readStatement(await texts.read(text, host), categories)
      : async () => void (await texts.authenticate({ assertion: text, clientId: undefined }, () => undefined));
    return check().then(
      () => verdict(what, said),
      (error: unknown) => {
        if (error instanceof Refused) return verdict(what, said, error.reason);
        throw error;
      },
    );
  }

  return async (given) => {
    const text = given.trim().replace(/^(Bearer|DPoP) /, '');
    if (/(^|&)(client_assertion|subject_token|grant_type)=/.test(text)) return whole(new URLSearchParams(text));
    const answer = answerIn(text);
    if (typeof answer?.['access_token'] === 'string') return [await single(answer['access_token'])];
    if (answer) return [verdict('The launch', [], reasonIn(answer))];
    return [await single(text)];
  };
}

const verdict = (what: string, said: Explanation['said'], reason?: string): Explanation => ({
  title: `${what} is ${reason === undefined ? 'good' : 'refused'}`,
  said,
  ...(reason === undefined ? {} : { refused: { reason, ...adviceFor(reason) } }),
});

function answerIn(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** What the gateway's refusal of an exchange means, where a host hands it on; nothing where it is no such refusal. */
export function adviceOn(answer: Record<string, unknown>): Advice | undefined {
  const reason = reasonIn(answer);
  return reason === String(answer['code'] ?? answer['error']) ? undefined : adviceFor(reason);
}

/** The reason inside the words of an answer: "the subject_token was refused (claim:aud)". */
function reasonIn({ error, error_description: words, code }: Record<string, unknown>): string {
  const [, what, reason] = /the (client_assertion|subject_token|SMART token|DPoP proof) was refused \(([^)]+)\)/.exec(String(words)) ?? [];
  if (reason) return `${{ client_assertion: 'assertion', subject_token: 'statement', 'SMART token': 'smart', 'DPoP proof': 'proof' }[what!]}:${reason}`;
  const [, claim] = /the subject_token's "(\w+)"/.exec(String(words)) ?? [];
  if (claim) return `statement:claim:${claim}`;
  if (error === 'unauthorized_client') return 'statement:claim:org';
  if (/client_assertion names another/.test(String(words))) return 'assertion:claim:sub';
  if (/not registered here/.test(String(words))) return 'host';
  const [, parameter] = /^(\w+) is (missing|repeated|not supported)/.exec(String(words)) ?? [];
  return parameter ? `form:${parameter}` : String(code ?? error ?? 'unknown');
}

/** Shown as they are; of everything else only what kind of thing it is: it may be about a person. */
const PLAIN = ['alg', 'typ', 'kid', 'iss', 'aud', 'azp', 'org', 'roles', 'purpose', 'categories', 'scope', 'jti', 'selected_roleid', 'cnf'];
const TIMES = ['iat', 'nbf', 'exp', 'auth_time'];

function saidIn(text: string, now: Date): Explanation['said'] {
  const apart = takeApart(text);
  if (typeof apart === 'string') return [];
  return Object.entries({ ...apart.header, ...apart.payload }).map(([name, value]) => {
    if (TIMES.includes(name) && typeof value === 'number') return [name, spellTime(value, now)] as const;
    return [name, PLAIN.includes(name) ? JSON.stringify(value).slice(0, 300) : kindOf(value)] as const;
  });
}

function spellTime(seconds: number, now: Date): string {
  const away = Math.round(seconds - now.getTime() / 1000);
  return `${seconds} (${Math.abs(away)} seconds ${away < 0 ? 'ago' : 'from now'}, by the gateway’s clock)`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `(a list of ${value.length})`;
  return typeof value === 'string' ? `(a text of ${value.length} characters)` : `(${value === null ? 'nothing' : `a ${typeof value}`})`;
}
