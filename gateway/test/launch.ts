import { type JWK, SignJWT } from 'jose';
import { createHostClient, type HostStatement } from '../../host-kit/host.ts';
import { createApp, type House } from '../app.ts';
import { policyFrom } from '../policy/text.ts';
import { createRegister, type Host } from '../register/register.ts';
import { memoryStore } from '../store/memory.ts';
import { openKeys } from '../token/key-ring.ts';
import { newKey, openSigningKey, publicSetOf } from '../token/keys.ts';
import { conform } from './conform.ts';
import { doctor, larkfield, northbridge, ORIGIN, PATIENT, policyText } from './house.ts';

export const ISSUER = 'https://gateway.example';
export const START = new Date('2026-11-24T09:00:00Z');
/** Seconds since 1970, so many after the start. */
export const seconds = (offset: number) => START.getTime() / 1000 + offset;

export const hostKey = await newKey();
export const otherKey = await newKey();
export const gatewayKey = await newKey();
const helpdesk = { who: 'helpdesk' as const, name: 'Helpdesk' };
const contacts = {
  localServiceDesk: { who: 'local-service-desk' as const, name: 'Desk' },
  localSystemAdministrator: { who: 'local-system-administrator' as const, name: 'Administrator' },
};

/** What a host states of its user, as claims. */
export const statement = {
  sub: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT, purpose: 'TREAT',
};

/** A gateway with two registered hosts, one for XQ1, the other for XQ4; and the first one's side of the launch. */
export async function launch({ host, ...more }: Partial<House> & { host?: Partial<Host> } = {}) {
  const clock = { now: START };
  const store = more.store ?? memoryStore(() => clock.now);
  const register = createRegister(
    [
      { ...northbridge, roles: { 'Ward clerk': 'R8010', R8003: 'R8008' }, requireKnownPatient: false, contacts },
      { ...larkfield, roles: {}, requireKnownPatient: false, contacts },
    ],
    [
      { clientId: 'epr', organisations: ['XQ1'], origins: [ORIGIN], ...(host?.smart ? {} : { jwks: await publicSetOf(hostKey) }), ...host },
      { clientId: 'surgery', organisations: ['XQ4'], origins: [], jwks: await publicSetOf(otherKey) },
    ],
    helpdesk,
  );
  const app = createApp({
    issuer: ISSUER,
    keys: await openKeys(gatewayKey),
    register,
    policy: policyFrom(policyText),
    sources: [],
    now: () => clock.now,
    ...more,
    store,
  });
  const client = await createHostClient({ clientId: 'epr', gateway: ISSUER, key: hostKey, now: () => clock.now });

  /** Posts a form as a host's back end does, and holds the answer against the contract. */
  async function post(body: BodyInit, headers: Record<string, string> = {}, path = '/v1/token') {
    const answer = await app.request(path, { method: 'POST', body, headers });
    const text = await answer.text();
    const type = answer.headers.get('Content-Type')?.split(';')[0];
    if (type) conform('POST', path, answer.status, type, JSON.parse(text));
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : undefined) as any };
  }

  return { app, store, client, clock, post, form: (change: Partial<HostStatement> = {}) => client.form({ ...doctor, ...change } as HostStatement) };
}

/** Signs what a host should not: any claims, any header, any key. */
export async function signed(
  claims: Record<string, unknown>,
  { key = hostKey, header = {}, at = START }: { key?: JWK; header?: Record<string, unknown>; at?: Date } = {},
) {
  const { kid, alg, privateKey } = await openSigningKey(key);
  const iat = Math.floor(at.getTime() / 1000);
  const all = { iss: 'epr', aud: ISSUER, jti: crypto.randomUUID(), iat, exp: iat + 60, ...claims };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey);
}
