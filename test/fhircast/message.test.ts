import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readMessage } from '../../components/fhircast/message.ts';

const TOPIC = 'fdb2f928-5546-4f52-87a0-0648e9ded065';
const patient = { resourceType: 'Patient', id: 'p-1' };
const event = (name: string, context: unknown, more: object = {}) =>
  JSON.stringify({ timestamp: '2026-11-24T09:00:00.000Z', id: 'e-1', event: { 'hub.topic': TOPIC, 'hub.event': name, context, ...more } });
const read = (text: string) => readMessage(text, TOPIC);
const kind = (text: string) => read(text)?.kind;

describe('What a hub sends', () => {
  it('is an opening or a closing by any spelling of its name, in UTC even where no zone is said', () => {
    for (const name of ['Patient-open', 'patient-open', 'PATIENT-OPEN']) {
      expect(read(event(name, [{ key: 'patient', resource: patient }]))).to.deep.equal({
        kind: 'patient', id: 'e-1', event: { kind: 'open', id: 'e-1', at: Date.UTC(2026, 10, 24, 9), patient, version: undefined, prior: undefined },
      });
    }
    const [plain, zoned] = ['2026-11-24T09:00:00.14', '2026-11-24T10:00:00.14+01:00'].map((timestamp) =>
      read(event('Patient-close', [{ key: 'patient', resource: patient }]).replace('2026-11-24T09:00:00.000Z', timestamp)),
    );
    expect(plain).to.deep.equal(zoned);
  });

  it('names the version of the context, where it has one', () => {
    const message = read(event('Patient-open', [{ key: 'patient', resource: patient }], { 'context.versionId': 'v2', 'context.priorVersionId': 'v1' }));
    expect(message).to.have.nested.include({ 'event.version': 'v2', 'event.prior': 'v1' });
  });

  it('is unclear where it is about a patient and cannot be understood', () => {
    const good = event('Patient-open', [{ key: 'patient', resource: patient }]);
    expect(kind(good)).to.equal('patient');
    for (const bad of [
      event('Patient-open', []),
      event('Patient-open', null),
      event('Patient-open', [{ key: 'patient', resource: { ...patient, resourceType: 'Person' } }]),
      event('Patient-open', [{ key: 'patient', resource: { ...patient, id: 7 } }]),
      event('Patient-open', [{ key: 'patient', resource: patient }, { key: 'patient', resource: { ...patient, id: 'p-2' } }]),
      good.replace('2026-11-24', 'yesterday'),
      good.replace('"id":"e-1",', ''),
      good.replace('"timestamp":"2026-11-24T09:00:00.000Z",', ''),
    ]) expect(kind(bad), bad).to.equal('unclear');
  });

  it('is the end of a session, an error of others, or a sign of life', () => {
    expect(kind(event('userLogout', []))).to.equal('logout');
    expect(kind(event('syncerror', []))).to.equal('sync-error');
    expect(read(event('heartbeat', [{ key: 'period', decimal: '10' }]))).to.deep.equal({ kind: 'heartbeat', id: 'e-1', period: 10 });
    expect(kind(event('ImagingStudy-open', []))).to.equal('other');
    expect(read(JSON.stringify({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.lease_seconds': 7200 }))).to.deep.equal({ kind: 'subscribed', lease: 7200 });
    expect(kind(JSON.stringify({ 'hub.mode': 'denied', 'hub.topic': TOPIC }))).to.equal('denied');
  });

  it('is nothing where it is of another session', () => {
    expect(readMessage(event('Patient-open', [{ key: 'patient', resource: patient }]), 'another')).to.equal(undefined);
    expect(readMessage(JSON.stringify({ 'hub.mode': 'denied', 'hub.topic': TOPIC }), 'another')).to.equal(undefined);
  });

  it('never throws, whatever it is', () => {
    const uncallable = { toString: false, valueOf: 1 };
    expect(kind(event('Patient-open', [{ key: uncallable, resource: patient }]))).to.equal('unclear');
    expect(read(JSON.stringify({ id: 'e-1', event: { 'hub.topic': TOPIC, 'hub.event': uncallable } }))).to.deep.equal({ kind: 'other', id: 'e-1' });
    expect(read(event('heartbeat', [{ key: 'period', decimal: uncallable }]))).to.deep.equal({ kind: 'heartbeat', id: 'e-1', period: undefined });
    expect(read(JSON.stringify({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.lease_seconds': uncallable }))).to.deep.equal({ kind: 'subscribed', lease: Infinity });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => event('Patient-open', value)), fc.jsonValue().map((value) => JSON.stringify({ id: value, event: { 'hub.topic': TOPIC, 'hub.event': value } }))), (text) => {
        expect(() => read(text)).not.to.throw();
      }),
      { numRuns: 500 },
    );
  });
});
