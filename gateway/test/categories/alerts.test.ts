import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { documentsIn, noPublicData, type Raw } from './public-data.ts';
import { concept, OPEN, P, reasons, RESTRICTED, ruleOf, shown, sift, SNOMED, to } from './sifting.ts';

const ENGLAND = 'https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient';
const INTERWEAVE = 'https://fhir.interweavedigital.nhs.uk/CodeSystem/Interweave-FlagCategory';

const flag = (id: string, more: object = {}) => ({
  resourceType: 'Flag',
  id,
  subject: P,
  status: 'active',
  code: concept('32911000', 'Homeless'),
  ...more,
});
const during = (start?: string, end?: string) => ({ period: { ...(start && { start }), ...(end && { end }) } });
const only = (resource: object, ...others: object[]): Entry<'alerts'> => sift('alerts', [resource, ...others]).entries[0]!;

describe('an alert', () => {
  it('is asked for by patient alone: R4 has no search of a Flag by status, category or period', () => {
    assert.deepEqual(ruleOf('alerts').searches.map(({ type, params }) => [type, params]), [['Flag', undefined]]);
  });

  it('is told in full, with who raised it and when, whether that stands beside it or in a Provenance inside it', () => {
    const provenance = {
      resourceType: 'Provenance',
      id: 'p',
      recorded: '2024-07-22T09:00:00+00:00',
      agent: [{ who: to('Practitioner/d') }],
    };
    const entry = only(
      flag('a', {
        contained: [provenance],
        extension: [
          {
            url: 'https://fhir.nhs.uk/England/StructureDefinition/Extension-FlagNotes',
            valueAnnotation: { text: 'Two to visit.' },
          },
        ],
        category: [concept('SGC', 'Safeguarding concern', undefined, INTERWEAVE), { text: 'Home visits' }],
        ...during('2024-07-22', '2027'),
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor', given: ['Ada'] }] },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.Flag.a',
      code: { system: SNOMED, code: '32911000', display: 'Homeless' },
      status: 'active',
      concern: 'safeguarding',
      classifiedBy: 'code SGC',
      categories: [
        { display: 'Safeguarding concern', system: INTERWEAVE, code: 'SGC' },
        { display: 'Home visits' },
      ],
      period: { start: '2024-07-22', end: '2027' },
      when: '2024-07-22',
      recorded: '2024-07-22T09:00:00+00:00',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { name: 'OKAFOR, Ada' },
      note: 'Two to visit.',
    });
    assert.deepEqual(only(flag('a', { author: { display: 'Sister Tran' } })).author, { name: 'Sister Tran' });
  });

  it('is left out once inactive, ended or not yet begun, and only then', () => {
    // Now is 2026-01-01, at midnight.
    const sifted = sift('alerts', [
      flag('open'),
      flag('since', during('2020')),
      flag('until-today', during('2020', '2026-01-01')),
      flag('until-this-year', during(undefined, '2026')),
      flag('begins-today', during('2026-01-01')),
      flag('ends-in-words', during('2020', 'when discharged')),
      flag('inactive', { status: 'inactive' }),
      flag('ended', during('2019', '2025-12-31T23:59:59Z')),
      flag('ended-last-year', during(undefined, '2025')),
      flag('to-come', during('2026-01-01T00:00:01Z')),
      flag('next-month', during('2026-02')),
      flag('error', { status: 'entered-in-error' }),
    ]);
    assert.deepEqual(shown(sifted), [
      'open', 'since', 'until-today', 'until-this-year', 'begins-today', 'ends-in-words',
    ]);
    assert.deepEqual(reasons(sifted), {
      inactive: 'lapsed',
      ended: 'lapsed',
      'ended-last-year': 'lapsed',
      'to-come': 'lapsed',
      'next-month': 'lapsed',
      error: 'entered-in-error',
    });
  });

  it('without a status that FHIR knows is counted as unreadable: it might hold', () => {
    for (const status of [undefined, null, 'on', 1, { coding: [] }])
      assert.deepEqual(reasons(sift('alerts', [flag('a', { status })])), { a: 'unreadable' });
  });

  it('is uncoded in words alone, and withheld by its label or that of what it contains', () => {
    const sifted = sift('alerts', [
      flag('u', { code: { text: 'Key safe' } }),
      flag('w', { meta: RESTRICTED }),
      flag('c', { contained: [{ resourceType: 'Provenance', id: 'x', meta: RESTRICTED }] }),
    ]);
    assert.deepEqual(reasons(sifted), { u: 'uncoded', w: 'withheld', c: 'withheld' });
  });
});

describe('what an alert is about', () => {
  const about = (more: object) => only(flag('a', more)).concern;

  it('is said by its code or by any of its categories, the gravest first', () => {
    const flags = (code: string) => concept(code, undefined, undefined, ENGLAND);
    assert.equal(about({ code: flags('child-protection-information-system-flag') }), 'safeguarding');
    assert.equal(about({ code: concept('902961000000107') }), 'safeguarding');
    assert.equal(about({ category: [flags('national-reasonable-adjustment-flag')] }), 'reasonable-adjustment');
    assert.equal(about({ code: concept('315594003', undefined, undefined, 'https://snomed.info/sct') }), 'reasonable-adjustment');
    assert.equal(about({ category: [concept('RTS', undefined, undefined, INTERWEAVE)] }), 'risk');
    assert.equal(
      about({ category: [flags('national-reasonable-adjustment-flag'), concept('RTO', undefined, undefined, INTERWEAVE)] }),
      'risk',
    );
    assert.equal(about({}), 'other');
  });

  it('is not said by a code of a system that means something else by it', () => {
    assert.equal(about({ category: [concept('SGC', undefined, undefined, 'urn:local')] }), 'other');
    assert.equal(about({ category: [{ text: 'Safeguarding concern' }] }), 'other');
  });

  it('puts safeguarding and risk first, adjustments last, and the latest first among their like', () => {
    const category = (code: string) => ({ category: [concept(code, undefined, undefined, INTERWEAVE)] });
    const adjustment = { category: [concept('national-reasonable-adjustment-flag', undefined, undefined, ENGLAND)] };
    const { entries } = sift('alerts', [
      flag('adjustment', { ...adjustment, ...during('2025-12') }),
      flag('other', during('2025-11')),
      flag('undated'),
      flag('risk', { ...category('RTO'), ...during('2019') }),
      flag('safeguarding', { ...category('SGC'), ...during('2018') }),
    ]);
    const { order } = ruleOf('alerts');
    const sorted = ['risk', 'safeguarding', 'other', 'undated', 'adjustment'];
    for (const given of [entries, entries.toReversed()])
      assert.deepEqual(given.toSorted(order).map(({ id }) => id.split('.')[2]), sorted);
  });
});

describe('the flags that NHS England and UK Core publish', { skip: noPublicData }, () => {
  const flags: Raw[] = noPublicData
    ? []
    : [...documentsIn('nhs-r4-examples/flags', /Flag/), ...documentsIn('ukcore-examples', /-Flag-/)].filter(
        ({ resourceType }) => resourceType === 'Flag',
      );

  it('are all shown but the one that was removed', () => {
    const sifted = sift('alerts', flags);
    assert.ok(flags.length >= 7);
    assert.deepEqual(reasons(sifted), { 'FGM-RemovedFlag-Example': 'entered-in-error' });
    assert.deepEqual(
      sifted.entries
        .toSorted(ruleOf('alerts').order)
        .map(({ concern, code }) => `${concern}: ${code.display}`),
      [
        'safeguarding: Child Protection Information System Flag',
        'safeguarding: Female Genital Mutilation Flag',
        'safeguarding: Family history of FGM (female genital mutilation)',
        'other: Peanut-free diet',
        'reasonable-adjustment: Requires support for receptive communication needs',
        'reasonable-adjustment: Autistic spectrum disorder with isolated skills',
        'reasonable-adjustment: National Reasonable Adjustments Flag',
      ],
    );
  });
});

describe('mutated alerts', () => {
  it('are sifted whatever they are', () => {
    const whole = [
      flag('a', {
        meta: OPEN,
        category: [concept('SGC', 'x', 'y', INTERWEAVE)],
        ...during('2020-01', '2030'),
        author: to('#d'),
        extension: [{ url: 'https://x/Extension-FlagNotes', valueAnnotation: { text: 'x' } }],
        contained: [
          { resourceType: 'Practitioner', id: 'd', name: [{ text: 'x' }] },
          { resourceType: 'Provenance', id: 'p', recorded: '2024', agent: [{ who: to('#d') }] },
        ],
      }),
      flag('b', { status: 'inactive' }),
    ];
    fc.assert(
      fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('alerts', resources)),
      { numRuns: 500 },
    );
  });
});
