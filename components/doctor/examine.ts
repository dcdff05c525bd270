import { checks, finding, lookAtGateway, lookAtSession, lookAtToken, lookInto, METADATA, type CheckName, type Finding } from '../../host-kit/doctor.ts';
import { parseNhsNumber } from '../../src/format/nhs-number.ts';
import { address, isSafe } from '../../src/session/address.ts';
import type { GetToken } from '../../src/session/token.ts';
import { refusedByPolicy } from './violations.ts';

/** An `lcr-context` or `lcr-frame`, upgraded or not. */
type Context = HTMLElement & { getToken?: GetToken | undefined; fetch?: typeof fetch };

/** One thing that was looked at. `tried` is false where something before it has to be mended first. */
export interface Check {
  name: CheckName;
  tried: boolean;
  found: Finding[];
}

/** How far this computer's clock may be from a token's life, in seconds. */
const TOLERANCE = 60;
/** How long the parts of the elements may take to come, in milliseconds. */
const ARRIVAL = 3_000;
/** How long anything may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Looks whether everything is there that the widgets in this page need, for the developer of a host. It asks for a token
 * as the widgets do, and opens a session with it: the gateway writes that down like any other request.
 *
 * @param context - the page's `lcr-context` or `lcr-frame`; the first one, where none is given
 */
export async function doctor(context: Context | null = document.querySelector('lcr-context, lcr-frame')): Promise<Check[]> {
  const made = new Map<CheckName, Finding[]>();
  const note = (name: CheckName, ...found: (Finding | undefined)[]) =>
    void made.set(name, [...(made.get(name) ?? []), ...found.filter((one) => one !== undefined)]);

  note('page', isSecureContext ? undefined : finding('page-insecure'));
  note('elements', ...(await lookAtElements(context)));
  const gateway = address(context?.getAttribute('gateway') ?? null);
  if (context) await lookAtCalls(context, gateway, note);
  await tryPicture();
  // Last: what was tried has been refused by then, where it is, and told a task later.
  await new Promise((later) => setTimeout(later, 50));
  const twice = made.get('elements')!.some(({ code }) => code === 'defined-twice');
  const refused = refusedByPolicy(gateway).filter(({ code }) => !(twice && code === 'csp-trusted-types'));
  // What the page's own policy keeps in says nothing of what is outside.
  if (refused.some(({ code }) => code === 'csp-connect-src')) for (const name of ['gateway', 'origin'] as const) made.delete(name);
  note('policy', ...refused.filter(({ code }) => code.startsWith('csp-')));
  note('elements', ...refused.filter(({ code }) => !code.startsWith('csp-')));
  const names = Object.keys(checks).filter((name) => name !== 'scripts') as CheckName[];
  return names.map((name) => ({ name, tried: made.has(name), found: made.get(name) ?? [] }));
}

/** A picture from memory, as a document of the record is one. */
async function tryPicture(): Promise<void> {
  const address = URL.createObjectURL(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' }));
  const picture = new Image();
  picture.src = address;
  await picture.decode().catch(() => undefined);
  URL.revokeObjectURL(address);
}

async function lookAtElements(context: Context | null): Promise<Finding[]> {
  if (!context) return [finding('context-missing')];
  const tags = [...document.querySelectorAll<HTMLElement>('*')].filter(({ localName }) => localName.startsWith('lcr-'));
  // A tag's part is fetched when the tag appears.
  const all = Promise.all(tags.map(({ localName }) => customElements.whenDefined(localName)));
  await Promise.race([all, new Promise((later) => setTimeout(later, ARRIVAL))]);
  const missing = new Set(tags.map(({ localName }) => localName).filter((tag) => !customElements.get(tag)));
  const alone = new Set(tags.filter((tag) => !tag.closest('lcr-context, lcr-frame') && tag.localName !== 'lcr-doctor').map(({ localName }) => localName));
  const copies = await unusedCopies(tags);
  return [
    ...(missing.size > 0 ? [finding('tag-undefined', [...missing].join(', '))] : []),
    ...(alone.size > 0 ? [finding('widget-outside', [...alone].join(', '))] : []),
    ...(copies.length > 0 ? [finding('defined-twice', copies.join(', '))] : []),
  ];
}

/** The ready-made entries that this page has loaded, and whose elements are not the ones that stand in it. */
async function unusedCopies(tags: readonly HTMLElement[]): Promise<string[]> {
  const entries = new Set(performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\/lcr\.js$/.test(new URL(name).pathname)));
  const loaded = await Promise.all(
    [...entries].map(async (entry) => {
      const copy = (await import(/* @vite-ignore */ entry).catch(() => undefined)) as { LcrContext?: CustomElementConstructor } | undefined;
      const LcrContext = copy?.LcrContext;
      // A second copy may not even have come so far, or be of another version that has no such name.
      const used = LcrContext ? tags.some((tag) => tag instanceof LcrContext) : entries.size === 1;
      return used ? undefined : entry;
    }),
  );
  // A page without a widget of a category would look as if none were in use.
  return tags.some((tag) => 'limit' in tag) ? loaded.filter((entry) => entry !== undefined) : [];
}

async function lookAtCalls(context: Context, gateway: URL | undefined, note: (name: CheckName, ...found: (Finding | undefined)[]) => void): Promise<void> {
  const written = context.getAttribute('patient');
  const patient = parseNhsNumber(written);
  note('patient', patient ? undefined : finding(written?.trim() ? 'patient-invalid' : 'patient-missing'));
  if (!gateway || !isSafe(gateway)) return note('gateway', finding('gateway-address'));

  const isolated = context.localName === 'lcr-frame';
  // Beside a frame the page has no way to the gateway, and needs none.
  const gone = isolated ? [] : await lookAtGateway(await fetch(new URL(METADATA, gateway), quiet()).catch(() => undefined), gateway);
  note('gateway', ...gone);
  if (isolated) note('origin', context.shadowRoot?.querySelector('iframe') ? undefined : finding('frame-refused', location.origin));
  if (!patient) return;

  const { token, found } = await lookAtSupply(context, patient, gateway);
  note('token', ...found);
  // The frame's tokens are bound to a key in the frame; and without a way to the gateway there is nothing to try.
  if (!token || isolated || gone.some(({ code }) => code !== 'gateway-issuer')) return;
  const ask = context.fetch ?? fetch;
  const headers = { Authorization: `Bearer ${token}`, 'LCR-Patient': patient };
  const answer = await ask(new URL('/v1/session', gateway), { headers, ...quiet() }).catch(() => undefined);
  note('origin', answer ? undefined : finding('origin-unknown', location.origin));
  if (!answer) return;
  const refused = lookAtSession(answer.status, await answer.json().catch(() => undefined));
  note('session', ...refused);
  const { iat, exp } = lookInto(token)!;
  const now = Date.now() / 1000;
  // The gateway has just taken it: by the gateway's clock it is good.
  if (refused.length === 0) note('clock', now < iat - TOLERANCE || now > exp + TOLERANCE ? finding('clock-here') : undefined);
}

/** Asks as the widgets would, and looks at the answer. */
async function lookAtSupply(context: Context, patient: string, gateway: URL): Promise<{ token?: string; found: Finding[] }> {
  const tokenUrl = address(context.getAttribute('token-url'));
  const signal = AbortSignal.timeout(PATIENCE);
  if (context.getToken) {
    const issued = await Promise.resolve(context.getToken({ patient, reason: 'first', signal })).catch(() => undefined);
    return issued === undefined ? { found: [finding('token-url-refused', 'getToken')] } : lookAtToken(issued, { patient, gateway });
  }
  if (!tokenUrl) return { found: [finding('token-supply')] };
  if (tokenUrl.origin !== location.origin) return { found: [finding('token-url-invalid', tokenUrl.origin)] };
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const answer = await fetch(tokenUrl, { method: 'POST', headers, body: JSON.stringify({ patient }), ...quiet() }).catch(() => undefined);
  if (!answer) return { found: [finding('token-url-unreachable', tokenUrl.pathname)] };
  if (answer.status === 401) return { found: [finding('token-url-session')] };
  if (!answer.ok) return { found: [finding('token-url-refused', String(answer.status))] };
  return lookAtToken(await answer.json().catch(() => undefined), { patient, gateway });
}

const quiet = (): RequestInit => ({ cache: 'no-store', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(PATIENCE) });
