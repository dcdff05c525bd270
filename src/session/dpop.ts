import { tokenFrom, TokenRefused, type GetToken } from './token.ts';

/** An `<lcr-context>`, upgraded or not yet. */
type Context = HTMLElement & { getToken?: GetToken | undefined; fetch?: typeof fetch };

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * Binds the tokens of a context to a key that this page makes, and that nobody can copy out of the browser (RFC 9449): a
 * token that is stolen from the page opens nothing elsewhere. The key lives as long as the page.
 *
 * The host's back end gets the proof beside the patient (`{patient, dpop}` at `token-url`, or in what `getToken` is
 * given) and hands it on as the header `DPoP` of the exchange. Where it does not, the tokens are plain ones, as before.
 *
 * Call it once, after `getToken` has been set, or with `token-url`; a `token` that is set by hand cannot be bound.
 */
export function bindTokens(context: Context): void {
  const pair = crypto.subtle.generateKey(KEY, false, ['sign', 'verify']);
  // Whoever asks first is told when there is no such key: the page is not a secure one, say.
  pair.catch(() => undefined);
  const { getToken, fetch: send = (input, init) => fetch(input, init) } = context;

  context.getToken = async (request) => {
    const there = new URL('/v1/token', address(context, 'gateway'));
    const dpop = await prove(await pair, 'POST', there);
    if (getToken) return getToken({ ...request, dpop });
    const tokenUrl = address(context, 'token-url');
    if (!tokenUrl) throw new TokenRefused('token-unavailable');
    return tokenFrom(tokenUrl)({ ...request, dpop });
  };

  context.fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('Authorization')?.slice('Bearer '.length);
    if (token && isBound(token)) {
      request.headers.set('Authorization', `DPoP ${token}`);
      request.headers.set('DPoP', await prove(await pair, request.method, new URL(request.url), token));
    }
    return send(request);
  };
}

const address = (context: Context, name: string): URL | undefined => {
  const written = context.getAttribute(name);
  return written ? new URL(written, location.href) : undefined;
};

/** A proof for one request (RFC 9449 section 4.2). */
async function prove({ publicKey, privateKey }: CryptoKeyPair, htm: string, { origin, pathname }: URL, token?: string): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const claims = {
    jti: crypto.randomUUID(),
    htm,
    htu: origin + pathname,
    iat: Math.floor(Date.now() / 1000),
    ...(token ? { ath: base64url(await crypto.subtle.digest('SHA-256', bytes(token))) } : {}),
  };
  const text = `${written({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${written(claims)}`;
  return `${text}.${base64url(await crypto.subtle.sign(SIGNATURE, privateKey, bytes(text)))}`;
}

/** Whether the gateway has bound a token: it says so itself (`cnf`, RFC 7800). What cannot be read is sent as it is. */
function isBound(token: string): boolean {
  try {
    const claims = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))) as { cnf?: unknown };
    return claims.cnf !== undefined;
  } catch {
    return false;
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);
const written = (value: unknown) => base64url(bytes(JSON.stringify(value)));

function base64url(buffer: ArrayBuffer | Uint8Array): string {
  const text = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
