/**
 * A host system's side of the launch: what its own back end does when its page asks for a token. WebCrypto and `fetch`
 * are all that it needs: Node 20, Deno, Bun, a worker.
 */

/** What a host states of its user and the patient whose record is open: that the one may look at the other. */
export type HostStatement = {
  /** The user's id at the host. */
  user: string;
  name: string;
  /** NHS number of the patient who is open. */
  patient: string;
  /** HL7 v3 PurposeOfUse; `TREAT` where nothing is said. */
  purpose?: string;
  /** Narrows what the token opens to these categories. */
  categories?: readonly string[];
  /** An emergency (a code of SCR-AlertReason, and why), where the organisation lets its users state one. */
  override?: { reason: string; text: string };
  /** The user's own NHS number and home address, for the report on unusual access. Neither is kept. */
  userNhsNumber?: string;
  userAddress?: string;
} & (LocalRole | Cis2Role);

/** What a host states of a user who is an operator: no patient, and what the token is to open. */
export type OperatorHostStatement = {
  user: string;
  name: string;
  scope: 'audit' | 'opt-out';
  /** HL7 v3 PurposeOfUse; `HOPERAT` where nothing is said. */
  purpose?: string;
} & (LocalRole | Cis2Role);

/** The organisation and roles in the host's own words. */
export interface LocalRole {
  /** ODS code of the organisation for which the user acts. */
  org: string;
  /** National job role codes, CIS2 role strings, or the organisation's own names. */
  roles: readonly string[];
}

/** The same as NHS CIS2 says it (`openid` and `nationalrbacaccess` claims), handed on as it came. */
export interface Cis2Role {
  nhsid_nrbac_roles: readonly {
    org_code: string;
    person_roleid: string;
    role_code: string;
    role_name?: string;
    activity_codes?: readonly string[];
  }[];
  selected_roleid?: string;
  nhsid_useruid?: string;
}

/** An access token as the page's `<lcr-context>` takes it. */
export interface IssuedToken {
  access_token: string;
  /** Seconds. */
  expires_in: number;
  /** `DPoP` where it is bound to a key of the page. */
  token_type: 'Bearer' | 'DPoP';
}

export interface HostClient {
  /**
   * A token for one user and one patient, or for an operator (RFC 8693).
   * @throws {LaunchRefused}
   */
  token(statement: HostStatement | OperatorHostStatement, more?: { dpop?: string | undefined; signal?: AbortSignal }): Promise<IssuedToken>;
  /**
   * Ends a token before its time (RFC 7009): when the user signs out, say.
   * @throws {LaunchRefused}
   */
  revoke(token: string, more?: { signal?: AbortSignal }): Promise<void>;
  /** The form of `POST /v1/token`, freshly signed: good for one use. For whoever sends it by other means. */
  form(statement: HostStatement | OperatorHostStatement): Promise<URLSearchParams>;
}

/** The gateway said no. The message says what was wrong, in words for a developer; its `correlationId` finds the audit row. */
export class LaunchRefused extends Error {
  readonly status: number;
  /** RFC 6749 section 5.2, such as `invalid_client`. */
  readonly error: string;
  readonly correlationId: string | undefined;
  constructor(status: number, { error, error_description: description, correlationId }: Record<string, string | undefined>) {
    super(description ?? error ?? `the gateway answered ${status}`);
    this.status = status;
    this.error = error ?? 'server_error';
    this.correlationId = correlationId;
  }
}

/** A private key as a JWK (RFC 7517): EC P-256 or Ed25519. Without `kid` it is known by its thumbprint (RFC 7638). */
export type HostKey = JsonWebKey & { kid?: string };

/** How long what is signed here may be under way, in seconds. */
const LIFE = 60;

const curves = {
  'P-256': { alg: 'ES256', algorithm: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } },
  Ed25519: { alg: 'EdDSA', algorithm: { name: 'Ed25519' } },
};

/**
 * @param gateway - The gateway's address without a path: the `issuer` of its metadata.
 * @throws where the key is of another kind
 */
export async function createHostClient({ clientId, gateway, key, now = () => new Date() }: {
  clientId: string;
  gateway: string;
  key: HostKey;
  now?: () => Date;
}): Promise<HostClient> {
  const { crv, kid = await thumbprint(key) } = key;
  if (crv !== 'P-256' && crv !== 'Ed25519') throw new Error('the host’s key is neither an EC P-256 nor an Ed25519 key');
  const { alg, algorithm } = curves[crv];
  const { alg: _, key_ops: __, use: ___, ...bare } = key;
  const secret = await crypto.subtle.importKey('jwk', bare, algorithm, false, ['sign']);

  /** A JWS (RFC 7515) of claims that are good for one use within a minute. */
  async function sign(claims: Record<string, unknown>): Promise<string> {
    const iat = Math.floor(now().getTime() / 1000);
    const whole = { iss: clientId, aud: gateway, ...claims, jti: crypto.randomUUID(), iat, exp: iat + LIFE };
    const text = `${encode({ alg, kid, typ: 'JWT' })}.${encode(whole)}`;
    return `${text}.${base64url(await crypto.subtle.sign(algorithm, secret, new TextEncoder().encode(text)))}`;
  }

  const client = async () => ({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await sign({ sub: clientId }),
  });

  async function form({ user, purpose, ...statement }: HostStatement | OperatorHostStatement): Promise<URLSearchParams> {
    // Treatment, or the running of the health care that is given.
    const why = purpose ?? ('scope' in statement ? 'HOPERAT' : 'TREAT');
    return new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      ...(await client()),
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      subject_token: await sign({ sub: user, purpose: why, ...statement }),
    });
  }

  async function post(path: string, body: URLSearchParams, headers: HeadersInit, signal = AbortSignal.timeout(10_000)): Promise<Response> {
    const response = await fetch(`${gateway}${path}`, { method: 'POST', body, headers, signal, redirect: 'error' });
    if (response.ok) return response;
    throw new LaunchRefused(response.status, await response.json().catch(() => ({})) as Record<string, string>);
  }

  return {
    form,
    async token(statement, { dpop, signal } = {}) {
      const response = await post('/v1/token', await form(statement), dpop ? { DPoP: dpop } : {}, signal);
      const { access_token, expires_in, token_type } = (await response.json()) as IssuedToken;
      return { access_token, expires_in, token_type };
    },
    async revoke(token, { signal } = {}) {
      await post('/v1/revoke', new URLSearchParams({ token, ...(await client()) }), {}, signal);
    },
  };
}

/** A new key for a host: the private half, which never leaves it, and the set that it registers with the gateway. */
export async function newHostKey(): Promise<{ key: HostKey; jwks: { keys: HostKey[] } }> {
  const { algorithm, alg } = curves['P-256'];
  const { privateKey } = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  const point = { kty, crv, x, y } as HostKey;
  const kid = await thumbprint(point);
  return { key: { ...point, d: d!, kid }, jwks: { keys: [{ ...point, kid, alg, use: 'sig' } as HostKey] } };
}

async function thumbprint({ crv, kty, x, y }: HostKey): Promise<string> {
  const members = JSON.stringify({ crv, kty, x, ...(y === undefined ? {} : { y }) });
  return base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(members)));
}

const encode = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)));

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
