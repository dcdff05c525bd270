import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createOptOutRegister } from '../reports/opt-outs.ts';
import { decisiveAt } from '../store/opt-out.ts';
import { memoryStore } from '../store/memory.ts';
import type { OperatorHostStatement } from '../../host-kit/host.ts';
import { allergy, gateway, OTHER, PATIENT, rowsOf, spySource } from './house.ts';

const registrar: OperatorHostStatement = { user: 'u-8', name: 'Sam Registrar', org: 'XQ1', roles: [], scope: 'opt-out' };
const NOW = '2026-11-24T09:00:00.000Z';

async function open() {
  const clock = { now: new Date(NOW) };
  const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
  const house = await gateway([source], { scopes: { 'opt-out': ['XQ1'] }, now: () => clock.now });
  const act = (path: string, body: unknown) => house.ask(`/v1/opt-outs${path}`, { who: registrar, body });
  const record = async () => (await house.ask('/v1/record/allergies')).body;
  return { ...house, clock, act, record, source };
}

describe('the register of objections', () => {
  it('holds at once: the very next request is refused, and no source is asked', async () => {
    const { act, record, source } = await open();
    assert.equal((await record()).entries.length, 1);
    const { status, body } = await act('', { patient: PATIENT });
    assert.equal(status, 201);
    assert.deepEqual(body, { patient: PATIENT, state: 'opted-out', from: NOW, recorded: NOW, by: 'Sam Registrar' });
    const asked = source.asked.length;
    assert.equal((await record()).code, 'patient-opted-out');
    assert.equal(source.asked.length, asked);
  });

  it('reads no more of a body than it could need, and hears none that does not end', async () => {
    const { app, hostToken } = await open();
    const { access_token: token } = await hostToken(registrar);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({ pull: (out) => out.enqueue(new Uint8Array((sent += 1024, 1024)).fill(32)) });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await app.request('/v1/opt-outs', { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit);
    assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [400, 'bad-request']);
    assert.ok(sent < 64 * 1024, `${sent} bytes were read`);
  });

  it('ends at once where the objection is withdrawn, and keeps what held before', async () => {
    const { act, record, clock } = await open();
    await act('', { patient: PATIENT });
    clock.now = new Date('2026-11-25T09:00:00Z');
    const { status, body } = await act('/withdraw', { patient: PATIENT });
    assert.deepEqual([status, body.state], [200, 'withdrawn']);
    assert.equal((await record()).entries.length, 1);
    const history = (await act('/search', { patient: PATIENT })).body;
    assert.equal(history.optedOut, false);
    assert.deepEqual(history.changes.map(({ state }: { state: string }) => state), ['opted-out', 'withdrawn']);
    assert.deepEqual((await act('/search', { patient: OTHER })).body, { patient: OTHER, optedOut: false, changes: [] });
  });

  it('holds from a later day where that is asked, and can be taken back before', async () => {
    const { act, record, clock } = await open();
    await act('', { patient: PATIENT, from: '2026-12-01T00:00:00Z' });
    assert.equal((await record()).entries.length, 1);
    clock.now = new Date('2026-12-01T00:00:00Z');
    assert.equal((await record()).code, 'patient-opted-out');
    clock.now = new Date('2026-11-30T00:00:00Z');
    assert.equal((await act('/withdraw', { patient: PATIENT })).status, 200);
    clock.now = new Date('2026-12-02T00:00:00Z');
    assert.equal((await record()).entries.length, 1);
  });

  it('changes nothing where an objection already holds, and says so where there is none to withdraw', async () => {
    const { act, clock } = await open();
    assert.deepEqual((await act('/withdraw', { patient: PATIENT })).body.code, 'not-found');
    const first = (await act('', { patient: PATIENT })).body;
    clock.now = new Date('2026-11-26T09:00:00Z');
    assert.deepEqual((await act('', { patient: PATIENT })).body, first);
    assert.equal((await act('/search', { patient: PATIENT })).body.changes.length, 1);
  });

  it('is written down, act by act, with the patient and the operator', async () => {
    const { act, house } = await open();
    await act('/withdraw', { patient: PATIENT });
    await act('', { patient: PATIENT });
    await act('/search', { patient: PATIENT });
    const rows = (await rowsOf(house.store)).filter(({ action }) => action === 'opt-out');
    assert.deepEqual(
      rows.map(({ outcome, code, user, patient, scope, detail }) => [outcome, code, user?.id, patient, scope, detail?.['change']]),
      [
        ['refused', 'not-found', 'u-8', PATIENT, 'opt-out', 'withdrawn'],
        ['granted', undefined, 'u-8', PATIENT, 'opt-out', 'opted-out'],
        ['granted', undefined, 'u-8', PATIENT, 'opt-out', 'none'],
      ],
    );
  });

  it('answers for every past day what held then, whatever was changed since', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('object', 'withdraw'), fc.nat(5)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (acts) => {
        const store = memoryStore();
        const register = createOptOutRegister(store);
        const held: boolean[] = [];
        const on = (day: number) => new Date(Date.UTC(2026, 0, 1 + day));
        for (const [day, [what, ahead]] of acts.entries()) {
          const act = { nhsNumber: PATIENT, from: on(day + ahead), by: 'x', at: on(day), row: { requestId: 'r' } };
          await (what === 'object' ? register.object(act) : register.withdraw(act));
          held.push(await store.optOuts.active(PATIENT, on(day)));
        }
        // What held on a day, as it was seen on that day, is still the answer after all later changes.
        const changes = await store.optOuts.history(PATIENT);
        for (const [day, was] of held.entries()) assert.equal(decisiveAt(changes, on(day))?.state === 'opted-out', was);
        assert.ok(changes.every(({ from, recorded }) => from >= recorded));
      }),
    );
  });
});
