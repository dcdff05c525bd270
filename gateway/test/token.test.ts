import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, type JWK } from 'jose';
import { createHostClient } from '../../host-kit/host.ts';
import { memoryStore } from '../store/memory.ts';
import { openKeys } from '../token/key-ring.ts';
import { openSigningKey, publicSetOf } from '../token/keys.ts';
import { nationalRole } from '../token/roles.ts';
import { brokenAfter, doctor, OTHER, PATIENT, rowsOf } from './house.ts';
import { hostKey, ISSUER, launch, otherKey, seconds, signed, START, statement } from './launch.ts';

describe('the token exchange', () => {
  it('turns a host’s signed statement into an access token for that user and that patient alone', async () => {
    const { post, form, store } = await launch();
    const { status, headers, body } = await post(await form({ categories: ['allergies'] }));
    assert.equal(status, 200);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Access-Control-Allow-Origin'), null);
    assert.deepEqual({ ...body, access_token: '' }, {
      access_token: '',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 300,
    });
    const { jti, ...claims } = decodeJwt(body.access_token);
    assert.deepEqual(claims, {
      iss: ISSUER, aud: ISSUER, ...statement, categories: ['allergies'], azp: 'epr',
      iat: START.getTime() / 1000, exp: START.getTime() / 1000 + 300,
    });
    const header = decodeProtectedHeader(body.access_token);
    assert.deepEqual({ ...header, kid: '' }, { alg: 'ES256', typ: 'at+jwt', kid: '' });

    const [row, ...more] = await rowsOf(store);
    assert.equal(more.length, 0);
    assert.deepEqual({ ...row, requestId: '' }, {
      at: START.toISOString(), requestId: '', action: 'token', outcome: 'granted', host: 'epr',
      user: { id: 'u-1', name: 'Dr Ada Okafor', roles: ['R8000'] },
      organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' },
      patient: PATIENT, purpose: 'TREAT', jti,
    });
    assert.equal(row!.requestId, headers.get('X-Request-Id'));
  });

  it('signs with the key that it publishes under its thumbprint', async () => {
    const { app, post, form } = await launch();
    const { keys } = (await (await app.request('/.well-known/jwks.json')).json()) as { keys: JWK[] };
    const { kid } = decodeProtectedHeader((await post(await form())).body.access_token);
    assert.deepEqual(keys.map((key) => [key.kid, key.alg, key.use, 'd' in key]), [[kid, 'ES256', 'sig', false]]);
  });

  it('describes itself (RFC 8414)', async () => {
    const { app } = await launch();
    const answer = await app.request('/.well-known/oauth-authorization-server');
    const metadata = (await answer.json()) as Record<string, unknown>;
    assert.equal(metadata['issuer'], ISSUER);
    assert.equal(metadata['token_endpoint'], `${ISSUER}/v1/token`);
    assert.deepEqual(metadata['token_endpoint_auth_signing_alg_values_supported'], ['ES256', 'EdDSA']);
  });

  it('takes Ed25519 keys, too', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    assert.ok(privateKey && publicKey);
    const key = await crypto.subtle.exportKey('jwk', privateKey as unknown as globalThis.CryptoKey);
    const { app } = await launch({ keys: await openKeys(key as JWK), host: { jwks: await publicSetOf(key as JWK) } });
    const client = await createHostClient({ clientId: 'epr', gateway: ISSUER, key, now: () => START });
    const answer = await app.request('/v1/token', { method: 'POST', body: await client.form(doctor) });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    assert.equal(decodeProtectedHeader(token).alg, 'EdDSA');
    const session = await app.request('/v1/session', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
    });
    assert.equal(session.status, 200);
  });

  it('maps roles: national code, CIS2 role string, the organisation’s own name; anything else gives nothing', async () => {
    const { post, form } = await launch();
    const { body } = await post(await form({ roles: ['S8000:G8000:R8000', 'Ward clerk', 'R8003', 'Magician', 'R8000'] }));
    assert.deepEqual(decodeJwt(body.access_token)['roles'], ['R8000', 'R8010', 'R8008']);
    assert.equal(nationalRole('constructor', {}), undefined);
    assert.equal(nationalRole('S8000:G8000:R8000:R8001', {}), undefined);
    assert.equal(nationalRole('r8000', {}), undefined);
  });

  describe('from NHS CIS2 claims', () => {
    const clinic = { org_code: 'XQ1', person_roleid: '555021935107', role_code: 'S8000:G8000:R8000', role_name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"', activity_codes: ['B0360'] };
    const surgery = { org_code: 'XQ4', person_roleid: '555021935108', role_code: 'S8002:G8003:R8009' };
    const { org: _, roles: __, ...rest } = statement;
    const cis2 = { ...rest, nhsid_nrbac_roles: [surgery, clinic], selected_roleid: clinic.person_roleid, nhsid_useruid: '555021935101' };
    const ask = async (claims: object) => {
      const { post, form, store } = await launch();
      const changed = await form();
      changed.set('subject_token', await signed({ ...cis2, ...claims }));
      return { ...(await post(changed)), row: (await rowsOf(store))[0]! };
    };

    it('takes organisation and role of the one that the user selected, and the user’s national id', async () => {
      const { status, body, row } = await ask({});
      assert.equal(status, 200);
      const { org, roles, sub } = decodeJwt(body.access_token);
      assert.deepEqual([org, roles, sub], ['XQ1', ['R8000'], '555021935101']);
      assert.deepEqual([row.user, row.organisation!.odsCode], [{ id: '555021935101', name: 'Dr Ada Okafor', roles: ['S8000:G8000:R8000'] }, 'XQ1']);
    });

    it('needs no selection where there is one role', async () => {
      assert.equal((await ask({ nhsid_nrbac_roles: [clinic], selected_roleid: undefined, org: 'XQ1' })).status, 200);
    });

    it('comes out of the host kit as CIS2 gave it', async () => {
      const { post, client } = await launch();
      const { user, name, patient } = doctor;
      const { body } = await post(await client.form({ user, name, patient, nhsid_nrbac_roles: [clinic], nhsid_useruid: '555021935101' }));
      assert.deepEqual(decodeJwt(body.access_token)['roles'], ['R8000']);
    });

    for (const [what, claims, reason] of [
      ['several roles and none selected', { selected_roleid: undefined }, 'selected_roleid'],
      ['a selection that is not there', { selected_roleid: '555021935109' }, 'selected_roleid'],
      ['two roles of one id', { nhsid_nrbac_roles: [clinic, clinic] }, 'selected_roleid'],
      ['roles said in two ways', { roles: ['R8000'] }, 'roles'],
      ['another organisation beside the selected one', { org: 'XQ4' }, 'org'],
      ['an organisation that the host may not speak for', { selected_roleid: surgery.person_roleid }, 'org'],
      ['no role', { nhsid_nrbac_roles: [] }, 'nhsid_nrbac_roles'],
      ['roles that are no list', { nhsid_nrbac_roles: clinic }, 'nhsid_nrbac_roles'],
      ['a role without a code', { nhsid_nrbac_roles: [{ ...clinic, role_code: undefined }] }, 'nhsid_nrbac_roles'],
      ['a role that is nothing', { nhsid_nrbac_roles: [null] }, 'nhsid_nrbac_roles'],
      ['an empty national id', { nhsid_useruid: '' }, 'nhsid_useruid'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const { status, row } = await ask(claims);
        assert.deepEqual([status, row.reason], [400, `statement:claim:${reason}`]);
      });
    }
  });

  it('issues a token for roles that mean nothing here: the widget is to say "not permitted", not "session ended"', async () => {
    const { post, form } = await launch();
    const { status, body } = await post(await form({ roles: ['Magician'] }));
    assert.equal(status, 200);
    assert.deepEqual(decodeJwt(body.access_token)['roles'], []);
  });

  it('lets an assertion and a statement through once', async () => {
    const { post, form, store } = await launch();
    const used = await form();
    assert.equal((await post(used)).status, 200);
    const again = await post(used);
    assert.deepEqual([again.status, again.body.error, again.body.code], [401, 'invalid_client', 'token-invalid']);
    const freshAssertion = await form();
    freshAssertion.set('subject_token', used.get('subject_token')!);
    const replayed = await post(freshAssertion);
    assert.deepEqual([replayed.status, replayed.body.error], [400, 'invalid_request']);
    assert.deepEqual(
      (await rowsOf(store)).map(({ outcome, reason }) => [outcome, reason]),
      [['granted', undefined], ['refused', 'assertion:replayed'], ['refused', 'statement:replayed']],
    );
  });

  it('lets only one of twenty simultaneous uses through', async () => {
    const { post, form } = await launch();
    const used = await form();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(used)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  it('lets only one of twenty simultaneous uses of a statement through, whatever the assertions', async () => {
    const { post, form, store } = await launch();
    const used = (await form()).get('subject_token')!;
    const forms = await Promise.all(Array.from({ length: 20 }, () => form()));
    for (const one of forms) one.set('subject_token', used);
    const answers = await Promise.all(forms.map((one) => post(one)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const reasons = (await rowsOf(store)).map(({ reason }) => reason);
    assert.equal(reasons.filter((reason) => reason === 'statement:replayed').length, 19);
  });

  it('keeps the names of one host apart from those of another, and those of assertions from those of statements', async () => {
    const { post, form } = await launch();
    const first = await form();
    first.set('client_assertion', await signed({ sub: 'epr', jti: 'same' }));
    first.set('subject_token', await signed({ ...statement, jti: 'same' }));
    assert.equal((await post(first)).status, 200);
    const second = await form();
    second.set('client_assertion', await signed({ iss: 'surgery', sub: 'surgery', jti: 'same' }, { key: otherKey }));
    second.set('subject_token', await signed({ ...statement, iss: 'surgery', org: 'XQ4', jti: 'same' }, { key: otherKey }));
    assert.equal((await post(second)).status, 200);
  });

  it('issues nothing when the audit row cannot be written', async () => {
    const store = memoryStore(() => START);
    const { post, form } = await launch({ store: brokenAfter(store, 0) });
    const { status, body } = await post(await form());
    assert.deepEqual([status, body.error, body.code], [500, 'server_error', 'gateway-error']);
    assert.equal('access_token' in body, false);
  });

  const refusals: [
    what: string,
    change: (form: URLSearchParams) => Promise<void> | void,
    status: number,
    error: string,
    reason: string,
  ][] = [
    ['no grant type', (form) => form.delete('grant_type'), 400, 'unsupported_grant_type', 'form:grant_type'],
    ['another grant type', (form) => form.set('grant_type', 'client_credentials'), 400, 'unsupported_grant_type', 'form:grant_type'],
    ['a repeated parameter', (form) => form.append('grant_type', form.get('grant_type')!), 400, 'invalid_request', 'form:grant_type'],
    ['a scope', (form) => form.set('scope', 'audit'), 400, 'invalid_scope', 'form:scope'],
    ['an actor', (form) => form.set('actor_token', 'x'), 400, 'invalid_request', 'form:actor_token'],
    ['another kind of token', (form) => form.set('requested_token_type', 'urn:ietf:params:oauth:token-type:refresh_token'), 400, 'invalid_request', 'form:requested_token_type'],
    ['a client secret instead of an assertion', (form) => { form.delete('client_assertion'); form.set('client_secret', 'x'); }, 401, 'invalid_client', 'form:client_assertion'],
    ['no statement', (form) => form.delete('subject_token'), 400, 'invalid_request', 'form:subject_token'],
    ['another client_id', (form) => form.set('client_id', 'surgery'), 401, 'invalid_client', 'assertion:claim:sub'],
    ['an assertion that is no token', (form) => form.set('client_assertion', 'x.y.z'), 401, 'invalid_client', 'host'],
    ['an unknown host', async (form) => form.set('client_assertion', await signed({ iss: 'stranger', sub: 'stranger' })), 401, 'invalid_client', 'host'],
    ['a host called __proto__', async (form) => form.set('client_assertion', await signed({ iss: '__proto__', sub: '__proto__' })), 401, 'invalid_client', 'host'],
    ['another host’s key', async (form) => form.set('client_assertion', await signed({ sub: 'epr' }, { key: otherKey })), 401, 'invalid_client', 'assertion:ERR_JWKS_NO_MATCHING_KEY'],
    ['an assertion about somebody else', async (form) => form.set('client_assertion', await signed({ sub: 'u-1' })), 401, 'invalid_client', 'assertion:claim:sub'],
    ['an assertion for somebody else', async (form) => form.set('client_assertion', await signed({ sub: 'epr', aud: 'https://other.example' })), 401, 'invalid_client', 'assertion:claim:aud'],
    ['an assertion for several', async (form) => form.set('client_assertion', await signed({ sub: 'epr', aud: [ISSUER, 'https://other.example'] })), 401, 'invalid_client', 'assertion:claim:aud'],
    ['an assertion without jti', async (form) => form.set('client_assertion', await signed({ sub: 'epr', jti: undefined })), 401, 'invalid_client', 'assertion:claim:jti'],
    ['an assertion that lives too long', async (form) => form.set('client_assertion', await signed({ sub: 'epr', exp: seconds(301) })), 401, 'invalid_client', 'assertion:claim:exp'],
    ['an assertion that has ended', async (form) => form.set('client_assertion', await signed({ sub: 'epr', iat: seconds(-100), exp: seconds(-6) })), 401, 'invalid_client', 'assertion:claim:exp'],
    ['an assertion of tomorrow', async (form) => form.set('client_assertion', await signed({ sub: 'epr', iat: seconds(86_400), exp: seconds(86_460) })), 401, 'invalid_client', 'assertion:claim:iat'],
    ['an access token as assertion', async (form) => form.set('client_assertion', await signed({ sub: 'epr' }, { header: { typ: 'at+jwt' } })), 401, 'invalid_client', 'assertion:typ'],
    ['a statement of another host', async (form) => form.set('subject_token', await signed({ ...statement, iss: 'surgery' }, { key: otherKey })), 400, 'invalid_request', 'statement:ERR_JWKS_NO_MATCHING_KEY'],
    ['a statement that has ended', async (form) => form.set('subject_token', await signed({ ...statement, iat: seconds(-100), exp: seconds(-6) })), 400, 'invalid_request', 'statement:claim:exp'],
    ['the assertion as statement', async (form) => form.set('subject_token', await signed({ sub: 'epr' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['no patient', async (form) => form.set('subject_token', await signed({ ...statement, patient: undefined })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a patient number with a wrong check digit', async (form) => form.set('subject_token', await signed({ ...statement, patient: '9999999991' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a patient number with spaces', async (form) => form.set('subject_token', await signed({ ...statement, patient: '999 000 0018' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['two patients', async (form) => form.set('subject_token', await signed({ ...statement, patient: [PATIENT, OTHER] })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a nameless user', async (form) => form.set('subject_token', await signed({ ...statement, name: '' })), 400, 'invalid_request', 'statement:claim:name'],
    ['roles that are no list', async (form) => form.set('subject_token', await signed({ ...statement, roles: 'R8000' })), 400, 'invalid_request', 'statement:claim:roles'],
    ['a category that there is not', async (form) => form.set('subject_token', await signed({ ...statement, categories: ['everything'] })), 400, 'invalid_request', 'statement:claim:categories'],
    ['no purpose', async (form) => form.set('subject_token', await signed({ ...statement, purpose: undefined })), 400, 'invalid_request', 'statement:claim:purpose'],
    ['an organisation that the host may not speak for', async (form) => form.set('subject_token', await signed({ ...statement, org: 'XQ4' })), 400, 'unauthorized_client', 'statement:claim:org'],
    ['an organisation that nobody knows', async (form) => form.set('subject_token', await signed({ ...statement, org: 'XQ9' })), 400, 'unauthorized_client', 'statement:claim:org'],
  ];
  for (const [what, change, status, error, reason] of refusals) {
    it(`refuses ${what}, and writes it down`, async () => {
      const { post, form, store } = await launch();
      const changed = await form();
      await change(changed);
      const { status: answered, body } = await post(changed);
      assert.deepEqual([answered, body.error], [status, error]);
      assert.equal('access_token' in body, false);
      const [row, ...more] = await rowsOf(store);
      assert.equal(more.length, 0);
      assert.deepEqual([row!.outcome, row!.reason, row!.code], ['refused', reason, body.code]);
      assert.equal(row!.requestId, body.correlationId);
    });
  }

  it('refuses a statement that names the patient twice', async () => {
    const { post, form } = await launch();
    const key = await openSigningKey(hostKey);
    const part = (text: string) => Buffer.from(text).toString('base64url');
    const header = part(JSON.stringify({ alg: key.alg, kid: key.kid, typ: 'JWT' }));
    const iat = seconds(0);
    const payload = JSON.stringify({ iss: 'epr', aud: ISSUER, ...statement, jti: 'twice', iat, exp: iat + 60 });
    const twice = part(payload.replace('"patient"', `"patient":"${OTHER}","patient"`));
    const bytes = new TextEncoder().encode(`${header}.${twice}`);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = Buffer.from(await crypto.subtle.sign(algorithm, key.privateKey as globalThis.CryptoKey, bytes)).toString('base64url');
    const changed = await form();
    changed.set('subject_token', `${header}.${twice}.${signature}`);
    const { status, body } = await post(changed);
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  it('wants a form, and not a long one', async () => {
    const { post } = await launch();
    assert.equal((await post('{}', { 'Content-Type': 'application/json' })).status, 400);
    const long = await post(`subject_token=${'a'.repeat(40_000)}`, { 'Content-Type': 'application/x-www-form-urlencoded' });
    assert.equal(long.status, 413);
  });

  it('tells nobody what was in a refused token', async () => {
    const { post, form } = await launch();
    const changed = await form();
    changed.set('subject_token', await signed({ ...statement, patient: '9999999991', name: 'Secret Name' }));
    assert.doesNotMatch(JSON.stringify((await post(changed)).body), /9999999991|Secret/);
  });
});
