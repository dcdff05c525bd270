import { base64url, errors, jwtVerify, SignJWT } from 'jose';
import { isNhsNumber } from '../register/nhs-number.ts';
import { type Claims, type OperatorClaims, type Scope, SCOPES, type TokenRefusal } from './claims.ts';
import type { SigningKey } from './keys.ts';
import { type Keys, LIFE, SKEW } from './key-ring.ts';
import { createMemory } from './memory.ts';
import { isOverride } from './statement.ts';
import { takeApart } from './strict.ts';

const TYPE = 'at+jwt';

/** The order n of P-256 halved, as hexadecimal: the greatest `s` of a signature in its low form. */
const HALF_ORDER = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';

const text = (value: unknown) => typeof value === 'string' && value.length > 0;
const texts = (value: unknown) => Array.isArray(value) && value.every(text);
const seconds = (value: unknown) => Number.isSafeInteger(value);

/** Every claim that a token of ours has, and its shape. A claim that is not named here is not ours. */
const shapes: Record<string, (value: unknown) => boolean> = {
  iss: text,
  aud: text,
  sub: text,
  name: text,
  org: text,
  roles: texts,
  patient: (value) => value === undefined || isNhsNumber(value),
  scope: (value) => value === undefined || SCOPES.includes(value as Scope),
  purpose: text,
  categories: (value) => value === undefined || texts(value),
  home: (value) => value === undefined || text(value),
  override: (value) => value === undefined || isOverride(value),
  azp: text,
  cnf: (value) => value === undefined || (Object.keys(Object(value)).join() === 'jkt' && text((value as { jkt: unknown }).jkt)),
  jti: text,
  iat: seconds,
  exp: seconds,
};

type Minted<T> = Omit<T, 'jti' | 'iat' | 'exp'>;

/** Access tokens of this gateway: made and checked here and nowhere else. */
export interface AccessTokens {
  /** @param life in seconds, where it is to be shorter than usual */
  mint(claims: Minted<Claims> | Minted<OperatorClaims>, life?: number): Promise<{ token: string; jti: string; expiresIn: number }>;
  check(token: string): Promise<Claims | OperatorClaims | TokenRefusal>;
}

export function createAccessTokens(issuer: string, keys: Keys, now: () => Date): AccessTokens {
  const good = createMemory();
  return {
    async mint(claims, life = LIFE) {
      const expiresIn = Math.min(LIFE, life);
      const key = keys(now()).signing;
      const iat = Math.floor(now().getTime() / 1000);
      for (;;) {
        const jti = crypto.randomUUID();
        const token = await new SignJWT({ iss: issuer, aud: issuer, ...claims, jti, iat, exp: iat + expiresIn })
          .setProtectedHeader(headerOf(key))
          .sign(key.privateKey);
        // Of the two valid ECDSA signatures of one text only the low one is ever issued or accepted,
        // so that nobody can turn a token into a second one. Every other signature comes out low.
        if (key.alg !== 'ES256' || hasLowS(token)) return { token, jti, expiresIn };
      }
    },

    async check(token) {
      const { published } = keys(now());
      const met = good.recall(token, published, now());
      if (met) return met;
      const parts = takeApart(token);
      if (typeof parts === 'string') return { refused: 'token-invalid', reason: parts };
      const key = published.find(({ kid }) => kid === parts.header['kid']);
      if (!key || !sameHeader(parts.header, headerOf(key))) return { refused: 'token-invalid', reason: 'header' };
      if (key.alg === 'ES256' && !hasLowS(token)) return { refused: 'token-invalid', reason: 'signature' };
      try {
        const { payload } = await jwtVerify(token, key.publicKey, {
          algorithms: [key.alg],
          typ: TYPE,
          issuer,
          audience: issuer,
          currentDate: now(),
          clockTolerance: SKEW,
          requiredClaims: ['exp'],
        });
        const wrong = wrongClaim(payload, issuer, now());
        if (wrong) return { refused: 'token-invalid', reason: wrong };
        const claims = pick(payload as unknown as Claims & OperatorClaims);
        good.keep(token, key, claims, now());
        return claims;
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

const headerOf = ({ alg, kid }: SigningKey) => ({ alg, typ: TYPE, kid });

/** Nothing more and nothing less than what our own tokens have. */
function sameHeader(header: Record<string, unknown>, ours: Record<string, string>): boolean {
  const names = Object.keys(ours);
  return Object.keys(header).length === names.length && names.every((name) => header[name] === ours[name]);
}

function wrongClaim(payload: Record<string, unknown>, issuer: string, now: Date): string | undefined {
  const unknown = Object.keys(payload).find((name) => !Object.hasOwn(shapes, name));
  if (unknown !== undefined) return 'claim:unknown';
  const misshapen = Object.keys(shapes).find((name) => !shapes[name]!(payload[name]));
  if (misshapen !== undefined) return `claim:${misshapen}`;
  // A patient or a scope: a token of both, or of neither, would be two people's or nobody's.
  if (('patient' in payload) === ('scope' in payload)) return 'claim:patient';
  if (payload['aud'] !== issuer) return 'claim:aud';
  const { iat, exp } = payload as { iat: number; exp: number };
  if (exp - iat > LIFE || exp <= iat) return 'claim:exp';
  return iat > now.getTime() / 1000 + SKEW ? 'claim:iat' : undefined;
}

function pick(payload: Claims & OperatorClaims): Claims | OperatorClaims {
  const { sub, name, org, roles, patient, scope, purpose, categories, home, override, azp, cnf, jti, iat, exp } = payload;
  const known = { sub, name, org, roles, purpose, azp, ...(cnf === undefined ? {} : { cnf }), jti, iat, exp };
  if (patient === undefined) return { ...known, scope };
  const more = {
    ...(categories === undefined ? {} : { categories }),
    ...(home === undefined ? {} : { home }),
    ...(override === undefined ? {} : { override }),
  };
  return { ...known, patient, ...more };
}

/** Sorts a failed check (jose) into our two codes. "Expired" is only said of a token that was good before. */
export function refusalOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWTExpired) return { refused: 'token-expired', reason: 'claim:exp' };
  if (error instanceof errors.JWTClaimValidationFailed) {
    return { refused: 'token-invalid', reason: `claim:${error.claim}` };
  }
  if (error instanceof errors.JOSEError) return { refused: 'token-invalid', reason: error.code };
  throw error;
}

function hasLowS(token: string): boolean {
  const signature = base64url.decode(token.slice(token.lastIndexOf('.') + 1));
  const s = Array.from(signature.subarray(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return signature.length === 64 && s <= HALF_ORDER;
}
