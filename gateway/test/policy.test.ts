import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Category } from '../../api-spec/record.ts';
import { readPolicy } from '../config/read.ts';
import { decide } from '../policy/decide.ts';
import { categories, kindsOf } from '../policy/kinds.ts';
import type { Level, Policy } from '../policy/policy.ts';

const policy = readPolicy(fileURLToPath(new URL('../policy.yaml', import.meta.url)));
const everything = categories.map((category) => ({ category }));
const grantedTo = (...roles: string[]) => decide(policy, { org: 'XQ1', roles }, everything);

describe('the policy of the repository', () => {
  it('gives a clinician every category', () => {
    const { level, granted, refused, demographics } = grantedTo('R8000');
    assert.equal(level, 'clinical-full');
    assert.deepEqual(granted, everything);
    assert.deepEqual(refused, []);
    assert.equal(demographics, true);
  });

  it('gives a pharmacist two kinds of result, and says which', () => {
    const { granted } = decide(policy, { org: 'XQ1', roles: ['R1290'] }, [{ category: 'results' }]);
    assert.deepEqual(granted, [{ category: 'results', kinds: ['blood-sciences', 'microbiology-virology'], limited: true }]);
  });

  it('gives a receptionist no clinical category', () => {
    const { level, granted } = grantedTo('R8009');
    assert.equal(level, 'administrative');
    assert.deepEqual(granted.map(({ category }) => category), ['appointments', 'care-coordinator', 'referrals']);
  });

  it('gives the privacy officer nothing of the record', () => {
    const { level, granted, demographics } = grantedTo('R0001');
    assert.deepEqual({ level, granted, demographics }, { level: 'privacy-officer', granted: [], demographics: false });
  });

  it('names every level that the contract of this repository promises', () => {
    assert.deepEqual(Object.keys(policy.levels), [
      'clinical-full', 'clinical-summary', 'pharmacy', 'social-care', 'care-home', 'administrative', 'privacy-officer', 'patient',
    ]);
  });
});

describe('a decision', () => {
  it('is a refusal of everything for a role that nobody wrote down', () => {
    for (const role of ['R9999', '', 'clinical-full', 'constructor', '__proto__', 'toString']) {
      const decision = grantedTo(role);
      assert.equal(decision.level, 'none');
      assert.deepEqual(decision.granted, []);
      assert.equal(decision.demographics, false);
      assert.equal(decision.may('N'), false);
    }
    assert.deepEqual(grantedTo().granted, []);
  });

  it('rests on the first role that the policy knows, and never adds roles up', () => {
    assert.equal(grantedTo('R9999', 'R8009', 'R8000').level, 'administrative');
  });

  it('heeds what an organisation says of its own roles', () => {
    const own: Policy = { ...policy, organisations: { XQ5: { roles: { R8000: 'social-care', R8001: 'none' } } } };
    assert.equal(decide(own, { org: 'XQ5', roles: ['R8000'] }, []).level, 'social-care');
    assert.equal(decide(own, { org: 'XQ5', roles: ['R8001'] }, []).level, 'none');
    assert.equal(decide(own, { org: 'XQ1', roles: ['R8001'] }, []).level, 'clinical-full');
  });

  it('is narrowed, never widened, by what the host asked for', () => {
    const narrowed = decide(policy, { org: 'XQ1', roles: ['R8009'], categories: ['allergies', 'referrals'] }, everything);
    assert.deepEqual(narrowed.granted, [{ category: 'referrals' }]);
  });

  it('shows restricted entries to those whose level names the label, and unknown labels to nobody', () => {
    const may = (role: string, label: string) => grantedTo(role).may(label);
    assert.deepEqual([may('R8000', 'N'), may('R8000', 'R'), may('R8000', 'V'), may('R8000', 'x|R')], [true, true, false, false]);
    assert.deepEqual([may('R1290', 'N'), may('R1290', 'R')], [true, false]);
  });

  it('never grants what the policy does not name, whatever the policy and whoever asks', () => {
    const grants = fc.constantFrom(...categories).chain((category) =>
      fc.tuple(
        fc.constant(category),
        fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom('other', ...kindsOf(category)), { minLength: 1 })),
      ),
    );
    const level: fc.Arbitrary<Level> = fc.record({
      for: fc.constant('somebody'),
      demographics: fc.boolean(),
      labels: fc.subarray(['N', 'R', 'V']),
      categories: fc.array(grants, { maxLength: 8 }).map((pairs) => Object.fromEntries(pairs)),
    });
    const levelName = fc.constantFrom('one', 'two', 'three', 'none');
    const role = fc.constantFrom('R0001', 'R0002', 'R0003', 'R0004', '__proto__');
    const policies: fc.Arbitrary<Policy> = fc.record({
      version: fc.constant('1'),
      levels: fc.dictionary(fc.constantFrom('one', 'two', 'three'), level),
      roles: fc.dictionary(role, fc.record({ name: fc.constant('a role'), level: levelName })),
      organisations: fc.dictionary(fc.constantFrom('XQ1', 'XQ2'), fc.record({ roles: fc.dictionary(role, levelName) })),
    });
    const asked = fc.constantFrom(...categories).chain((category) =>
      fc.record(
        { category: fc.constant(category), kinds: fc.uniqueArray(fc.constantFrom('other', ...kindsOf(category)), { minLength: 1 }) },
        { requiredKeys: ['category'] },
      ),
    );
    const users = fc.record(
      {
        org: fc.constantFrom('XQ1', 'XQ2', 'XQ3'),
        roles: fc.array(role, { maxLength: 3 }),
        categories: fc.subarray([...categories]),
      },
      { requiredKeys: ['org', 'roles'] },
    );

    fc.assert(
      fc.property(policies, users, fc.uniqueArray(asked, { selector: ({ category }) => category }), (any, user, parts) => {
        const decision = decide(any, user, parts);
        assert.deepEqual(
          [...decision.granted.map(({ category }) => category), ...decision.refused].sort(),
          parts.map(({ category }) => category).sort(),
        );
        for (const { category, kinds } of decision.granted) {
          const named = any.levels[decision.level]!.categories[category];
          assert.ok(named !== undefined, 'the level names the category');
          assert.ok(user.categories === undefined || user.categories.includes(category), 'the host did not narrow it away');
          const wanted = parts.find((part) => part.category === category)!.kinds;
          if (named !== 'all') assert.ok(kinds?.every((kind) => named.includes(kind)), 'the level names every kind');
          if (wanted) assert.ok(kinds?.every((kind) => wanted.includes(kind)), 'no kind that was not asked for');
        }
        assert.equal(decision.demographics, any.levels[decision.level]?.demographics ?? false);
        assert.equal(decision.may('V'), any.levels[decision.level]?.labels.includes('V') ?? false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the names of the contract', () => {
  it('are the same as values and as paths', async () => {
    const { contract } = await import('./conform.ts');
    const paths = Object.keys(contract.paths).flatMap((path) => /^\/v1\/record\/(.+)$/.exec(path)?.[1] ?? []);
    assert.deepEqual([...categories].sort(), paths.sort());
    const schemas = contract.components.schemas as Record<string, { enum?: string[] }>;
    const kinds: Partial<Record<Category, string>> = {
      correspondence: 'CorrespondenceKind',
      'community-mental-health': 'CommunityMentalHealthKind',
      results: 'ResultKind',
      medications: 'MedicationKind',
    };
    for (const category of categories) {
      assert.deepEqual(kindsOf(category), kinds[category] ? schemas[kinds[category]]!.enum : []);
    }
  });
});
