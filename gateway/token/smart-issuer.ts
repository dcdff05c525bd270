import { SignJWT } from 'jose';
import type { SmartIssuer } from '../register/register.ts';
import type { Keys } from './key-ring.ts';

/** How long the issuer may take over everything that one token needs, in milliseconds: as long as anybody waits. */
export const PATIENCE = 3_000;
/** The largest answer that is read, in bytes: a Patient with a photograph in it. */
const LARGEST = 512 * 1024;
/** How long the gateway's own proof may be under way, in seconds. */
const LIFE = 60;

/** The issuer did not say what was asked: `credentials` where it did not take the gateway for who it is. */
export class NotSaid extends Error {
  readonly why: 'unreachable' | 'unreadable' | 'credentials' | 'denied';
  constructor(why: NotSaid['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * What the gateway asks of a SMART issuer. It asks at the configured addresses and below the configured FHIR base, and
 * nowhere else: no redirection, no link and no address inside an answer is ever followed.
 */
export function createAsking({ keys, now }: { keys: Keys; now: () => Date }) {
  /** One JSON object. @throws {NotSaid} */
  async function ask(address: URL, init: RequestInit, refused: NotSaid['why']): Promise<Record<string, unknown>> {
    let text: string;
    try {
      const response = await fetch(address, { ...init, redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
      if (response.status !== 200) await response.body?.cancel();
      if ([400, 401, 403, 404, 410].includes(response.status)) throw new NotSaid(refused);
      if (response.status !== 200) throw new NotSaid('unreachable');
      text = await readText(response);
    } catch (error) {
      throw error instanceof NotSaid ? error : new NotSaid('unreachable');
    }
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // Said below: what is no JSON, and what is no object, is the same to us.
    }
    throw new NotSaid('unreadable');
  }

  return {
    /** What the issuer knows of a token (RFC 7662). The gateway proves itself (RFC 7523). @throws {NotSaid} */
    async introspect({ introspection, gatewayId }: SmartIssuer, token: string, signal: AbortSignal): Promise<Record<string, unknown>> {
      const { signing } = keys(now());
      const iat = Math.floor(now().getTime() / 1000);
      const claims = { iss: gatewayId, sub: gatewayId, aud: introspection.href, jti: crypto.randomUUID(), iat, exp: iat + LIFE };
      const body = new URLSearchParams({
        token,
        token_type_hint: 'access_token',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await new SignJWT(claims).setProtectedHeader({ alg: signing.alg, kid: signing.kid, typ: 'JWT' }).sign(signing.privateKey),
      });
      return ask(introspection, { method: 'POST', body, headers: { Accept: 'application/json' }, signal }, 'credentials');
    },

    /** Reads from the FHIR server with the app's own token. What is not to stand in an address goes in `form`. @throws {NotSaid} */
    read({ fhir }: SmartIssuer, path: string, token: string, signal: AbortSignal, form?: URLSearchParams): Promise<Record<string, unknown>> {
      const headers = { Accept: 'application/fhir+json', Authorization: `Bearer ${token}` };
      const init = form ? { method: 'POST', body: form, headers, signal } : { headers, signal };
      return ask(new URL(`${fhir.href.replace(/\/$/, '')}/${path}`), init, 'denied');
    },
  };
}

/** @throws where it is larger than it may be, without reading on, or no UTF-8 */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body!.getReader();
  let text = '';
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new NotSaid('unreadable');
    }
    text += decoder.decode(value, { stream: true });
  }
}
