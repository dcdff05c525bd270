/** Why a token is asked for: the first of this patient, one that is about to end, or one that the gateway rejected. */
export type TokenReason = 'first' | 'renewal' | 'rejected';

/** What a host's token function is given. The signal ends with the patient's session. */
export interface TokenRequest {
  patient: string;
  reason: TokenReason;
  /** The page's proof of its key, where its tokens are bound (`bindTokens`), for the header `DPoP` of the exchange. */
  dpop?: string;
  signal: AbortSignal;
}

/** A bare access token, or an RFC 6749 token answer with its life in seconds. */
export type IssuedToken = string | { access_token: string; expires_in?: number };

/** The host's own way to get a token for the patient who is open. */
export type GetToken = (request: TokenRequest) => Promise<IssuedToken> | IssuedToken;

/** A token could not be had; `code` is `session-ended` or `token-unavailable`. */
export class TokenRefused extends Error {
  readonly code: 'session-ended' | 'token-unavailable';
  constructor(code: TokenRefused['code']) {
    super(code);
    this.code = code;
  }
}

/** Renewed before its end, so that no request has to wait: at four fifths of its life. */
const RENEW_AT = 0.8;

/**
 * The one supply of tokens for one patient: every widget shares the same token and the same renewal.
 * The value is held in a closure only: it cannot be read from the element, and is never stored or written out.
 * @param clock - Milliseconds that only go forward, whatever the computer's clock is set to meanwhile.
 */
export function tokenSupply(getToken: (reason: TokenReason) => Promise<IssuedToken> | IssuedToken, clock = () => performance.now()) {
  let held: { value: string; renewAt: number; endsAt: number } | undefined;
  let pending: Promise<string> | undefined;

  const renew = (reason: TokenReason): Promise<string> =>
    (pending ??= Promise.resolve()
      .then(() => getToken(reason))
      .then((issued) => {
        const { access_token: value, expires_in: life = Infinity } = typeof issued === 'string' ? { access_token: issued } : issued;
        if (!value) throw new TokenRefused('token-unavailable');
        const now = clock();
        held = { value, renewAt: now + life * RENEW_AT * 1000, endsAt: now + life * 1000 };
        return value;
      })
      .finally(() => (pending = undefined)));

  return async (signal: AbortSignal, rejected?: string): Promise<string> => {
    signal.throwIfAborted();
    const now = clock();
    if (held && rejected !== held.value && now < held.endsAt) {
      // Still good: use it, and renew behind the scenes. A failed renewal is tried again by the next request.
      if (now > held.renewAt) renew('renewal').catch(() => {});
      return held.value;
    }
    return renew(rejected ? 'rejected' : held ? 'renewal' : 'first').catch((thrown: unknown) => {
      throw thrown instanceof TokenRefused ? thrown : new TokenRefused('token-unavailable');
    });
  };
}

/**
 * Gets tokens from the host's own backend: POST `{patient}` as JSON to `url`, answered by `{access_token, expires_in}`. The
 * host's own cookies go with it, as with every call of the page's to its own origin. A 401 there means that the user has been signed out of the host.
 */
export const tokenFrom =
  (url: URL): GetToken =>
  async ({ patient, dpop, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ patient, dpop }),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    if (!response.ok) throw new TokenRefused(response.status === 401 ? 'session-ended' : 'token-unavailable');
    return (await response.json()) as IssuedToken;
  };
