import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Category } from '../../api-spec/record.ts';
import { readPolicy } from '../config/read.ts';
import { decide, toldOf } from '../policy/decide.ts';
import { editionOf } from '../policy/edition.ts';
import { categories, kindsOf } from '../policy/kinds.ts';
import type { Level, Policy, Rule } from '../policy/policy.ts';
import { tableOf } from '../policy/table.ts';

const policy = readPolicy(fileURLToPath(new URL('../policy.yaml', import.meta.url)));
const everything = categories.map((category) => ({ category }));
const grantedTo = (...roles: string[]) => {
  const { granted, ...decision } = decide(policy, { org: 'XQ1', roles }, everything);
  return { ...decision, granted: granted.map(toldOf) };
};

/** Whether entries of a category and kind that carry a label are shown. */
function sees(any: Policy, role: string, category: Category, label: string, kind?: string, org = 'XQ1'): boolean {
  const [grant] = decide(any, { org, roles: [role] }, [{ category }]).granted;
  const shown = grant && (!grant.kinds || grant.kinds.includes(kind!));
  return shown ? grant.sights.some(({ kinds, labels }) => (!kinds || kinds.includes(kind!)) && labels.has(label)) : false;
}

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
    assert.deepEqual(granted.map(toldOf), [{ category: 'results', kinds: ['blood-sciences', 'microbiology-virology'] }]);
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
    assert.deepEqual(narrowed.granted.map(toldOf), [{ category: 'referrals' }]);
  });

  it('shows restricted entries to those whose level names the label, and unknown labels to nobody', () => {
    const may = (role: string, label: string) => sees(policy, role, 'allergies', label);
    assert.deepEqual([may('R8000', 'N'), may('R8000', 'R'), may('R8000', 'V'), may('R8000', 'x|R')], [true, true, false, false]);
    assert.deepEqual([may('R1290', 'N'), may('R1290', 'R')], [true, false]);
  });

  it('shows a label in one category and not in another, where the level says so', () => {
    assert.equal(sees(policy, 'R8000', 'community-mental-health', 'PSY', 'mental-health'), true);
    assert.equal(sees(policy, 'R8000', 'correspondence', 'PSY', 'outpatient-letter'), false);
    assert.equal(sees(policy, 'R1290', 'medications', 'ETH', 'current'), true);
    assert.equal(sees(policy, 'R1290', 'medications', 'R', 'current'), false);
  });

  it('heeds what an organisation allows and refuses by role, category, kind and label; a refusal has the last word', () => {
    const own: Policy = {
      ...policy,
      organisations: {
        XQ5: {
          allow: [
            { to: ['R8014'], categories: ['results'], kinds: ['blood-sciences', 'radiology'] },
            { to: ['social-care'], categories: ['alerts'], labels: ['R'] },
          ],
          refuse: [
            { to: ['R1330'], categories: ['encounters'] },
            { categories: ['results'], kinds: ['radiology'] },
            { categories: ['correspondence'], kinds: ['outpatient-letter'], labels: ['R'] },
          ],
        },
      },
    };
    const at = (org: string, ...cell: [role: string, category: Category, label: string, kind?: string]) => sees(own, ...cell, ...(cell.length < 4 ? [undefined] : []) as [], org);
    const there = (...cell: [string, Category, string, string?]) => [at('XQ1', ...cell), at('XQ5', ...cell)];
    assert.deepEqual(there('R8014', 'results', 'N', 'blood-sciences'), [false, true]);
    assert.deepEqual(there('R8014', 'results', 'R', 'blood-sciences'), [false, false]);
    assert.deepEqual(there('R8014', 'results', 'N', 'radiology'), [false, false]);
    assert.deepEqual(there('R8014', 'alerts', 'R'), [false, true]);
    assert.deepEqual(there('R1330', 'alerts', 'R'), [false, true]);
    assert.deepEqual(there('R1330', 'encounters', 'N'), [true, false]);
    assert.deepEqual(there('R8014', 'encounters', 'N'), [true, true]);
    assert.deepEqual(there('R8000', 'results', 'N', 'radiology'), [true, false]);
    assert.deepEqual(there('R8000', 'correspondence', 'R', 'outpatient-letter'), [true, false]);
    assert.deepEqual(there('R8000', 'correspondence', 'R', 'inpatient-discharge'), [true, true]);
    assert.deepEqual(there('R9999', 'alerts', 'N'), [false, false]);
  });

  it('is named by the version of its policy and a digest of all that the policy says', async () => {
    const edition = await editionOf(policy);
    assert.match(edition, /^2026-11-29\+[0-9a-f]{32}$/);
    assert.equal(await editionOf(structuredClone(policy)), edition);
    const other = { ...policy, labels: { ...policy.labels, R: 'Restricted, too' } };
    assert.notEqual(await editionOf(other), edition);
  });

  it('has an edition that anybody can recompute, and that is reckoned once', async () => {
    for (let version = 0; version < 20; version += 1) {
      const other = { ...policy, version: `draft ${version}` };
      const digest = createHash('sha256').update(JSON.stringify(other)).digest('hex');
      assert.equal(await editionOf(other), `draft ${version}+${digest.slice(0, 32)}`);
    }
    assert.equal(editionOf(policy), editionOf(policy));
  });

  it('looks at kinds with the same labels together, and names them only where they differ or the role lacks some', () => {
    const sights = (role: string, category: Category, kinds?: string[]) =>
      decide(policy, { org: 'XQ1', roles: [role] }, [{ category, ...(kinds ? { kinds } : {}) }]).granted;
    const normal = { labels: new Set(['N']) };
    assert.deepEqual(sights('R1110', 'allergies'), [{ category: 'allergies', sights: [normal] }]);
    assert.deepEqual(sights('R1290', 'results'), [
      { category: 'results', kinds: ['blood-sciences', 'microbiology-virology'], limited: true, sights: [normal] },
    ]);
    assert.deepEqual(sights('R8000', 'results', ['other']), [{ category: 'results', kinds: ['other'], sights: [{ labels: new Set(['N', 'R']) }] }]);
    const own: Policy = { ...policy, organisations: { XQ1: { refuse: [{ categories: ['medications'], kinds: ['past'], labels: ['R'] }] } } };
    const [grant] = decide(own, { org: 'XQ1', roles: ['R8003'] }, [{ category: 'medications' }]).granted;
    assert.deepEqual(grant!.sights.map(({ kinds, labels }) => [kinds, labels.has('R')]), [[['discharge', 'current'], true], [['past'], false]]);
  });

  it('is a refusal of a category that there is not', () => {
    assert.deepEqual(decide(policy, { org: 'XQ1', roles: ['R8000'] }, [{ category: 'everything' as Category }]).refused, ['everything']);
  });

  it('knows of each cell the place that decided: the organisation’s only where it changed something', () => {
    const own: Policy = { ...policy, organisations: { XQ1: { allow: [{ to: ['R8000'], categories: ['alerts'] }, { to: ['R8000'], categories: ['alerts'], labels: ['R', 'HIV', 'unlisted'] }] } } };
    const [alerts] = tableOf(own, { org: 'XQ1', roles: ['R8000'] }).parts.get('alerts')!;
    assert.deepEqual(alerts!.shown, { yes: true, by: ['levels', 'clinical-full', 'categories', 'alerts'] });
    const labels = ['levels', 'clinical-full', 'categories', 'alerts', 'labels'];
    const here = ['organisations', 'XQ1', 'allow', 1];
    assert.deepEqual(['N', 'R', 'HIV', 'unlisted', 'V'].map((label) => alerts!.labels.get(label)), [
      { yes: true, by: labels }, { yes: true, by: labels }, { yes: true, by: here }, { yes: true, by: here }, { yes: false, by: labels },
    ]);
    assert.deepEqual([...alerts!.labels.keys()], [...Object.keys(policy.labels), 'unlisted']);
    assert.deepEqual(tableOf(policy, { org: 'XQ1', roles: [] }).parts.get('alerts'), [{ kind: undefined, shown: { yes: false, by: ['roles'] }, labels: new Map(), sees: new Set() }]);
  });

  it('is a refusal of everything at the level "none", even where one is written of that name', () => {
    const own: Policy = { ...policy, levels: { ...policy.levels, none: policy.levels['clinical-full']! }, roles: { R8000: { name: 'one', level: 'none' } } };
    assert.deepEqual(decide(own, { org: 'XQ1', roles: ['R8000'] }, everything), { level: 'none', granted: [], refused: categories, demographics: false });
  });

  it('is drawn once for all whom the policy does not tell apart, so that no token makes it grow', () => {
    const table = tableOf(policy, { org: 'XQ1', roles: ['R8000'] });
    assert.equal(tableOf(policy, { org: 'unheard-of', roles: ['R9999', 'R8000'] }), table);
    assert.notEqual(tableOf(policy, { org: 'XQ1', roles: ['R8001'] }), table);
    assert.notEqual(tableOf({ ...policy }, { org: 'XQ1', roles: ['R8000'] }), table);
    assert.equal(tableOf(policy, { org: 'XQ1', roles: [] }), tableOf(policy, { org: 'XQ2', roles: ['R9999'] }));
  });

  it('is what the sentences of the policy say, whatever the policy and whoever asks', () => {
    // Some of these run into others when they are put side by side.
    const labels = ['N', 'P', 'PSY', 'R', 'SY'];
    const more = fc.subarray(labels.slice(1)).map((some) => ['N', ...some]);
    const kinds = (category: Category) => fc.uniqueArray(fc.constantFrom('other', ...kindsOf(category)), { minLength: 1 });
    const grants = fc.constantFrom(...categories).chain((category) =>
      fc.tuple(
        fc.constant(category),
        fc.oneof(
          fc.constant('all' as const),
          kinds(category),
          fc.record({ kinds: fc.oneof(fc.constant('all' as const), kinds(category)), labels: more }, { requiredKeys: ['labels'] }),
        ),
      ),
    );
    const level: fc.Arbitrary<Level> = fc.record({
      for: fc.constant('somebody'),
      demographics: fc.boolean(),
      accesses: fc.boolean(),
      labels: more,
      categories: fc.array(grants, { maxLength: 12 }).map((pairs) => Object.fromEntries(pairs)),
    });
    const levelName = fc.constantFrom('one', 'two', 'three', 'none');
    const role = fc.constantFrom('R0001', 'R0002', 'R0003', 'R0004', '__proto__', 'undefined');
    const rule = fc.constantFrom(...categories).chain((category) =>
      fc.record(
        {
          to: fc.uniqueArray(fc.oneof(role, levelName), { minLength: 1 }),
          categories: fc.constant([category]),
          kinds: kinds(category),
          labels: fc.subarray(labels.slice(1), { minLength: 1 }),
        },
        { requiredKeys: ['categories'] },
      ),
    );
    const policies: fc.Arbitrary<Policy> = fc.record({
      version: fc.constant('1'),
      labels: fc.constant(Object.fromEntries(labels.map((label) => [label, label]))),
      levels: fc.dictionary(fc.constantFrom('one', 'two', 'three'), level),
      roles: fc.dictionary(role, fc.record({ name: fc.constant('a role'), level: levelName })),
      organisations: fc.dictionary(
        fc.constantFrom('XQ1', 'XQ2'),
        fc.record({ roles: fc.dictionary(role, levelName), allow: fc.array(rule), refuse: fc.array(rule) }, { requiredKeys: [] }),
      ),
    });
    const asked = fc.constantFrom(...categories).chain((category) =>
      fc.record({ category: fc.constant(category), kinds: kinds(category) }, { requiredKeys: ['category'] }),
    );
    const users = fc.record(
      {
        org: fc.constantFrom('XQ1', 'XQ2', 'XQ3'),
        roles: fc.array(role, { maxLength: 3 }),
        categories: fc.subarray([...categories]),
      },
      { requiredKeys: ['org', 'roles'] },
    );
    type User = { org: string; roles: string[]; categories?: Category[] };

    /** The same in sentences: what the level has or the organisation allows, less what it refuses. */
    function expected(any: Policy, { org, roles, categories: narrowed }: User, category: Category, kind: string | undefined, label: string) {
      const house = Object.hasOwn(any.organisations!, org) ? any.organisations![org]! : {};
      const levelOf = (one: string) =>
        Object.hasOwn(house.roles ?? {}, one) ? house.roles![one] : Object.hasOwn(any.roles, one) ? any.roles[one]!.level : undefined;
      const decisive = roles.find((one) => levelOf(one) !== undefined);
      const name = decisive === undefined ? 'none' : levelOf(decisive)!;
      const found = Object.hasOwn(any.levels, name) ? any.levels[name] : undefined;
      if (!found || (narrowed && !narrowed.includes(category))) return false;
      const part = Object.hasOwn(found.categories, category) ? found.categories[category] : undefined;
      const group = Array.isArray(part) || typeof part === 'string' ? { kinds: part } : (part as { kinds?: unknown; labels?: string[] } | undefined);
      const has = group !== undefined && (!Array.isArray(group.kinds) || group.kinds.includes(kind));
      const fits = (one: Rule) =>
        one.categories!.includes(category) &&
        (!one.to || one.to.includes(decisive!) || one.to.includes(name)) &&
        (!one.kinds || (kind !== undefined && one.kinds.includes(kind)));
      const allowed = (house.allow ?? []).filter(fits);
      const refused = (house.refuse ?? []).filter(fits);
      const usual = (group && 'labels' in group ? group.labels : undefined) ?? found.labels;
      return (
        (has || allowed.length > 0) &&
        !refused.some((one) => !one.labels || one.labels.includes(label)) &&
        (usual.includes(label) || allowed.some((one) => one.labels?.includes(label)))
      );
    }

    fc.assert(
      fc.property(policies, users, fc.uniqueArray(asked, { selector: ({ category }) => category }), (any, user, parts) => {
        const decision = decide(any, user, parts);
        assert.deepEqual(
          [...decision.granted.map(({ category }) => category), ...decision.refused].sort(),
          parts.map(({ category }) => category).sort(),
        );
        assert.equal(decision.demographics, any.levels[decision.level]?.demographics ?? false);
        assert.equal(tableOf(any, user).accesses, any.levels[decision.level]?.accesses ?? false);
        for (const { category, kinds: wanted } of parts) {
          const grant = decision.granted.find((one) => one.category === category);
          for (const kind of kindsOf(category).length > 0 ? kindsOf(category) : [undefined]) {
            const shown = grant !== undefined && (!grant.kinds || grant.kinds.includes(kind!));
            for (const label of [...labels, 'unheard-of']) {
              const sight = grant?.sights.find((one) => !one.kinds || one.kinds.includes(kind!));
              const seen = shown && sight!.labels.has(label);
              const mine = !wanted || (kind !== undefined && wanted.includes(kind));
              assert.equal(seen, mine && expected(any, user, category, kind, label), `${category} ${kind} ${label}`);
            }
          }
        }
      }),
      { numRuns: 1000 },
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
