import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createOrder, SKEW, type Open, type PatientEvent } from '../../components/fhircast/order.ts';

/** Who an order leads to: a patient's id, or why there is none. */
const shown = (open: Open) => (typeof open === 'object' ? open.event.patient.id : open);

const event = (kind: PatientEvent['kind'], patient: string, at: number, more: Partial<PatientEvent> = {}): PatientEvent => ({
  kind, id: `${kind}-${patient}-${at}`, at, patient: { resourceType: 'Patient', id: patient }, ...more,
});

function after(...events: PatientEvent[]): unknown {
  const order = createOrder();
  for (const each of events) order.take(each);
  return shown(order.current());
}

/** What really happened in the other applications: openings and closings, one after the other. */
const history = fc
  .array(fc.record({ kind: fc.constantFrom<PatientEvent['kind']>('open', 'open', 'close'), patient: fc.constantFrom('A', 'B', 'C'), gap: fc.integer({ min: 1, max: 3 * SKEW }) }), { minLength: 1, maxLength: 12 })
  .map((steps) => {
    let at = 1_700_000_000_000;
    return steps.map(({ kind, patient, gap }, index) => event(kind, patient, (at += gap), { id: `e-${index}` }));
  });

/** Who is open after some of it, told simply: the last opening, unless the same patient has been closed since. */
function truth(happened: readonly PatientEvent[]): string {
  const sorted = happened.toSorted((one, other) => one.at - other.at);
  const last = sorted.findLastIndex(({ kind }) => kind === 'open');
  const patient = sorted[last]?.patient.id;
  return patient && !sorted.slice(last).some((each) => each.kind === 'close' && each.patient.id === patient) ? patient : 'nobody';
}

/** A history as a hub may deliver it: in any order, some of it twice. */
const delivered = history.chain((events) =>
  fc.record({ events: fc.constant(events), again: fc.subarray(events) }).chain(({ events: all, again }) =>
    fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
  ),
);

describe('The order of patients that other applications open', () => {
  it('is that of what happened, where it comes in turn, however often it is said', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.boolean()), (events, twice) => {
        const order = createOrder();
        for (const [index, each] of events.entries()) {
          order.take(each);
          if (twice.next().value) order.take(each);
          expect(shown(order.current())).to.equal(truth(events.slice(0, index + 1)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never leads to another patient than the latest, in whatever order it comes, at any moment', () => {
    fc.assert(
      fc.property(delivered, (events) => {
        const order = createOrder();
        for (const [index, each] of events.entries()) {
          order.take(each);
          expect(shown(order.current())).to.be.oneOf(['nobody', 'unclear', truth(events.slice(0, index + 1))]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is certain in whatever order it comes, where the steps lie further apart than clocks differ', () => {
    const far = delivered.map((events) => events.map((each) => ({ ...each, at: each.at * 2 * SKEW })));
    fc.assert(
      fc.property(far, (events) => {
        expect(after(...events)).to.equal(truth(events));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no patient from before a lost connection for the one who is open now', () => {
    fc.assert(
      fc.property(history, history, (before, since) => {
        const order = createOrder();
        for (const each of before) order.take(each);
        order.lost();
        expect(order.current()).to.equal('nobody');
        const later = since.map((each) => ({ ...each, id: `later ${each.id}`, at: each.at + 1e9 }));
        for (const each of later) order.take(each);
        expect(shown(order.current())).to.equal(truth(later));
      }),
      { numRuns: 200 },
    );
  });

  it('is found again when the hub repeats who is open, after a loss', () => {
    const order = createOrder();
    const open = event('open', 'A', 1000);
    order.take(open);
    order.lost();
    expect(order.take(open)).to.equal(true);
    expect(shown(order.current())).to.equal('A');
  });

  it('cannot be told where two patients are opened at one time by different clocks, unless the versions say it', () => {
    expect(after(event('open', 'A', 2000), event('open', 'B', 1000))).to.equal('unclear');
    expect(after(event('open', 'A', 2000), event('open', 'B', 2000))).to.equal('unclear');
    expect(after(event('open', 'A', 2000, { version: 'v1' }), event('open', 'B', 1000, { version: 'v2', prior: 'v1' }))).to.equal('B');
    expect(after(event('open', 'A', 2000, { version: 'v2', prior: 'v1' }), event('open', 'B', 1000, { version: 'v1' }))).to.equal('A');
    expect(after(event('open', 'A', 2000), event('open', 'A', 1000))).to.equal('A');
    expect(after(event('open', 'A', 2000), event('open', 'B', 1000), event('open', 'C', 2001))).to.equal('C');
  });

  it('lets go of a patient whom another clock closes a little before it was opened', () => {
    expect(after(event('open', 'A', 2000), event('close', 'A', 1000))).to.equal('nobody');
    expect(after(event('close', 'A', 1000), event('open', 'A', 2000))).to.equal('A');
    expect(after(event('open', 'A', 2000), event('close', 'B', 3000))).to.equal('A');
    expect(after(event('open', 'A', SKEW * 2), event('close', 'A', 1))).to.equal('A');
  });

  it('takes a closing that names nobody for one of whoever is open', () => {
    expect(after(event('open', 'A', 1), { ...event('close', 'A', 2), patient: { resourceType: 'Patient' } })).to.equal('nobody');
  });
});
