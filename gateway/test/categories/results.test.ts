import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Measurement } from '../../../api-spec/record.ts';
import {
  V3_FLAG,
  section,
  marked,
  report,
  observation,
  panel,
  quantity,
  only,
  measured,
  rows,
} from './laboratory.ts';
import {
  concept,
  P,
  reasons,
  RESTRICTED,
  ruleOf,
  shown,
  sift,
  siftDocuments,
  SNOMED,
  to,
} from './sifting.ts';

describe('a report', () => {
  it('is one entry, with who asked, who reported, when it was taken and what was found', () => {
    const entry = only(
      report('r', ['o'], {
        meta: { lastUpdated: '2024-05-03T08:00:00Z' },
        effectiveDateTime: '2024-05-01T12:00:00Z',
        issued: '2024-05-02T09:00:00Z',
        basedOn: [to('ServiceRequest/s')],
        specimen: [to('Specimen/b')],
        performer: [to('Organization/lab'), to('Practitioner/d')],
        conclusion: 'Iron deficiency.',
        conclusionCode: [concept('87522002', 'Iron deficiency anaemia'), { text: 'Repeat in a month' }],
        presentedForm: [
          { contentType: 'application/pdf', title: 'Report', data: 'aGVsbG8=' },
          { contentType: 'text/plain' },
        ],
      }),
      observation('o', {
        ...quantity('98', 'g/L', 'g/L'),
        specimen: to('Specimen/b'),
        performer: [to('Organization/lab'), to('Practitioner/d')],
      }),
      {
        resourceType: 'Specimen',
        id: 'b',
        subject: P,
        type: concept('122555007', 'Venous blood specimen'),
        receivedTime: '2024-05-01T16:00:00Z',
        collection: { collectedDateTime: '2024-05-01T10:00:00Z' },
        note: [{ text: 'Haemolysed' }],
      },
      { resourceType: 'ServiceRequest', id: 's', subject: P, requester: to('Practitioner/g') },
      { resourceType: 'Practitioner', id: 'g', name: [{ text: 'Dr Ben Vale' }] },
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor', given: ['Ada'] }] },
      { resourceType: 'Organization', id: 'lab', name: 'Pathology' },
    );
    const specimen = { display: 'Venous blood specimen', system: SNOMED, code: '122555007' };
    assert.deepEqual(entry, {
      id: 'northbridge.DiagnosticReport.r',
      code: { system: SNOMED, code: '721981007', display: 'Diagnostic studies report' },
      kind: 'blood-sciences',
      classifiedBy: 'specimen 122555007',
      status: 'final',
      when: '2024-05-01T10:00:00Z',
      recorded: '2024-05-02T09:00:00Z',
      issued: '2024-05-02T09:00:00Z',
      lastUpdated: '2024-05-03T08:00:00Z',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { organisation: 'Pathology', name: 'OKAFOR, Ada' },
      requester: { name: 'Dr Ben Vale' },
      conclusion: 'Iron deficiency.\nRepeat in a month',
      conclusionCodes: [{ system: SNOMED, code: '87522002', display: 'Iron deficiency anaemia' }],
      specimens: [
        {
          type: specimen,
          collected: '2024-05-01T10:00:00Z',
          received: '2024-05-01T16:00:00Z',
          note: 'Haemolysed',
        },
      ],
      measurements: [
        {
          id: 'northbridge.Observation.o',
          code: { system: SNOMED, code: '11', display: 'Test o' },
          status: 'final',
          when: '2024-05-01T10:00:00Z',
          value: { type: 'quantity', value: '98', unit: 'g/L', ucum: 'g/L' },
          flags: [],
          ranges: [],
          specimen,
        },
      ],
      documents: [
        {
          id: 'results.northbridge.42652981680bfc67',
          title: 'Report',
          contentType: 'application/pdf',
          size: 5,
        },
      ],
    });
  });

  it('flattens its panels, each row with the name of its own', () => {
    const resources = [
      report('r', ['mcs']),
      panel('mcs', ['microscopy', 'culture']),
      panel('microscopy', ['white', 'red']),
      observation('white'),
      observation('red'),
      panel('culture', ['growth', 'sensitivity']),
      observation('growth'),
      panel('sensitivity', ['drug'], { valueCodeableConcept: { text: 'E. coli' } }),
      observation('drug'),
    ];
    const sifted = sift('results', resources);
    assert.deepEqual(rows(sifted.entries[0]!), [
      'white in Panel microscopy',
      'red in Panel microscopy',
      'growth in Panel culture',
      'sensitivity in Panel culture',
      'drug in Panel culture › Panel sensitivity: E. coli',
    ]);
    assert.deepEqual(
      reasons(sifted),
      Object.fromEntries(resources.slice(1).map(({ id }) => [id, 'shown-within'])),
    );
    assert.deepEqual(
      rows(
        only(
          report('r', ['fbc', 'ue']),
          panel('fbc', ['hb']),
          observation('hb'),
          panel('ue', ['na']),
          observation('na'),
        ),
      ),
      ['hb in Panel fbc', 'na in Panel ue'],
    );
  });

  it('keeps what a panel says itself', () => {
    const entry = only(
      report('r', ['g']),
      panel('g', ['m'], { note: [{ text: 'Some results outside of range.' }] }),
      observation('m'),
    );
    assert.deepEqual(
      entry.measurements.map(({ note }) => note),
      ['Some results outside of range.', undefined],
    );
  });

  it('may share a result with another report', () => {
    const sifted = sift('results', [
      report('interim', ['o'], { status: 'preliminary' }),
      report('final', ['o']),
      observation('o'),
    ]);
    assert.deepEqual(sifted.entries.map(rows), [['o'], ['o']]);
    assert.deepEqual(reasons(sifted), { o: 'shown-within' });
  });

  it('holds contained results', () => {
    const sifted = sift('results', [
      report('r', ['#c', '#u'], {
        contained: [
          observation('c', { specimen: to('#s') }),
          observation('u', { code: { text: 'uncoded' } }),
          { resourceType: 'Specimen', id: 's', type: { text: 'Blood' } },
        ],
      }),
    ]);
    assert.deepEqual(
      sifted.entries[0]!.measurements.map(({ id, specimen }) => [id, specimen]),
      [['northbridge.DiagnosticReport.r.c', { display: 'Blood' }]],
    );
    assert.equal(sifted.uncoded, 1);
  });

  it('is not complete if something it names did not arrive', () => {
    assert.equal(sift('results', [report('r', ['o']), observation('o')]).complete, true);
    assert.equal(sift('results', [report('r', ['gone'])]).complete, false);
    assert.equal(sift('results', [report('r', ['p']), panel('p', ['gone'])]).complete, false);
    assert.equal(
      sift('results', [report('r', [], { result: [{ display: 'Haemoglobin' }] })]).complete,
      false,
    );
    assert.equal(sift('results', [report('r', ['gone'], { status: 'entered-in-error' })]).complete, true);
  });

  it('that was changed says when; one that was cancelled shows no value', () => {
    assert.equal(
      only(report('r', [], { status: 'corrected', issued: '2024-05-02T09:00:00Z' })).corrected,
      '2024-05-02T09:00:00Z',
    );
    assert.equal(
      only(report('r', [], { status: 'amended', meta: { lastUpdated: '2024-05-03T09:00:00Z' } })).corrected,
      '2024-05-03T09:00:00Z',
    );
    assert.equal(only(report('r', [], { issued: '2024-05-02T09:00:00Z' })).corrected, undefined);
    const cancelled = only(
      report('r', ['o'], { status: 'cancelled' }),
      observation('o', { ...quantity('5'), interpretation: [concept('H', undefined, undefined, V3_FLAG)] }),
    );
    const { status, value, flags } = cancelled.measurements[0]!;
    assert.deepEqual([cancelled.status, status, value, flags], ['cancelled', 'cancelled', null, []]);
    assert.equal(measured({ ...quantity('5'), status: 'cancelled' }).value, null);
    assert.deepEqual(
      [only(report('r', [], { status: 'new-in-R9' })).status, measured({ status: undefined }).status],
      ['unknown', 'unknown'],
    );
  });
});

describe('what may not be shown of a report', () => {
  it('when it was entered in error goes with it, unless another report released it as well', () => {
    const sifted = sift('results', [
      report('wrong', ['a', 'b'], { status: 'entered-in-error' }),
      report('right', ['b']),
      observation('a'),
      observation('b'),
    ]);
    assert.deepEqual(
      [shown(sifted), reasons(sifted)],
      [['right'], { wrong: 'entered-in-error', a: 'entered-in-error', b: 'shown-within' }],
    );
    const member = sift('results', [
      report('r', ['a', 'b']),
      observation('a', { status: 'entered-in-error' }),
      observation('b'),
    ]);
    assert.deepEqual([rows(member.entries[0]!), member.complete], [['b'], true]);
  });

  it('when it is restricted keeps back all that is in it', () => {
    const sifted = sift('results', [
      report('r', ['g'], { meta: RESTRICTED }),
      panel('g', ['m']),
      observation('m'),
      report('open', ['m']),
      observation('free'),
    ]);
    assert.deepEqual(reasons(sifted), { r: 'withheld', g: 'withheld', m: 'withheld' });
    assert.deepEqual(
      [shown(sifted), sifted.withheld, rows(sifted.entries[0]!)],
      [['open', 'free'], true, []],
    );
  });

  it('when one result is restricted leaves the others, and says that something is withheld', () => {
    const sifted = sift('results', [
      report('r', ['a', 'b']),
      observation('a', { meta: RESTRICTED }),
      observation('b'),
    ]);
    assert.deepEqual([rows(sifted.entries[0]!), sifted.withheld, sifted.complete], [['b'], true, true]);
    assert.equal(JSON.stringify(sifted.entries).includes('Test a'), false);
  });

  it('does not speak of what belongs to other categories', () => {
    const sifted = sift('results', [
      observation('v', { ...marked('vital-signs'), meta: RESTRICTED }),
      observation('w', { ...marked('vital-signs'), code: { text: 'x' } }),
    ]);
    assert.deepEqual(
      [sifted.withheld, sifted.uncoded, reasons(sifted)],
      [false, 0, { v: 'not-this-category', w: 'not-this-category' }],
    );
  });

  it('names nobody whose own resource is restricted', () => {
    const entry = only(report('r', [], { performer: [to('Practitioner/d')] }), {
      resourceType: 'Practitioner',
      id: 'd',
      name: [{ family: 'Okafor' }],
      meta: RESTRICTED,
    });
    assert.equal(entry.author, undefined);
  });
});

describe('what has no code', () => {
  it('is counted; the coded results of an uncoded report are shown', () => {
    const sifted = sift('results', [
      report('r', ['a', 'b'], { code: { text: 'Bloods' } }),
      observation('a', { category: undefined }),
      observation('b', { code: { text: 'x' } }),
    ]);
    assert.deepEqual(
      [shown(sifted), sifted.uncoded, reasons(sifted)],
      [['a'], 2, { r: 'uncoded', b: 'uncoded' }],
    );
  });

  it('is counted inside a report, its members still shown', () => {
    const sifted = sift('results', [
      report('r', ['g']),
      panel('g', ['m', 'u'], { code: { text: 'FBC' } }),
      observation('m'),
      observation('u', { code: {} }),
    ]);
    assert.deepEqual([rows(sifted.entries[0]!), sifted.uncoded], [['m'], 2]);
    const free = sift('results', [panel('g', ['m'], { code: { text: 'FBC' } }), observation('m')]);
    assert.deepEqual([shown(free), free.uncoded], [['m'], 1]);
  });

  it('is counted among the components', () => {
    const sifted = sift('results', [
      observation('o', {
        component: [
          { code: concept('1'), ...quantity('1') },
          { code: { text: 'x' }, ...quantity('2') },
        ],
      }),
    ]);
    const [{ parts, uncodedParts }] = sifted.entries[0]!.measurements as [Measurement];
    assert.deepEqual(
      [parts!.map(({ id }) => id), uncodedParts, sifted.uncoded],
      [['northbridge.Observation.o.1'], 1, 1],
    );
  });
});

describe('a result without a report', () => {
  it('is an entry if it is of the laboratory or of imaging', () => {
    const imaging = {
      category: [
        concept(
          'imaging',
          undefined,
          undefined,
          'http://terminology.hl7.org/CodeSystem/observation-category',
        ),
      ],
    };
    const bare = { category: [{ coding: [{ code: 'laboratory' }] }] };
    const sifted = sift('results', [
      observation('lab'),
      observation('bare', bare),
      observation('v2', section('CH')),
      observation('scan', imaging),
      observation('bp', marked('vital-signs')),
      observation('none', { category: undefined }),
    ]);
    assert.deepEqual(shown(sifted), ['lab', 'bare', 'v2', 'scan']);
    assert.deepEqual(
      sifted.entries.map(({ kind }) => kind),
      ['other', 'other', 'blood-sciences', 'radiology'],
    );
  });

  it('brings its panel together', () => {
    const sifted = sift('results', [
      observation('m'),
      panel('g', ['m', 'n']),
      observation('n', marked('vital-signs')),
    ]);
    assert.deepEqual([shown(sifted), rows(sifted.entries[0]!)], [['g'], ['m in Panel g', 'n in Panel g']]);
  });

  it('is found in panels that go round in a circle, and in a chain of any length', () => {
    const circle = sift('results', [
      report('r', ['a']),
      panel('a', ['b', 'a']),
      panel('b', ['a', 'm']),
      observation('m'),
    ]);
    assert.deepEqual(rows(circle.entries[0]!), ['m in Panel b']);
    const free = sift('results', [panel('a', ['b']), panel('b', ['a', 'm']), observation('m')]);
    assert.deepEqual([shown(free), rows(free.entries[0]!)], [['a'], ['m in Panel b']]);
    const chain = Array.from({ length: 20_000 }, (_, at) => panel(`${at}`, [`${at + 1}`]));
    const long = ruleOf('results').sift([report('r', ['0']), ...chain, observation('20000')], {
      category: 'results',
      source: { id: 's', organisation: { odsCode: 'XQ1', name: 'N' }, system: 'S' },
      may: () => true,
      now: new Date(),
    });
    assert.deepEqual([long.entries.length, long.left.length, rows(long.entries[0]!).length], [1, 20_001, 1]);
  });
});

describe('results', () => {
  it('come the latest first, undated last, and no two are equal', () => {
    const dated = (id: string, effectiveDateTime?: string, issued?: string) =>
      report(id, [], { effectiveDateTime, issued });
    const { entries } = sift('results', [
      dated('none'),
      dated('year', '2023'),
      dated('late', '2024-05-01T10:00:00Z'),
      dated('early', '2024-05-01T10:00:00+01:00'),
      dated('b', '2024-01-01'),
      dated('a', '2024-01-01'),
      dated('reported', undefined, '2024-03-01T00:00:00Z'),
    ]);
    const { order } = ruleOf('results');
    const ids = entries.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['late', 'early', 'reported', 'a', 'b', 'year', 'none']);
  });

  it('are the same from a bundle with urn:uuid references', async () => {
    const entries = [
      { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Patient', id: 'p' } },
      {
        fullUrl: 'urn:uuid:2',
        resource: {
          ...report('r', ['urn:uuid:3/']),
          id: undefined,
          subject: to('urn:uuid:1'),
          result: [to('urn:uuid:3')],
        },
      },
      {
        fullUrl: 'urn:uuid:3',
        resource: {
          ...observation('o', { valueQuantity: { value: 5.5 } }),
          id: undefined,
          subject: to('urn:uuid:1'),
        },
      },
    ];
    const sifted = await siftDocuments('results', [
      { resourceType: 'Bundle', type: 'transaction', entry: entries },
    ]);
    assert.deepEqual(sifted.entries[0]!.measurements[0]!.value, { type: 'quantity', value: '5.5' });
    assert.equal(sifted.complete, true);
  });

  it('of ten thousand observations have each of them in its place, once', () => {
    const many = Array.from({ length: 1000 }, (_, at) => [
      report(`r${at}`, [`g${at}`], { effectiveDateTime: `20${10 + (at % 15)}-05-01T10:00:00Z` }),
      panel(
        `g${at}`,
        Array.from({ length: 10 }, (_unused, member) => `o${at}-${member}`),
      ),
      ...Array.from({ length: 10 }, (_unused, member) =>
        observation(`o${at}-${member}`, quantity('5.5', 'g/L', 'g/L')),
      ),
    ]).flat();
    const rule = ruleOf('results');
    const { entries } = rule.sift(many, {
      category: 'results',
      source: { id: 's', organisation: { odsCode: 'XQ1', name: 'N' }, system: 'S' },
      may: () => true,
      now: new Date(),
    });
    entries.sort(rule.order);
    assert.equal(entries.length, 1000);
    assert.equal(
      entries.reduce((sum, { measurements }) => sum + measurements.length, 0),
      10_000,
    );
  });
});
