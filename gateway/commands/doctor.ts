import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { checks, finding, findings, lookAtGateway as lookAtMetadata, lookAtSession, lookAtToken, lookInto, METADATA, type Acts, type CheckName, type Finding } from '../../host-kit/doctor.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import { adviceOn } from '../token/explain.ts';
import { allows, allowsScript, policiesOf, refusedTypes, tagsOf, type Policies } from './content-policy.ts';

export const doctorUsage = `usage: lcr doctor --host URL --gateway URL [--isolated] [--token-url URL]
                                   what is wrong with a host's page, from outside. With --token-url the NHS number of a test
                                   patient stands on standard input, and HOST_COOKIE has the cookie of a session at the host`;

/** The page, as its server sent it. */
interface Page {
  address: URL;
  html: string;
  policies: Policies;
  /** How far its server's clock is ahead of this one's, in milliseconds. */
  ahead: number | undefined;
}

type Note = (name: CheckName, ...found: (Finding | undefined | false)[]) => void;

/** How far two clocks may be apart, in milliseconds, and what reading one to the second leaves open. */
const SKEW = 5_000 + 1_000;
const PATIENCE = 10_000;

const acts: Readonly<Record<Acts, string>> = {
  'host-developer': 'the developer of the host',
  'gateway-operator': 'whoever runs the gateway',
  'service-desk': 'the service desk',
};

/** `lcr doctor …`. @returns 1 where something is wrong */
export async function doctorCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  input: () => string,
  print: (line: string) => void,
): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { host: text, gateway: text, 'token-url': text, isolated: { type: 'boolean' } } });
  if (!URL.canParse(values.host ?? '') || !URL.canParse(values.gateway ?? '')) throw new Error(doctorUsage);
  const host = new URL(values.host!);
  const gateway = new URL(values.gateway!);
  const cookie: Record<string, string> = environment['HOST_COOKIE'] ? { Cookie: environment['HOST_COOKIE'] } : {};

  const made = new Map<CheckName, Finding[]>();
  const note: Note = (name, ...found) => void made.set(name, [...(made.get(name) ?? []), ...found.filter((one) => Boolean(one)) as Finding[]]);
  const page = await open(host, cookie);
  note('page', !page && finding('host-unreachable', host.href));
  const isolated = values.isolated ?? (page !== undefined && tagsOf(page.html, 'lcr-frame').length > 0);
  if (page) await lookAtPage(page, gateway, isolated, note);
  const reached = await lookAtGateway(gateway, page, note);
  if (reached) await lookAtOrigin(gateway, host.origin, isolated, note);
  if (values['token-url'] !== undefined) {
    const patient = input().replace(/[\s-]/g, '');
    note('patient', !isNhsNumber(patient) && finding('patient-invalid'));
    if (isNhsNumber(patient)) await lookAtTokens({ url: new URL(values['token-url'], host), host, gateway, patient, cookie, isolated, reached }, note);
  }
  return tell(made, print);
}

function tell(made: ReadonlyMap<CheckName, readonly Finding[]>, print: (line: string) => void): number {
  for (const [name, title] of Object.entries(checks) as [CheckName, string][]) {
    if (name === 'elements') continue;
    const found = made.get(name);
    print(`${!found ? '-' : found.length === 0 ? 'good ' : 'WRONG'} ${title}${found ? '' : ': not tried'}`.replace(/^-/, '-    '));
    for (const { code, about } of found ?? []) {
      const { wrong, act, who } = findings[code];
      print(`        ${wrong}${about ? ` (${about})` : ''} [${code}]\n        What to do: ${act}\n        Who acts: ${acts[who]}`);
    }
  }
  return [...made.values()].some((found) => found.length > 0) ? 1 : 0;
}

/** A request that fails in no other way than by bringing nothing. */
const get = (address: URL, init: RequestInit = {}): Promise<Response | undefined> =>
  fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...init }).catch(() => undefined);

async function open(address: URL, headers: Record<string, string>): Promise<Page | undefined> {
  const answer = await get(address, { headers });
  if (!answer?.ok || !/^text\/html\b/.test(answer.headers.get('Content-Type') ?? '')) return undefined;
  const ahead = aheadBy(answer);
  const html = await answer.text();
  return { address: new URL(answer.url), html, ahead, policies: policiesOf(answer.headers.get('Content-Security-Policy'), html) };
}

function aheadBy({ headers }: Response): number | undefined {
  const date = Date.parse(headers.get('Date') ?? '');
  return Number.isNaN(date) ? undefined : date + 500 - Date.now();
}

async function lookAtPage({ address, html, policies }: Page, gateway: URL, isolated: boolean, note: Note): Promise<void> {
  const base = new URL(tagsOf(html, 'base')[0]?.['href'] ?? '', address);
  const scripts = tagsOf(html, 'script').flatMap(({ src, nonce, integrity }) => (src && /(^|\/)(lcr|frame|dpop|doctor)\.js$/.test(src) ? [{ src: new URL(src, base), nonce, integrity }] : []));
  const readyMade = scripts.length > 0;
  const types = isolated ? [] : refusedTypes(policies, [readyMade ? 'lcr-lit-html' : 'lit-html', 'lcr-document']);
  const kept = scripts.filter(({ src, nonce }) => !allowsScript(policies, src, address, nonce));
  note(
    'policy',
    !isolated && !allows(policies, 'connect-src', gateway, address) && finding('csp-connect-src', gateway.origin),
    !isolated && ['blob:record', 'data:,'].some((picture) => !allows(policies, 'img-src', new URL(picture), address)) && finding('csp-img-src'),
    isolated && !allows(policies, 'frame-src', gateway, address) && finding('csp-frame-src', gateway.origin),
    kept.length > 0 && finding('csp-script-src', kept.map(({ src }) => src.href).join(', ')),
    types.length > 0 && finding('csp-trusted-types', types.join(', ')),
  );
  if (!readyMade) return;

  const wanted = new Map<string, string | undefined>(scripts.map(({ src, integrity }) => [src.href, integrity]));
  for (const [script, pin] of await pinsOf(html, base, scripts.map(({ src }) => src))) wanted.set(script, pin);
  const found = await Promise.all([...wanted].map(([script, pin]) => lookAtScript(new URL(script), pin, address.origin)));
  // One of each kind says it all: a folder that is not there would be a line a file.
  note('scripts', ...new Map(found.flatMap((one) => (one ? [[one.code, one] as const] : []))).values());
}

/** What pins the scripts: the page's own import map, and the one that lies beside the entry. */
async function pinsOf(html: string, base: URL, scripts: readonly URL[]): Promise<[string, string][]> {
  const inPage = [...html.matchAll(/<script[^>]*type=["']?importmap["']?[^>]*>([\s\S]*?)<\/script>/gi)].map(([, text]) => [text!, base] as const);
  const folders = new Set(scripts.map((script) => new URL('importmap.json', script).href));
  const beside = await Promise.all([...folders].map(async (map) => [(await (await get(new URL(map)))?.text()) ?? '', new URL(map)] as const));
  return [...beside, ...inPage].flatMap(([text, from]) => {
    try {
      const { integrity = {} } = JSON.parse(text) as { integrity?: Record<string, string> };
      return Object.entries(integrity).map(([name, pin]): [string, string] => [new URL(name, from).href, pin]);
    } catch {
      return [];
    }
  });
}

async function lookAtScript(script: URL, pin: string | undefined, origin: string): Promise<Finding | undefined> {
  const answer = await get(script, { headers: { Origin: origin } });
  if (!answer?.ok) return finding('script-unreachable', script.href);
  if (!/^(text|application)\/(x-)?javascript\b/.test(answer.headers.get('Content-Type') ?? '')) return finding('script-type', script.href);
  const open = answer.headers.get('Access-Control-Allow-Origin');
  if (script.origin !== origin && open !== '*' && open !== origin) return finding('script-cors', script.href);
  const bytes = Buffer.from(await answer.arrayBuffer());
  // Several pins are alternatives (W3C Subresource Integrity).
  const pins = pin?.trim().split(/\s+/) ?? [];
  const fits = pins.some((one) => one.slice(one.indexOf('-') + 1) === createHash(one.slice(0, one.indexOf('-'))).update(bytes).digest('base64'));
  return pins.length === 0 || fits ? undefined : finding('script-integrity', script.href);
}

/** @returns whether there is a gateway to speak with */
async function lookAtGateway(gateway: URL, page: Page | undefined, note: Note): Promise<boolean> {
  if (gateway.protocol !== 'https:' && !/^(localhost|127[\d.]+|\[::1])$/.test(gateway.hostname)) note('gateway', finding('gateway-address', gateway.origin));
  const answer = await get(new URL(METADATA, gateway));
  const found = await lookAtMetadata(answer, gateway);
  note('gateway', ...found);
  if (!answer || found.some(({ code }) => code !== 'gateway-issuer')) return false;
  const ahead = aheadBy(answer);
  if (ahead === undefined) return true;
  note('clock', Math.abs(ahead) > SKEW && finding('clock-here', seconds(ahead)));
  if (page?.ahead !== undefined) note('clock', Math.abs(page.ahead - ahead) > SKEW && finding('clock-host', seconds(page.ahead - ahead)));
  return true;
}

const seconds = (ahead: number) => `${Math.abs(Math.round(ahead / 1000))} seconds ${ahead < 0 ? 'slow' : 'fast'}`;

async function lookAtOrigin(gateway: URL, origin: string, isolated: boolean, note: Note): Promise<void> {
  if (isolated) {
    const frame = await get(new URL(`/frame?host=${encodeURIComponent(origin)}`, gateway));
    const ancestors = /frame-ancestors ([^;]*)/.exec(frame?.headers.get('Content-Security-Policy') ?? '')?.[1]?.split(' ') ?? [];
    return note('origin', !(frame?.ok && ancestors.includes(origin)) && finding('frame-refused', origin));
  }
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization,lcr-patient' };
  const preflight = await get(new URL('/v1/session', gateway), { method: 'OPTIONS', headers });
  note('origin', preflight?.headers.get('Access-Control-Allow-Origin') !== origin && finding('origin-unknown', origin));
}

interface Launch {
  url: URL;
  host: URL;
  gateway: URL;
  patient: string;
  cookie: Record<string, string>;
  isolated: boolean;
  reached: boolean;
}

/** Asks for a token as the page would, and opens a session with it; of the token only what is wrong with it is told. */
async function lookAtTokens({ url, host, gateway, patient, cookie, isolated, reached }: Launch, note: Note): Promise<void> {
  if (url.origin !== host.origin) return note('token', finding('token-url-invalid', url.origin));
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', Origin: host.origin, ...cookie };
  const answer = await get(url, { method: 'POST', headers, body: JSON.stringify({ patient }), redirect: 'manual' });
  if (!answer) return note('token', finding('token-url-unreachable', url.pathname));
  if (answer.status === 401) return note('token', finding('token-url-session'));
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const advice = adviceOn(Object(body) as Record<string, unknown>);
    return note('token', advice ? finding('token-exchange', `${advice.meaning} ${advice.act}`) : finding('token-url-refused', String(answer.status)));
  }
  const { token, found } = lookAtToken(body, { patient, gateway });
  note('token', ...found);
  const seen = token === undefined ? undefined : lookInto(token)!;
  if (!seen || !reached) return;
  // The gateway's clock decides; this one has been held against it before.
  if (seen.exp < Date.now() / 1000 - 60) return note('token', finding('token-ended'));
  // A token that is bound, or is for the frame alone, can only be tried where it belongs.
  if (seen.cnf !== undefined || isolated) return;
  const session = await get(new URL('/v1/session', gateway), { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': patient, Origin: host.origin } });
  note('session', ...(session ? lookAtSession(session.status, await session.json().catch(() => undefined)) : [finding('gateway-unreachable', gateway.origin)]));
}
