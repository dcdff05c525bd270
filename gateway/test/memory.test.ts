import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import fc from 'fast-check';
import type { Category } from '../../api-spec/record.ts';
import { rules } from '../categories/index.ts';
import type { Rule, Sifted } from '../categories/rule.ts';
import { generate, sources as invented } from '../demo/record.ts';
import { categories } from '../policy/kinds.ts';
import { createInquiry } from '../record/inquiry.ts';
import { look } from '../record/look.ts';
import { createMemory } from '../sources/memory.ts';
import { Outage, type Resource } from '../sources/source.ts';
import { allergy, doctor, gateway, spySource } from './house.ts';

/* What is remembered spares work. It must never be seen in what is told. */

describe('what was made of resources before', () => {
  /** What can be told of a look: its versions, too. */
  const told = ({ versionOf, ...sifted }: Sifted<Category>) => ({ ...sifted, versions: sifted.entries.map(({ id }) => versionOf(id)) });
  const record = generate();
  const [source, other] = invented.map((one) => spySource(one.id, { organisation: one.organisation }));
  const pool = record[invented[0]!.id].filter(({ resourceType }) => resourceType !== 'Patient').slice(0, 400) as Resource[];
  const sights = [new Set(['N']), new Set(['N', 'R']), new Set(['N', 'R', 'V']), new Set<string>()];

  it('is what would be made of them now, whoever looks, at whatever hour, and whatever was looked at before', () => {
    const hours = ['2020-01-01T00:00:00Z', '2026-11-24T09:00:00Z', '2031-06-01T12:00:00Z'].map((hour) => new Date(hour));
    const stretch = fc.record({ from: fc.constantFrom(0, 0, 100, 200), length: fc.constantFrom(1, 50, 51, 200), without: fc.constantFrom(undefined, 3) });
    const step = (some: readonly Category[]) => fc.record({
      category: fc.constantFrom(...some),
      labels: fc.constantFrom(...sights),
      hour: fc.constantFrom(...hours),
      by: fc.constantFrom(source!, source!, other!),
      stretch,
    });
    let recalled = 0;
    fc.assert(
      fc.property(fc.subarray([...categories], { minLength: 2, maxLength: 2 }).chain((some) => fc.array(step(some), { minLength: 40, maxLength: 40 })), (asked) => {
        const before = new Set<unknown>();
        for (const { category, labels, hour, by, stretch: { from, length, without } } of asked) {
          const resources = pool.slice(from, from + length).filter((_, index) => index !== without);
          const rule = rules[category] as Rule<Category>;
          const found = look(resources, { category, rule, source: by, labels, now: () => hour });
          const fresh = rule.sift(resources, { category, source: by, may: (label) => labels.has(label), now: hour });
          fresh.entries.sort(rule.order);
          assert.deepEqual(told(found), told(fresh));
          if (before.has(found)) recalled += 1;
          before.add(found);
        }
      }),
      { numRuns: 20, seed: 11 },
    );
    assert.ok(recalled > 20, `${recalled} were recalled`);
  });

  it('is not shown to a reader who may see less, nor under another source', async () => {
    const labelled = allergy('a2', 'Latex', { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } });
    const held = [allergy('a1', 'Penicillin'), labelled];
    const [one, two] = [spySource('one', { resources: held }), spySource('two', { resources: held })];
    const house = await gateway([one, two]);
    const names = async (roles: string[]) => {
      const { body } = await house.ask('/v1/record/allergies', { who: { ...doctor, roles } });
      return (body as { entries: { id: string }[] }).entries.map(({ id }) => id).sort();
    };
    const doctors = ['one.AllergyIntolerance.a1', 'one.AllergyIntolerance.a2', 'two.AllergyIntolerance.a1', 'two.AllergyIntolerance.a2'];
    const students = doctors.filter((id) => id.endsWith('a1'));
    assert.deepEqual(await names(['R8000']), doctors);
    assert.deepEqual(await names(['R8004']), students);
    assert.deepEqual(await names(['R8000']), doctors);
  });
});

describe('a memory', () => {
  afterEach(() => mock.timers.reset());

  it('forgets everything after five minutes, asked for or not', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const memory = createMemory<string>(10);
    memory.keep('a', 'one');
    mock.timers.tick(200_000);
    memory.keep('b', 'two');
    assert.equal(memory.recall('a'), 'one');
    mock.timers.tick(100_000);
    assert.equal(memory.recall('a'), undefined);
    assert.equal(memory.recall('b'), 'two');
    memory.keep('b', 'three');
    mock.timers.tick(299_999);
    assert.equal(memory.recall('b'), 'three');
    mock.timers.tick(1);
    assert.equal(memory.recall('b'), undefined);
  });

  it('never holds more than it may, and what it holds is the last that was said', () => {
    const kept = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), size: fc.integer({ min: 0, max: 12 }) });
    fc.assert(
      fc.property(fc.array(kept, { maxLength: 60 }), (steps) => {
        const memory = createMemory<number>(10);
        const last = new Map<string, { size: number; step: number }>();
        for (const [step, { key, size }] of steps.entries()) {
          memory.keep(key, step, size);
          last.set(key, { size, step });
          const held = [...last].filter(([name]) => memory.recall(name) !== undefined);
          for (const [name, { step: said }] of held) assert.equal(memory.recall(name), said);
          assert.ok(held.reduce((sum, [, one]) => sum + one.size, 0) <= 10);
          assert.equal(memory.recall(key), size > 10 ? undefined : step);
        }
      }),
    );
  });
});

describe('whom a source meant by a number before', () => {
  const at = (hour: string, found: object) => ({ asOf: hour, complete: true, withheld: false, unreadable: 0, total: null, ...found });

  /** A source that says who is meant as it is told, and hands out what belongs to each. */
  function changeable(answers: { meant: string[] | Outage; held?: Record<string, string | Outage> }[]) {
    const order: string[] = [];
    let turn = -1;
    const source = {
      ...spySource('one'),
      async find() {
        order.push('find');
        const { meant } = answers[turn]!;
        // The early search has had all the time it needs.
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push('found');
        if (meant instanceof Outage) throw meant;
        return meant;
      },
      async search(patient: string) {
        order.push(`search ${patient}`);
        const held = answers[turn]!.held?.[patient] ?? patient;
        if (held instanceof Outage) throw held;
        return at('2026-11-24T06:00:00Z', { resources: [allergy(held, 'Penicillin')] }) as never;
      },
    };
    const met = createMemory<string>(10);
    const ask = async () => {
      turn += 1;
      const inquiry = createInquiry('9990000018', new AbortController().signal, () => undefined, () => undefined, met);
      const { status, resources } = await inquiry.bring(source, [{ type: 'AllergyIntolerance' }]);
      return [status, ...resources.map(({ id }) => id)];
    };
    return { ask, order };
  }

  it('is searched at once, and told when the source says that it still means them', async () => {
    const { ask, order } = changeable([{ meant: ['p1'] }, { meant: ['p1'] }]);
    assert.deepEqual(await ask(), ['answered', 'p1']);
    assert.deepEqual(order.splice(0), ['find', 'found', 'search p1']);
    assert.deepEqual(await ask(), ['answered', 'p1']);
    assert.deepEqual(order, ['find', 'search p1', 'found']);
  });

  it('is nobody once the source means another, nobody, or two, or does not say', async () => {
    const gone = new Outage('unavailable', 'gone');
    const { ask, order } = changeable([
      { meant: ['p1'] }, { meant: ['p2'] }, { meant: [] }, { meant: ['p2', 'p3'] }, { meant: gone }, { meant: ['p2'] },
    ]);
    assert.deepEqual(await ask(), ['answered', 'p1']);
    assert.deepEqual(await ask(), ['answered', 'p2']);
    assert.deepEqual(await ask(), ['answered']);
    assert.deepEqual(await ask(), ['partial']);
    assert.deepEqual(await ask(), ['unavailable']);
    assert.deepEqual(await ask(), ['answered', 'p2']);
    assert.equal(order.filter((one) => one === 'search p3').length, 0);
    // Whom it has disowned is not searched once more: only the one after the first was, in vain.
    assert.equal(order.filter((one) => one === 'search p1').length, 2);
    assert.equal(order.filter((one) => one === 'search p2').length, 3);
  });

  it('fails as any search does, and only if it is what is wanted', async () => {
    const broken = new Outage('timed-out', 'slow');
    const { ask } = changeable([
      { meant: ['p1'] }, { meant: ['p1'], held: { p1: broken } }, { meant: ['p2'], held: { p1: broken } },
    ]);
    assert.deepEqual(await ask(), ['answered', 'p1']);
    assert.deepEqual(await ask(), ['timed-out']);
    assert.deepEqual(await ask(), ['answered', 'p2']);
  });

  it('is found at the sources by every request, whatever is remembered', async () => {
    const source = spySource('one', { resources: [allergy('a1', 'Penicillin')] });
    const house = await gateway([source]);
    await house.ask('/v1/record/allergies');
    await house.ask('/v1/record/allergies');
    assert.equal(source.asked.filter((one) => one === 'find').length, 2);
    assert.deepEqual(source.asked.slice(-2), ['find', 'search AllergyIntolerance+List']);
  });
});
