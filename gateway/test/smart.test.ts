import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { JSONWebKeySet } from 'jose';
import { adviceFor } from '../token/advice.ts';
import { grants } from '../token/smart-scopes.ts';
import { ORIGIN, OTHER, PATIENT, rowsOf } from './house.ts';
import { launch, signed, statement } from './launch.ts';
import { type Ehr, identified, type Reply, startEhr } from './smart-ehr.ts';

/*
 * A SMART app without a back end hands in the SMART access token of its launch. Its issuer, a small EHR behind a socket,
 * says whose token it is, who the patient is and who the user; whatever it does not say, or says in two ways, opens nothing.
 */

let house: Awaited<ReturnType<typeof launch>>;
let ehr: Ehr;

async function open(dpop: 'off' | 'optional' | 'required' = 'off') {
  ehr = await startEhr({
    now: () => house.clock.now,
    gatewayKeys: async () => (await (await house.app.request('/.well-known/jwks.json')).json()) as JSONWebKeySet,
  });
  house = await launch({ host: { smart: ehr.smart, dpop } });
}

/** Each test has an issuer and a gateway of its own. */
function anew(): void {
  beforeEach(() => open());
  afterEach(() => ehr.close());
}

const form = (token: string, change: Record<string, string | undefined> = {}) => {
  const all = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    client_id: 'epr',
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_token: token,
    ...change,
  };
  return new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
};
const exchange = (token: string, change?: Record<string, string | undefined>, headers: Record<string, string> = { Origin: ORIGIN }) => house.post(form(token, change), headers);

/** The status, the code and the audited reason of a refused exchange; and that the audit row names nobody's data. */
async function refused(token: string, change?: Record<string, string | undefined>, headers?: Record<string, string>) {
  const { status, body } = await exchange(token, change, headers);
  const row = (await rowsOf(house.store)).at(-1)!;
  assert.deepEqual([row.action, row.outcome, row.code, row.requestId], ['token', 'refused', body.code, body.correlationId]);
  assert.equal(JSON.stringify(row).includes(token), false, 'no row holds the token');
  assert.doesNotMatch(adviceFor(row.reason!).meaning, /It was refused/, 'there is advice');
  return [status, body.code, row.reason];
}

const ask = (token: string, patient: string, headers: Record<string, string> = {}) =>
  house.app.request('/v1/session', { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': patient, Origin: ORIGIN, ...headers } });

describe('a SMART app without a back end', () => {
  anew();

  it('gets a token for the patient and the user of its launch, written down as every launch is', async () => {
    const { status, body, headers } = await exchange(ehr.token());
    assert.equal(status, 200);
    assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 300]);
    assert.equal(headers.get('Access-Control-Allow-Origin'), ORIGIN);
    const [row] = await rowsOf(house.store);
    assert.deepEqual(
      [row!.outcome, row!.host, row!.patient, row!.user, row!.organisation?.odsCode, row!.purpose],
      ['granted', 'epr', PATIENT, { id: '555010010101', name: 'Dr Ada Okafor', roles: ['R8000'] }, 'XQ1', 'TREAT'],
    );
    const session = (await (await ask(body.access_token, PATIENT)).json()) as Record<string, { name: string }>;
    assert.equal(session['user']!.name, 'Dr Ada Okafor');
  });

  it('asks its issuer for exactly three things, without the NHS number in an address', async () => {
    await exchange(ehr.token());
    assert.deepEqual(ehr.asked.map((line) => line.split('?')[0]).sort(), ['GET /fhir/Patient/p-1', 'GET /fhir/PractitionerRole', 'POST /auth/introspect']);
  });

  it('never has a patient’s number in an address, even where it is the patient’s id', async () => {
    ehr.resources[`Patient/${PATIENT}`] = { resourceType: 'Patient', id: PATIENT, identifier: identified(PATIENT) };
    assert.equal((await exchange(ehr.token({ patient: PATIENT }))).status, 200);
    assert.equal(ehr.asked.join().includes(PATIENT), false);
  });

  it('opens its own patient and no other', async () => {
    ehr.resources['Patient/p-2'] = { resourceType: 'Patient', id: 'p-2', identifier: identified(OTHER) };
    const { body } = await exchange(ehr.token({ patient: 'p-2' }));
    assert.deepEqual([(await ask(body.access_token, PATIENT)).status, (await ask(body.access_token, OTHER)).status], [403, 200]);
  });

  it('has a token that ends with the SMART token, and never later than any', async () => {
    const at = (seconds: number) => house.clock.now.getTime() / 1000 + seconds;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4000 }), async (left) => {
        const { body } = await exchange(ehr.token({ exp: at(left) }));
        assert.equal(body.expires_in, Math.min(left, 300));
      }),
      { numRuns: 15 },
    );
  });

  it('may be asked for by a page: its origin is let in, another’s is not, and a proof may come along', async () => {
    const preflight = (origin: string) =>
      house.app.request('/v1/token', { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'dpop' } });
    const allowed = await preflight(ORIGIN);
    assert.equal(allowed.headers.get('Access-Control-Allow-Origin'), ORIGIN);
    assert.match(allowed.headers.get('Access-Control-Allow-Headers')!, /DPoP/);
    assert.equal((await preflight('https://elsewhere.example')).headers.get('Access-Control-Allow-Origin'), null);
  });

  it('says in its metadata that there are public clients, only where there are', async () => {
    const methods = async ({ app }: Pick<typeof house, 'app'>) =>
      ((await (await app.request('/.well-known/oauth-authorization-server')).json()) as Record<string, unknown>)['token_endpoint_auth_methods_supported'];
    assert.deepEqual(await methods(house), ['private_key_jwt', 'none']);
    assert.deepEqual(await methods(await launch()), ['private_key_jwt']);
  });

  it('needs a proof of its page’s key where it is registered so', async () => {
    ehr.close();
    await open('required');
    assert.deepEqual(await refused(ehr.token()), [400, 'token-invalid', 'proof:missing']);
  });

  it('of the organisation’s own word for a role gets the national one, and nothing for a code that only looks national', async () => {
    const role = ehr.resources['PractitionerRole/r-1']!;
    role['code'] = [{ coding: [{ system: 'urn:local', code: 'Ward clerk' }, { system: 'urn:local', code: 'R0050' }] }];
    const { body } = await exchange(ehr.token());
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()) as { roles: string[] };
    assert.deepEqual(claims.roles, ['R8010']);
  });

  it('acts in the one role that its launch names', async () => {
    ehr.resources['PractitionerRole/r-2'] = { ...ehr.resources['PractitionerRole/r-1']!, id: 'r-2', code: [{ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode', code: 'R8009' }] }] };
    const rolesOf = async (fhirUser: string) => {
      assert.equal((await exchange(ehr.token({ fhirUser }))).status, 200);
      return (await rowsOf(house.store)).at(-1)!.user!.roles.toSorted();
    };
    assert.deepEqual(await rolesOf('PractitionerRole/r-2'), ['R8009']);
    assert.deepEqual(await rolesOf(`${ehr.fhir}/Practitioner/d-1`), ['R8000', 'R8009']);
  });
});

describe('a SMART token is refused, and nothing is issued', () => {
  anew();

  const TOKEN = (reason: string, code = 'token-invalid', status = 400) => [status, code, reason];
  const matrix: [what: string, change: () => Record<string, unknown>, expected: unknown[]][] = [
    ['that is not active', () => ({ active: false }), TOKEN('smart:inactive', 'token-expired')],
    ['that is said to be active in another way', () => ({ active: 'true' }), TOKEN('smart:unreadable', 'issuer-unavailable')],
    ['that was given to another app', () => ({ client_id: 'another-app' }), TOKEN('smart:client_id')],
    ['that names no app', () => ({ client_id: undefined }), TOKEN('smart:client_id')],
    ['of another issuer', () => ({ iss: 'https://another.example/auth' }), TOKEN('smart:iss')],
    ['that names no issuer', () => ({ iss: undefined }), TOKEN('smart:iss')],
    ['that has ended', () => ({ exp: house.clock.now.getTime() / 1000 }), TOKEN('smart:exp', 'token-expired')],
    ['that never ends', () => ({ exp: undefined }), TOKEN('smart:exp')],
    ['whose end is no number', () => ({ exp: '9999999999' }), TOKEN('smart:exp')],
    ['that does not hold yet', () => ({ nbf: house.clock.now.getTime() / 1000 + 60 }), TOKEN('smart:nbf')],
    ['without scopes', () => ({ scope: undefined }), TOKEN('smart:scope')],
    ['without a scope for the patient', () => ({ scope: 'openid fhirUser patient/Observation.rs' }), TOKEN('smart:scope')],
    ['whose scope is narrowed', () => ({ scope: 'openid fhirUser patient/Patient.rs?_id=1' }), TOKEN('smart:scope')],
    ['that is bound to a key', () => ({ cnf: { jkt: 'x' } }), TOKEN('smart:bound')],
    ['of another type', () => ({ token_type: 'DPoP' }), TOKEN('smart:bound')],
    ['without a patient', () => ({ patient: undefined }), TOKEN('smart:patient', 'patient-not-identified')],
    ['whose patient would be another address', () => ({ patient: '..' }), TOKEN('smart:patient', 'patient-not-identified')],
    ['whose patient would be a path', () => ({ patient: '../../admin' }), TOKEN('smart:patient', 'patient-not-identified')],
    ['whose patient is not there', () => ({ patient: 'p-9' }), TOKEN('smart:patient', 'patient-not-identified')],
    ['without a user', () => ({ fhirUser: undefined }), TOKEN('smart:user', 'user-not-identified')],
    ['without a subject', () => ({ sub: undefined }), TOKEN('smart:user', 'user-not-identified')],
    ['whose user is a patient', () => ({ fhirUser: `${ehr.fhir}/Patient/p-1` }), TOKEN('smart:user', 'user-not-identified')],
    ['whose user is at another server', () => ({ fhirUser: 'https://another.example/fhir/Practitioner/d-1' }), TOKEN('smart:user', 'user-not-identified')],
    ['whose user is not there', () => ({ fhirUser: 'Practitioner/d-9' }), TOKEN('smart:role', 'user-not-identified')],
  ];
  for (const [what, change, expected] of matrix) {
    it(what, async () => assert.deepEqual(await refused(ehr.token(change())), expected));
  }

  it('that is unknown to the issuer, or no token at all, of which the issuer is not even asked', async () => {
    assert.deepEqual(await refused('made-up'), TOKEN('smart:inactive', 'token-expired'));
    const asked = ehr.asked.length;
    for (const text of ['a token', 'é', 'x'.repeat(8001), '\u0000']) assert.deepEqual(await refused(text), TOKEN('smart:shape'));
    assert.equal(ehr.asked.length, asked);
  });

  const numbers: [what: string, identifier: unknown][] = [
    ['no NHS number', undefined],
    ['two NHS numbers', identified(PATIENT, OTHER)],
    ['one whose check digit is wrong', identified('9990000019')],
    ['a good one and a broken one', identified(PATIENT, '9990000019')],
    ['one that is no longer in force', [{ ...identified(PATIENT)[0], use: 'old' }]],
    ['one of another system', [{ system: 'urn:oid:2.999.1', value: PATIENT }]],
  ];
  for (const [what, identifier] of numbers) {
    it(`whose patient has ${what}`, async () => {
      ehr.resources['Patient/p-1'] = { resourceType: 'Patient', id: 'p-1', ...(identifier ? { identifier } : {}) };
      assert.deepEqual(await refused(ehr.token()), TOKEN('smart:nhs-number', 'patient-not-identified'));
    });
  }

  it('where the server shows another patient than was asked for, or one who is not in use, or was merged into another', async () => {
    ehr.resources['Patient/p-1'] = { resourceType: 'Patient', id: 'p-2', identifier: identified(OTHER) };
    assert.deepEqual(await refused(ehr.token()), TOKEN('smart:patient', 'patient-not-identified'));
    ehr.resources['Patient/p-1'] = { resourceType: 'Patient', id: 'p-1', active: false, identifier: identified(PATIENT) };
    assert.deepEqual(await refused(ehr.token()), TOKEN('smart:patient', 'patient-not-identified'));
    ehr.resources['Patient/p-1'] = { resourceType: 'Patient', id: 'p-1', link: [{ type: 'replaced-by', other: { reference: 'Patient/p-2' } }], identifier: identified(PATIENT) };
    assert.deepEqual(await refused(ehr.token()), TOKEN('smart:patient', 'patient-not-identified'));
  });

  const roles: [what: string, change: () => void][] = [
    ['in another organisation', () => (ehr.resources['Organization/o-1']!['identifier'] = [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'XQ4' }])],
    ['in an organisation of which nothing is known', () => delete ehr.resources['Organization/o-1']],
    ['in one with two codes', () => (ehr.resources['PractitionerRole/r-1']!['organization'] = { reference: 'Organization/o-1', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'XQ4' } })],
    ['that is not in force', () => (ehr.resources['PractitionerRole/r-1']!['active'] = false)],
    ['that is over', () => (ehr.resources['PractitionerRole/r-1']!['period'] = { end: '2026-11-23' })],
    ['of somebody else', () => (ehr.resources['PractitionerRole/r-1']!['practitioner'] = { reference: 'Practitioner/d-2' })],
    ['without a name to write down', () => delete ehr.resources['Practitioner/d-1']!['name']],
  ];
  for (const [what, change] of roles) {
    it(`whose user has only a role ${what}`, async () => {
      change();
      assert.deepEqual(await refused(ehr.token()), TOKEN('smart:role', 'user-not-identified'));
    });
  }

  it('from a page of another origin, or from no page', async () => {
    const token = ehr.token();
    assert.deepEqual(await refused(token, {}, { Origin: 'https://elsewhere.example' }), TOKEN('smart:origin', 'token-invalid', 401));
    assert.deepEqual(await refused(token, {}, { Origin: 'null' }), TOKEN('smart:origin', 'token-invalid', 401));
    assert.deepEqual(await refused(token, {}, {}), TOKEN('smart:origin', 'token-invalid', 401));
    assert.deepEqual(ehr.asked, [], 'and the issuer is not asked');
  });

  it('by a host that is unknown, or has a back end; and a host without one cannot sign', async () => {
    assert.deepEqual(await refused(ehr.token(), { client_id: 'nobody' }), TOKEN('host', 'token-invalid', 401));
    assert.deepEqual(await refused(ehr.token(), { client_id: 'surgery' }), TOKEN('host', 'token-invalid', 401));
    assert.deepEqual(await refused(ehr.token(), { client_id: undefined }), TOKEN('form:client_id', 'bad-request', 401));
    assert.deepEqual(await refused(ehr.token(), { client_assertion: 'x.y.z' }), TOKEN('form:client_assertion', 'bad-request'));
    const { status, body } = await house.post(await house.form());
    assert.deepEqual([status, body.error_description], [401, 'the client_assertion was refused (no-keys)']);
    const statementOnly = await signed(statement);
    assert.deepEqual(await refused(statementOnly, { subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' }), TOKEN('form:client_assertion_type', 'bad-request', 401));
  });
});

describe('an issuer that fails', () => {
  anew();

  let elsewhere: ReturnType<typeof createServer>;
  let lured = 0;
  before(() => new Promise<void>((resolve) => (elsewhere = createServer((_, response) => {
    lured += 1;
    response.end('{"active":true}');
  })).listen(0, '127.0.0.1', resolve)));
  after(() => elsewhere.close());
  const away = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

  const says = (body: string, status = 200): Reply => (_, response) => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  const failures: [what: string, reply: Reply, reason: string][] = [
    ['is down', (request) => void request.socket.destroy(), 'unreachable'],
    ['answers with an error', says('{}', 500), 'unreachable'],
    ['sends elsewhere', (_, response) => void response.writeHead(307, { Location: away() }).end(), 'unreachable'],
    ['answers with a page', says('<!doctype html><title>Sign in</title>'), 'unreadable'],
    ['answers with nothing', says(''), 'unreadable'],
    ['answers with a list', says('[{"active":true}]'), 'unreadable'],
    ['nests a hundred thousand deep', says('{"a":'.repeat(100_000)), 'unreadable'],
    ['breaks the encoding', (_, response) => void response.end(Buffer.from([0x7b, 0xff, 0x7d])), 'unreachable'],
    ['does not stop', (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(16_384))) continue;
      };
      response.on('drain', more);
      more();
    }, 'unreadable'],
  ];
  for (const [what, reply, reason] of failures) {
    it(`opens nothing: it ${what}`, async () => {
      for (const path of ['/auth/introspect', '/fhir/Patient', '/fhir/PractitionerRole']) {
        ehr.instead = { [path]: reply };
        assert.deepEqual(await refused(ehr.token()), [400, 'issuer-unavailable', `smart:${reason}`], path);
      }
      assert.equal(lured, 0, 'nobody was led elsewhere');
    });
  }

  it('opens nothing: it is silent for longer than anybody waits', async () => {
    ehr.instead = { '/auth/introspect': () => undefined };
    assert.deepEqual(await refused(ehr.token()), [400, 'issuer-unavailable', 'smart:unreachable']);
  });

  it('opens nothing: it does not take the gateway for who it is', async () => {
    ehr.instead = { '/auth/introspect': says('{"error":"invalid_client"}', 401) };
    assert.deepEqual(await refused(ehr.token()), [400, 'issuer-unavailable', 'smart:credentials']);
  });

  it('is asked for no more than twenty tokens of an app at once', async () => {
    let let_go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (let_go = resolve));
    ehr.instead = { '/auth/introspect': (_, response) => void held.then(() => response.end('{"active":false}')) };
    const many = Array.from({ length: 25 }, () => exchange(ehr.token()));
    const first = await Promise.race(many);
    assert.equal(first.body.code, 'issuer-unavailable');
    let_go();
    await Promise.all(many);
    const reasons = (await rowsOf(house.store)).map(({ reason }) => reason);
    assert.deepEqual([reasons.filter((reason) => reason === 'smart:busy').length, reasons.filter((reason) => reason === 'smart:inactive').length], [5, 20]);
    ehr.instead = {};
    assert.equal((await exchange(ehr.token())).status, 200);
  });

  it('is asked at its own addresses only, whatever a token or a resource names', async () => {
    ehr.resources['PractitionerRole/r-1']!['practitioner'] = { reference: `${away()}Practitioner/d-1` };
    await exchange(ehr.token({ fhirUser: `${away()}Practitioner/d-1`, iss: away() }));
    await exchange(ehr.token({ fhirUser: `${ehr.fhir}@${away()}Practitioner/d-1` }));
    await exchange(ehr.token());
    assert.equal(lured, 0);
  });
});

describe('a scope that a token has', () => {
  const wanted = 'patient/Patient.rs';
  it('is enough where it grants as much or more, in the words of SMART 1 or 2', () => {
    for (const granted of ['patient/Patient.rs', 'patient/*.rs', 'patient/*.cruds', 'patient/Patient.read', 'patient/*.*']) assert.ok(grants(granted, wanted), granted);
    for (const granted of ['patient/Patient.r', 'patient/Patient.s', 'user/Patient.rs', 'patient/Observation.rs', 'patient/Patient.write', 'patient/*.rs?x=1', 'launch/patient', '']) {
      assert.equal(grants(granted, wanted), false, granted);
    }
  });
});

describe('the page that explains a launch', () => {
  anew();

  it('asks nobody, and says so', async () => {
    const { app } = await launch({ host: { smart: ehr.smart }, launchCheck: true });
    const answer = await app.request('/launch-check', { method: 'POST', body: new URLSearchParams({ text: form(ehr.token()).toString() }) });
    assert.match(await answer.text(), /nobody is asked from here/);
    assert.deepEqual(ehr.asked, []);
  });
});
