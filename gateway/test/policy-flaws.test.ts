import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Category } from '../../api-spec/record.ts';
import { flaws } from '../policy/flaws.ts';
import { categories } from '../policy/kinds.ts';
import type { Policy } from '../policy/policy.ts';

describe('every name of a policy that leads nowhere', () => {
  const all = categories.join(', ');
  const level = { for: 'somebody', demographics: true, labels: ['N'], categories: {} };
  const sound: Policy = {
    version: '1',
    labels: { N: 'Normal', R: 'Restricted' },
    levels: {
      empty: { ...level, labels: [] },
      full: { ...level, labels: ['N', 'R'], categories: { alerts: 'all', results: ['other', 'radiology'], medications: { kinds: ['past'], labels: ['R', 'N'] }, problems: { kinds: 'all' } } },
    },
    roles: { R0001: { name: 'one', level: 'full' }, R0002: { name: 'two', level: 'empty' } },
    organisations: {
      XQ1: {},
      XQ2: {
        roles: { R0001: 'none', R0002: 'full', R0003: 'empty' },
        allow: [{ to: ['R0001', 'empty'], categories: ['results'], kinds: ['other'], labels: ['N', 'R'] }],
        refuse: [{ labels: ['R'] }, { categories: ['alerts', 'problems'] }, { to: ['full'], categories: ['results'], kinds: ['other'], labels: ['R'] }],
        breakGlass: { to: ['R0002', 'full'], reasons: ['5'], passes: ['opt-out'] },
      },
    },
    optOutsSuspended: [{ from: '2026-01-01T00:00:00Z', until: '2026-01-01T00:00:01Z', because: 'notice' }],
  };
  const told = (policy: Policy) => flaws(policy).map(({ place, text }) => `${place.join('.')}: ${text}`);

  it('is none in a policy that is sound', () => {
    assert.deepEqual(told(sound), []);
    const { organisations: _, optOutsSuspended: __, ...least } = sound;
    assert.deepEqual(told(least), []);
  });

  const of = (levels: Policy['levels']): Policy => ({ ...sound, levels: { ...sound.levels, ...levels } });
  const at = (local: NonNullable<Policy['organisations']>[string]): Policy => ({ ...sound, organisations: { XQ3: local } });
  const odd = 'odd' as Category;
  const cases: [policy: Policy, lines: string[]][] = [
    [of({ a: { ...level, labels: ['R', 'X', 'N', 'Y'], categories: { alerts: 'all' } } }), [
      'levels.a.labels.1: is not under "labels" at the top; expected one of N, R',
      'levels.a.labels.3: is not under "labels" at the top; expected one of N, R',
    ]],
    [of({ a: { ...level, labels: ['X'] } }), ['levels.a.labels.0: is not under "labels" at the top; expected one of N, R']],
    [of({ a: { ...level, labels: ['X', 'R'], categories: { alerts: 'all' } } }), ['levels.a.labels.0: is not under "labels" at the top; expected one of N, R']],
    [of({ a: { ...level, labels: ['R'], categories: { alerts: 'all' } } }), [
      'levels.a.labels: do not have N, which is the label of everything that carries none; expected it among them',
    ]],
    [of({ a: { ...level, categories: { [odd]: ['x'] } } }), [`levels.a.categories.odd: is not a category; expected one of ${all}`]],
    [of({ a: { ...level, categories: { medications: ['past', 'future'], alerts: { kinds: ['loud'] } } } }), [
      'levels.a.categories.medications.1: is not a kind of medications; expected one of discharge, current, past',
      'levels.a.categories.alerts.kinds.0: is not a kind of alerts; expected "all", for this category has no kinds',
    ]],
    [of({ a: { ...level, categories: { alerts: { labels: ['X'] } } } }), [
      'levels.a.categories.alerts.labels.0: is not under "labels" at the top; expected one of N, R',
      'levels.a.categories.alerts.labels: do not have N, which is the label of everything that carries none; expected it among them',
    ]],
    [{ ...sound, roles: { ...sound.roles, R0003: { name: 'three', level: 'none' } } }, ['roles.R0003.level: names no level; expected one of empty, full']],
    [at({ roles: { R0001: 'odd' } }), ['organisations.XQ3.roles.R0001: names no level; expected one of empty, full, none']],
    [at({ allow: [{ to: ['full', 'R0009'], categories: ['alerts', odd], labels: ['N', 'X'] }, {}] }), [
      'organisations.XQ3.allow.0.to.1: is neither a role of this file nor a level; expected a role code or one of empty, full',
      `organisations.XQ3.allow.0.categories.1: is not a category; expected one of ${all}`,
      'organisations.XQ3.allow.0.labels.1: is not under "labels" at the top; expected one of N, R',
      'organisations.XQ3.allow.1: names neither categories nor labels; expected one of them, or the role at "none" under "roles"',
    ]],
    [at({ refuse: [{ labels: ['R'] }, { kinds: ['other'], labels: ['R', 'N'] }, { categories: ['medications', odd], kinds: ['past', 'x'] }] }), [
      'organisations.XQ3.refuse.1.kinds: are there without the category whose kinds they are; expected "categories", too',
      'organisations.XQ3.refuse.1.labels.1: is the label of everything that carries none; expected it not to be there, for without labels all of it is refused',
      `organisations.XQ3.refuse.2.categories.1: is not a category; expected one of ${all}`,
      'organisations.XQ3.refuse.2.kinds.1: is not a kind of medications; expected one of discharge, current, past',
      'organisations.XQ3.refuse.2.kinds.0: is not a kind of odd; expected "all", for this category has no kinds',
      'organisations.XQ3.refuse.2.kinds.1: is not a kind of odd; expected "all", for this category has no kinds',
    ]],
    [at({ breakGlass: { to: ['R0001', 'none'], reasons: [], passes: [] } }), [
      'organisations.XQ3.breakGlass.to.1: is neither a role of this file nor a level; expected a role code or one of empty, full',
    ]],
    [{ ...sound, optOutsSuspended: [{ from: '2026-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z', because: 'x' }] }, [
      'optOutsSuspended.0: has no "until" that comes after its "from"; expected two moments such as "2026-03-01T00:00:00Z"',
    ]],
  ];
  for (const [policy, lines] of cases) it(lines[0]!, () => assert.deepEqual(told(policy), lines));
});
