import { isNhsNumber } from '../register/nhs-number.ts';
import type { Host, Register, SmartIssuer } from '../register/register.ts';
import { numbersOf } from '../sources/nhs-number.ts';
import { isObject, listed } from '../sources/reference.ts';
import type { Keys } from './key-ring.ts';
import { createAsking, NotSaid, PATIENCE } from './smart-issuer.ts';
import { grants } from './smart-scopes.ts';
import { userIn, within } from './smart-user.ts';
import { type NotIssued, Refused } from './statement.ts';

/** Turns the SMART access token of an app without a back end into what a host with one would have stated. */
export interface SmartTokens {
  /** @returns the claims of a statement, and for how many seconds the token still holds. @throws {Refused} */
  read(token: string, host: Host & { smart: SmartIssuer }): Promise<{ claims: Record<string, unknown>; life: number }>;
}

/** How many tokens of one app are looked up at once: whoever sends rubbish is not to keep its issuer busy. */
const AT_ONCE = 20;
/** What RFC 6750 lets a bearer token be made of. */
const TOKEN = /^[\w.~+/-]{1,8000}=*$/;
/** A FHIR id that is no step up in an address. */
const ID = /^(?!\.+$)[A-Za-z0-9.-]{1,64}$/;

const refuse = (reason: string, code: NotIssued['code'] = 'token-invalid') =>
  new Refused('invalid_request', code, `smart:${reason}`, `the SMART token was refused (${reason})`);

/**
 * Nothing that the app says is believed. Its issuer says whether the token lives, whose it is, for which patient and for
 * which user (SMART App Launch 2.2, token introspection); the FHIR server of the same issuer, asked with that token, says
 * which NHS number that patient has and which role that user. Whatever is not said, or said in two ways, is a refusal.
 */
export function createSmartTokens({ register, keys, now }: { register: Register; keys: Keys; now: () => Date }): SmartTokens {
  const issuer = createAsking({ keys, now });
  const busy = new Map<string, number>();

  async function read(token: string, { smart, organisations: [org = ''] }: Host & { smart: SmartIssuer }) {
    const signal = AbortSignal.timeout(PATIENCE);
    const known = await issuer.introspect(smart, token, signal).catch(unsaid('credentials'));
    const { patient, user, sub, exp } = checked(known, smart, now());
    const base = smart.fhir.href.replace(/\/$/, '');
    const search = user.startsWith('Practitioner/') ? `practitioner=${encodeURIComponent(user)}` : `_id=${user.slice('PractitionerRole/'.length)}`;
    // Some servers call their patients by the NHS number, which is not to stand in an address.
    const ask = isNhsNumber(patient)
      ? issuer.read(smart, 'Patient/_search', token, signal, new URLSearchParams({ _id: patient })).then((found) => resourcesIn(found)[0] ?? {})
      : issuer.read(smart, `Patient/${patient}`, token, signal);
    const [person, roles] = await Promise.all([
      ask.catch(unsaid('patient', 'patient-not-identified')),
      issuer
        .read(smart, `PractitionerRole?${search}&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization`, token, signal)
        .catch(unsaid('user', 'user-not-identified')),
    ]);

    const merged = listed(person['link']).filter(isObject).some(({ type }) => type === 'replaced-by');
    if (person['resourceType'] !== 'Patient' || person['id'] !== patient || person['active'] === false || merged) {
      throw refuse('patient', 'patient-not-identified');
    }
    const [number, ...others] = new Set(numbersOf(person));
    if (!isNhsNumber(number) || others.length > 0) throw refuse('nhs-number', 'patient-not-identified');

    const acting = userIn(resourcesIn(roles), user, base, org, register.member(org)?.roles ?? {}, now());
    if (!acting) throw refuse('role', 'user-not-identified');

    const life = Math.floor(exp - now().getTime() / 1000);
    if (life < 1) throw refuse('exp', 'token-expired');
    return { claims: { sub: acting.id ?? sub, name: acting.name, org, roles: acting.roles, patient: number, purpose: 'TREAT' }, life };
  }

  return {
    async read(token, host) {
      if (!TOKEN.test(token)) throw refuse('shape');
      const count = busy.get(host.clientId) ?? 0;
      if (count >= AT_ONCE) throw refuse('busy', 'issuer-unavailable');
      busy.set(host.clientId, count + 1);
      try {
        return await read(token, host);
      } finally {
        busy.set(host.clientId, busy.get(host.clientId)! - 1);
      }
    },
  };
}

const resourcesIn = (bundle: Record<string, unknown>) => listed(bundle['entry']).filter(isObject).map(({ resource }) => resource).filter(isObject);

/** What an issuer that does not answer means; `denied` is what it means that it does not want to. */
const unsaid = (denied: string, code: NotIssued['code'] = 'issuer-unavailable') => (error: unknown): never => {
  if (!(error instanceof NotSaid)) throw error;
  throw error.why === 'denied' || error.why === 'credentials' ? refuse(denied, code) : refuse(error.why, 'issuer-unavailable');
};

/** The members of an introspection (RFC 7662, SMART App Launch 2.2) by which a token is let in. @throws {Refused} */
function checked(known: Record<string, unknown>, smart: SmartIssuer, now: Date) {
  const { active, client_id: client, iss, exp, nbf, scope, patient, sub, fhirUser, token_type: type, cnf } = known;
  if (active === false) throw refuse('inactive', 'token-expired');
  if (active !== true) throw refuse('unreadable', 'issuer-unavailable');
  if (client !== smart.clientId) throw refuse('client_id');
  if (iss !== smart.issuer) throw refuse('iss');
  if (typeof exp !== 'number' || !Number.isFinite(exp)) throw refuse('exp');
  if (exp <= now.getTime() / 1000) throw refuse('exp', 'token-expired');
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now.getTime() / 1000)) throw refuse('nbf');
  if (cnf !== undefined || (type !== undefined && String(type).toLowerCase() !== 'bearer')) throw refuse('bound');
  const granted = typeof scope === 'string' ? scope.split(' ') : [];
  if (!smart.scopes.every((wanted) => granted.some((given) => grants(given, wanted)))) throw refuse('scope');
  if (typeof patient !== 'string' || !ID.test(patient)) throw refuse('patient', 'patient-not-identified');
  const user = typeof fhirUser === 'string' ? within(fhirUser, smart.fhir.href.replace(/\/$/, '')) : undefined;
  if (!user || user.startsWith('Organization/') || typeof sub !== 'string' || sub === '') throw refuse('user', 'user-not-identified');
  return { patient, user, sub, exp };
}
