import { base64url, errors, jwtVerify, SignJWT } from 'jose';
import { isNhsNumber } from '../register/nhs-number.ts';
import type { Claims, TokenRefusal } from './claims.ts';
import type { SigningKey } from './keys.ts';
import { isOverride } from './statement.ts';
import { takeApart } from './strict.ts';

/** The longest life of an access token, in seconds: short, because the page renews it silently. */
export const LIFE = 300;
/** How far two honest clocks may differ, in seconds. */
export const SKEW = 5;

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
  patient: isNhsNumber,
  purpose: text,
  categories: (value) => value === undefined || texts(value),
  override: (value) => value === undefined || isOverride(value),
  azp: text,
  jti: text,
  iat: seconds,
  exp: seconds,
};

/** Access tokens of this gateway: made and checked here and nowhere else. */
export interface AccessTokens {
  mint(claims: Omit<Claims, 'jti' | 'iat' | 'exp'>): Promise<{ token: string; jti: string; expiresIn: number }>;
  check(token: string): Promise<Claims | TokenRefusal>;
}

export function createAccessTokens(issuer: string, key: SigningKey, now: () => Date): AccessTokens {
  const header = { alg: key.alg, typ: TYPE, kid: key.kid };

  return {
    async mint(claims) {
      const iat = Math.floor(now().getTime() / 1000);
      for (;;) {
        const jti = crypto.randomUUID();
        const token = await new SignJWT({ iss: issuer, aud: issuer, ...claims, jti, iat, exp: iat + LIFE })
          .setProtectedHeader(header)
          .sign(key.privateKey);
        // Of the two valid ECDSA signatures of one text only the low one is ever issued or accepted,
        // so that nobody can turn a token into a second one. Every other signature comes out low.
        if (key.alg !== 'ES256' || hasLowS(token)) return { token, jti, expiresIn: LIFE };
      }
    },

    async check(token) {
      const parts = takeApart(token);
      if (typeof parts === 'string') return { refused: 'token-invalid', reason: parts };
      const written = Object.keys(parts.header);
      if (written.length !== 3 || !sameHeader(parts.header, header)) {
        return { refused: 'token-invalid', reason: 'header' };
      }
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
        return wrong ? { refused: 'token-invalid', reason: wrong } : pick(payload as unknown as Claims);
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

function sameHeader(header: Record<string, unknown>, ours: Record<string, string>): boolean {
  return Object.entries(ours).every(([name, value]) => header[name] === value);
}

function wrongClaim(payload: Record<string, unknown>, issuer: string, now: Date): string | undefined {
  const unknown = Object.keys(payload).find((name) => !Object.hasOwn(shapes, name));
  if (unknown !== undefined) return 'claim:unknown';
  const misshapen = Object.keys(shapes).find((name) => !shapes[name]!(payload[name]));
  if (misshapen !== undefined) return `claim:${misshapen}`;
  if (payload['aud'] !== issuer) return 'claim:aud';
  const { iat, exp } = payload as { iat: number; exp: number };
  if (exp - iat > LIFE || exp <= iat) return 'claim:exp';
  return iat > now.getTime() / 1000 + SKEW ? 'claim:iat' : undefined;
}

function pick({ sub, name, org, roles, patient, purpose, categories, override, azp, jti, iat, exp }: Claims): Claims {
  const narrowed = categories === undefined ? {} : { categories };
  const stated = override === undefined ? {} : { override };
  return { sub, name, org, roles, patient, purpose, ...narrowed, ...stated, azp, jti, iat, exp };
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
