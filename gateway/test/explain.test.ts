import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adviceFor } from '../token/advice.ts';
import { PATIENT, rowsOf } from './house.ts';
import { launch, otherKey, seconds, signed, statement } from './launch.ts';

/** A gateway whose page is open, and what the page says of a text. */
async function house(on = true) {
  const lines: unknown[] = [];
  const opened = await launch({ ...(on ? { launchCheck: true } : {}), log: (line) => lines.push(line) });
  const page = async (text: string) => {
    const answer = await opened.app.request('/launch-check', { method: 'POST', body: new URLSearchParams({ text }) });
    const body = await answer.text();
    const reasons = [...body.matchAll(/<code>([^<]*)<\/code>/g)].map(([, reason]) => reason);
    return { status: answer.status, headers: answer.headers, body, reasons };
  };
  return { ...opened, lines, page };
}

const bad: [what: string, change: (form: URLSearchParams) => Promise<void> | void][] = [
  ['another grant', (form) => form.set('grant_type', 'client_credentials')],
  ['no statement', (form) => form.delete('subject_token')],
  ['an unknown host', async (form) => form.set('client_assertion', await signed({ iss: 'stranger', sub: 'stranger' }))],
  ['another’s key', async (form) => form.set('client_assertion', await signed({ sub: 'epr' }, { key: otherKey }))],
  ['a changed text', (form) => form.set('client_assertion', form.get('client_assertion')!.replace(/.{8}$/, 'AAAAAAAA'))],
  ['quotes around it', (form) => form.set('subject_token', `"${form.get('subject_token')!}"`)],
  ['another audience', async (form) => form.set('client_assertion', await signed({ sub: 'epr', aud: 'https://inner.example' }))],
  ['milliseconds', async (form) => form.set('client_assertion', await signed({ sub: 'epr', iat: seconds(0) * 1000, exp: seconds(60) * 1000 }))],
  ['a clock that is behind', async (form) => form.set('subject_token', await signed({ ...statement, iat: seconds(-90), exp: seconds(-30) }))],
  ['no name', async (form) => form.set('subject_token', await signed({ ...statement, jti: undefined }))],
  ['the user in the assertion', async (form) => form.set('client_assertion', await signed({ sub: 'u-1' }))],
  ['another organisation', async (form) => form.set('subject_token', await signed({ ...statement, org: 'XQ4' }))],
  ['a number with spaces', async (form) => form.set('subject_token', await signed({ ...statement, patient: '999 000 0018' }))],
  ['one role as a text', async (form) => form.set('subject_token', await signed({ ...statement, roles: 'R8000' }))],
  ['no name of the user', async (form) => form.set('subject_token', await signed({ ...statement, name: undefined }))],
  ['CIS2 roles and none selected', async (form) => form.set('subject_token', await signed({ ...statement, roles: undefined, org: undefined, nhsid_nrbac_roles: [1, 2].map((id) => ({ org_code: 'XQ1', person_roleid: String(id), role_code: 'S8000:G8000:R8000' })) }))],
];

describe('the page that says why a launch fails', () => {
  it('is not there unless the configuration wants it', async () => {
    const { app } = await house(false);
    for (const method of ['GET', 'POST']) assert.equal((await app.request('/launch-check', { method })).status, 404);
  });

  it('has no script, and leads nowhere but to itself', async () => {
    const { app } = await house();
    const answer = await app.request('/launch-check');
    assert.equal(answer.headers.get('Content-Security-Policy'), "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.doesNotMatch(await answer.text(), /<script|https?:|style=/);
    assert.match((await app.request('/launch-check/style.css')).headers.get('Content-Type')!, /^text\/css/);
    assert.match((await app.request('/healthz')).headers.get('Content-Security-Policy')!, /sandbox/, 'no other answer is drawn');
  });

  for (const [what, change] of bad) {
    it(`gives the reason that stands in the audit, and what to do: ${what}`, async () => {
      const { post, form, page, store, lines } = await house();
      const changed = await form();
      await change(changed);
      const { status, body, reasons } = await page(changed.toString());
      assert.equal(status, 200);
      assert.equal((await rowsOf(store)).length, 0, 'nothing is written down');
      const answer = await post(changed);
      const [{ reason } = {}] = await rowsOf(store);
      assert.deepEqual(reasons, [reason]);
      assert.doesNotMatch(adviceFor(reason!).meaning, /It was refused/, 'in words');
      assert.match(body, /What to do:/);
      assert.deepEqual((await page(JSON.stringify(answer.body))).reasons, [reason], 'the answer alone says as much');
      assert.doesNotMatch(JSON.stringify(lines), /eyJ|9990000018/);
    });
  }

  it('uses nothing up: what it was shown can still be exchanged, once', async () => {
    const { post, form, page } = await house();
    const used = await form();
    for (let times = 0; times < 2; times += 1) assert.match((await page(used.toString())).body, /The exchange is good/);
    assert.equal((await post(used)).status, 200);
    const again = await post(used);
    assert.match((await page(JSON.stringify(again.body))).body, /It was used before/);
  });

  it('takes each text alone as well, and an access token', async () => {
    const { post, form, page, clock } = await house();
    const good = await form();
    assert.match((await page(good.get('client_assertion')!)).body, /A client assertion is good/);
    assert.match((await page(`\n${good.get('subject_token')}\n`)).body, /A subject token is good/);
    assert.deepEqual((await page(await signed({ ...statement, patient: '1' }))).reasons, ['statement:claim:patient']);
    assert.deepEqual((await page(await signed({ sub: 'epr', iss: 'stranger' }))).reasons, ['host']);
    const answer = (await post(good)).body;
    assert.match((await page(`Bearer ${answer.access_token}`)).body, /An access token is good/);
    assert.match((await page(JSON.stringify(answer))).body, /An access token is good/);
    clock.now = new Date(seconds(400) * 1000);
    assert.deepEqual((await page(answer.access_token)).reasons, ['access:claim:exp']);
  });

  it('shows no name and no number of a patient, and draws nothing of what it is given', async () => {
    const { page } = await house();
    const token = await signed({ ...statement, org: '<img src=x onerror=alert(1)>', '"><script>': 'x' });
    const { body } = await page(token);
    assert.doesNotMatch(body, new RegExp(`${PATIENT}|Okafor|<img|<script`));
    assert.match(body, /&lt;img src=x/);
    for (const text of ['<script>alert(1)</script>', '{', '{"error":"<b>"}', 'null', 'a.b.c', 'grant_type=', '[]', 'x'.repeat(60_000)]) {
      const answer = await page(text);
      assert.equal(answer.status, 200, text.slice(0, 20));
      assert.doesNotMatch(answer.body, /<script|<b>/);
    }
    assert.equal((await page('x'.repeat(300_000))).status, 413);
  });
});

it('a reason that nobody foresaw is told as it is', () => {
  assert.equal(adviceFor('something:new').meaning, 'It was refused (something:new).');
  assert.match(adviceFor(`form:scope`).meaning, /"scope"/);
});
