import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isNhsNumber } from '../../register/nhs-number.ts';
import { createShelf, type ShelfOptions } from '../../sources/shelf.ts';
import { Outage, type Found, type Resource, type Search } from '../../sources/source.ts';
import { about, ADA, BEN, bundle, NHS_NUMBER, observation, patient, soon } from './about.ts';
import { mutationsOf } from './mutate.ts';

const filed = (documents: readonly unknown[], options?: ShelfOptions) => {
  const shelf = createShelf(about, options);
  const complaints = documents.flatMap((document) => shelf.add(document));
  return { shelf, complaints };
};

const ask = async (documents: readonly unknown[], id: string, ...searches: Search[]): Promise<Found> =>
  filed(documents).shelf.search(id, searches, soon());

const keys = (resources: readonly Resource[]) =>
  resources.map(({ resourceType, id }) => `${resourceType}/${id}`);

const A = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const O = 'urn:uuid:22222222-2222-4222-8222-222222222222';

describe('a shelf', () => {
  it('is about the source it stands for', () => {
    const { shelf } = filed([]);
    assert.equal(shelf.id, 'northbridge');
    assert.equal(shelf.organisation.odsCode, 'XQ1');
    assert.equal(shelf.deadline, 2000);
  });

  for (const type of ['transaction', 'batch', 'collection', 'searchset', 'document', 'message']) {
    it(`reads a ${type} Bundle, and the urn:uuid references in it`, async () => {
      const found = await ask(
        [
          bundle(type, [
            { fullUrl: O, resource: { ...observation('x', A), id: undefined } },
            { fullUrl: A, resource: { ...patient('x', ADA), id: undefined } },
          ]),
        ],
        '11111111-1111-4111-8111-111111111111',
        { type: 'Observation' },
      );
      assert.deepEqual(keys(found.resources), ['Observation/22222222-2222-4222-8222-222222222222']);
      assert.deepEqual(found.resources[0]!['subject'], {
        reference: 'Patient/11111111-1111-4111-8111-111111111111',
      });
    });
  }

  it('resolves relative, absolute, versioned and contained references', async () => {
    const found = await ask(
      [
        bundle('collection', [
          { fullUrl: 'https://a.example/fhir/Patient/p', resource: patient('p', ADA) },
          { fullUrl: 'https://a.example/fhir/Observation/1', resource: observation('1', 'Patient/p') },
          {
            fullUrl: 'https://a.example/fhir/Observation/2',
            resource: observation('2', 'https://a.example/fhir/Patient/p'),
          },
          {
            fullUrl: 'https://a.example/fhir/Observation/3',
            resource: observation('3', 'Patient/p/_history/4'),
          },
          {
            fullUrl: 'https://a.example/fhir/Observation/4',
            resource: observation('4', 'https://a.example/fhir/Patient/p/_history/2', {
              specimen: { reference: '#s' },
              contained: [{ resourceType: 'Specimen', id: 's' }],
            }),
          },
        ]),
      ],
      'p',
      { type: 'Observation' },
    );
    assert.deepEqual(
      keys(found.resources),
      [1, 2, 3, 4].map((id) => `Observation/${id}`),
    );
    assert.ok(
      found.resources.every(({ subject }) => (subject as { reference: string }).reference === 'Patient/p'),
    );
    assert.deepEqual(found.resources[3]!['specimen'], { reference: '#s' });
  });

  it('resolves references from one document to another, whatever their order', async () => {
    const single = await ask([observation('o', 'Patient/p'), patient('p', ADA)], 'p', {
      type: 'Observation',
    });
    assert.deepEqual(keys(single.resources), ['Observation/o']);
    const address = 'https://a.example/fhir/Patient/p';
    const across = await ask(
      [
        bundle('searchset', [{ resource: observation('o', address, { performer: [{ reference: O }] }) }]),
        bundle('searchset', [
          { fullUrl: address, resource: patient('p', ADA) },
          { fullUrl: O, resource: { resourceType: 'Organization', id: 'lab' } },
        ]),
      ],
      'p',
      { type: 'Observation' },
    );
    assert.deepEqual(keys(across.resources), ['Observation/o']);
    assert.deepEqual(across.resources[0]!['performer'], [{ reference: 'Organization/lab' }]);
  });

  it('finds patients by NHS number: as written with spaces, but not by one that is no longer theirs', async () => {
    const { shelf } = filed([
      patient('ada', '999 000 0018'),
      {
        ...patient('ben'),
        identifier: [
          { system: NHS_NUMBER, value: BEN, use: 'old' },
          { system: 'urn:other', value: ADA },
        ],
      },
    ]);
    assert.deepEqual(await shelf.find(ADA, soon()), ['ada']);
    assert.deepEqual(await shelf.find(BEN, soon()), []);
  });

  it('gives every patient of a number, so that two are noticed', async () => {
    const { shelf } = filed([patient('one', ADA), patient('two', ADA)]);
    assert.deepEqual(await shelf.find(ADA, soon()), ['one', 'two']);
  });

  it('follows includes as far as they lead, once each, and never to another patient', async () => {
    const documents = [
      patient('p', ADA),
      patient('q', BEN),
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        subject: { reference: 'Patient/p' },
        result: [{ reference: 'Observation/g' }, { reference: 'Observation/q' }],
        performer: [{ reference: 'PractitionerRole/d' }],
      },
      observation('g', 'Patient/p', {
        hasMember: [{ reference: 'Observation/m' }, { reference: 'Observation/g' }],
      }),
      observation('m', 'Patient/p'),
      observation('q', 'Patient/q'),
      { resourceType: 'PractitionerRole', id: 'd', practitioner: { reference: 'Practitioner/d' } },
      { resourceType: 'Practitioner', id: 'd' },
    ];
    const include = [
      'DiagnosticReport:result',
      'Observation:has-member',
      'DiagnosticReport:performer',
      'PractitionerRole:practitioner',
    ];
    const found = await ask(documents, 'p', { type: 'DiagnosticReport', include });
    assert.deepEqual(keys(found.resources).toSorted(), [
      'DiagnosticReport/r',
      'Observation/g',
      'Observation/m',
      'Practitioner/d',
      'PractitionerRole/d',
    ]);
    assert.equal(found.total, 1);
    const both = await ask(documents, 'p', { type: 'DiagnosticReport', include }, { type: 'Observation' });
    assert.equal(both.resources.length, 5, 'each resource once');
    const own = await ask(documents, 'p', { type: 'Patient' });
    assert.deepEqual(keys(own.resources), ['Patient/p']);
  });

  it('files an appointment with all its patients, by reference or by number, and lets one type of actor be included', async () => {
    const appointment = (id: string, ...actors: object[]) =>
      ({ resourceType: 'Appointment', id, status: 'booked', participant: actors.map((actor) => ({ actor })) });
    const documents = [
      patient('p', ADA),
      patient('q', BEN),
      { resourceType: 'Practitioner', id: 'd' },
      appointment('both', { reference: 'Patient/p' }, { reference: 'Patient/q' }, { reference: 'Practitioner/d' }),
      appointment('number', { type: 'Patient', identifier: { system: NHS_NUMBER, value: ADA } }, { reference: 'Practitioner/d' }),
      appointment('hers', { reference: 'Patient/q' }),
      appointment('lost', { reference: 'https://elsewhere.example/fhir' }),
    ];
    const include = ['Appointment:actor:Practitioner'];
    const found = async (id: string) => keys((await ask(documents, id, { type: 'Appointment', include })).resources).toSorted();
    assert.deepEqual(await found('p'), ['Appointment/both', 'Appointment/number', 'Practitioner/d']);
    assert.deepEqual(await found('q'), ['Appointment/both', 'Appointment/hers', 'Practitioner/d']);
    assert.deepEqual(filed(documents).shelf.strays(), ['Appointment/lost']);
  });

  it('writes numbers as strings, also those of a fixture in code', async () => {
    const found = await ask(
      [patient('p', ADA), observation('o', 'Patient/p', { valueQuantity: { value: 5.5 } })],
      'p',
      { type: 'Observation' },
    );
    assert.deepEqual(found.resources[0]!['valueQuantity'], { value: '5.5' });
  });

  it('leaves what it was given untouched', () => {
    const document = bundle('collection', [
      { fullUrl: A, resource: patient('p') },
      { fullUrl: O, resource: observation('o', A) },
    ]);
    const before = structuredClone(document);
    filed([document], { testNumbers: true }).shelf.patients();
    assert.deepEqual(document, before);
  });
});

describe('ids that two bundles share', () => {
  const report = (text: string, more: object = {}) =>
    observation('same', 'urn:uuid:p', { note: [{ text }], ...more });
  const of = (who: object, what: object) =>
    bundle('message', [
      { fullUrl: 'urn:uuid:p', resource: who },
      { fullUrl: 'urn:uuid:o', resource: what },
    ]);
  const notes = (found: Found) => found.resources.map(({ note }) => (note as { text: string }[])[0]!.text);

  it('never give one patient what is another’s', async () => {
    const { shelf } = filed([
      of(patient('same', ADA), report('of Ada')),
      of(patient('same', BEN), report('of Ben')),
    ]);
    for (const [number, text] of [
      [ADA, 'of Ada'],
      [BEN, 'of Ben'],
    ] as const) {
      const [id, ...others] = await shelf.find(number, soon());
      assert.deepEqual(others, []);
      assert.deepEqual(notes(await shelf.search(id!, [{ type: 'Observation' }], soon())), [text]);
    }
  });

  it('tell patients without a number apart by birth date and name', async () => {
    const who = (birthDate: string, family: string) =>
      patient('same', undefined, { birthDate, name: [{ family }] });
    const { shelf } = filed(
      [
        of(who('1950-01-01', 'Okafor'), report('1')),
        of(who('1950-01-01', 'OKAFOR'), report('2')),
        of(who('1990-01-01', 'Okafor'), report('3')),
      ],
      { testNumbers: true },
    );
    const patients = shelf.patients().map(({ id }) => id);
    assert.equal(patients.length, 2);
    const found = await Promise.all(
      patients.map((id) => shelf.search(id, [{ type: 'Observation' }], soon())),
    );
    assert.deepEqual(found.map(notes), [['1', '2'], ['3']]);
  });

  it('lose nothing that does not say itself that it is a version', async () => {
    const { shelf } = filed([of(patient('p', ADA), report('one')), of(patient('p', ADA), report('another'))]);
    assert.deepEqual(notes(await shelf.search('p', [{ type: 'Observation' }], soon())), ['one', 'another']);
  });

  it('stand for one thing if they are equal, or the newer of two versions', async () => {
    const version = (versionId: string, text: string) =>
      of(patient('p', ADA), report(text, { meta: { versionId } }));
    for (const documents of [
      [version('9', 'old'), version('10', 'new')],
      [version('10', 'new'), version('9', 'old')],
      [version('10', 'new'), version('10', 'new')],
    ]) {
      assert.deepEqual(notes(await ask(documents, 'p', { type: 'Observation' })), ['new']);
    }
    const updated = (lastUpdated: string, text: string) =>
      of(patient('p', ADA), report(text, { meta: { lastUpdated } }));
    const found = await ask(
      [updated('2024-03-01T00:00:00Z', 'new'), updated('2024-01-01T00:00:00Z', 'old')],
      'p',
      { type: 'Observation' },
    );
    assert.deepEqual(notes(found), ['new']);
  });

  it('do not lead from one bundle to a patient of another by urn:uuid: what does is a stray', async () => {
    const { shelf } = filed([
      of(patient('p', ADA), report('a')),
      bundle('message', [{ resource: observation('lost', 'urn:uuid:p') }]),
    ]);
    assert.deepEqual(shelf.strays(), ['Observation/lost']);
    const { resources, unreadable } = await shelf.search('p', [{ type: 'Observation' }], soon());
    assert.deepEqual([keys(resources), unreadable], [['Observation/same'], 1]);
    await assert.rejects(shelf.find(BEN, soon()), { status: 'unavailable' }, 'it may be about Ben');
  });

  it('do not lead out of a bundle whose own patient could not be read', async () => {
    const torn = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: 'Patient p' }, { resource: observation('lost', 'Patient/p') }],
    };
    const { shelf } = filed([patient('p', ADA), torn]);
    assert.deepEqual(shelf.strays(), ['Observation/lost']);
    assert.deepEqual((await shelf.search('p', [{ type: 'Observation' }], soon())).resources, []);
  });
});

describe('what a shelf cannot read', () => {
  it('is a complaint each, is counted, and does not stop the rest', async () => {
    const { shelf, complaints } = filed([
      null,
      'text',
      [],
      {},
      { resourceType: 5 },
      { resourceType: '../x' },
      { resourceType: 'Bundle', type: 'collection', entry: {} },
      { resourceType: 'Bundle', type: 'history', entry: [{ resource: patient('deleted', ADA) }] },
      {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [
          null,
          {},
          { resource: 'x' },
          { resource: { id: 'no type' } },
          { resource: patient('p', ADA) },
        ],
      },
      {
        resourceType: 'Bundle',
        type: 'batch-response',
        entry: [{ response: { status: '403 Forbidden' } }, { response: { status: '204' } }],
      },
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ request: { method: 'DELETE', url: 'Patient/1' } }],
      },
    ]);
    assert.equal(complaints.length, 13);
    assert.ok(complaints.includes('Bundle.entry[3] holds no FHIR resource'));
    assert.deepEqual(await shelf.find(ADA, soon()), ['p']);
    assert.equal((await shelf.search('p', [{ type: 'Observation' }], soon())).unreadable, 13);
  });

  it('may hold a patient who is not found: that is no empty record', async () => {
    const { shelf } = filed([{}]);
    await assert.rejects(
      shelf.find(ADA, soon()),
      (error) => error instanceof Outage && error.status === 'unavailable',
    );
  });

  it('is never asked for after the deadline', async () => {
    const { shelf } = filed([patient('p', ADA)]);
    await assert.rejects(shelf.find(ADA, AbortSignal.abort()), { status: 'timed-out' });
    await assert.rejects(shelf.search('p', [], AbortSignal.abort()), { status: 'timed-out' });
  });

  it('answers empty for a patient of whom there is nothing of that kind', async () => {
    const found = await ask([patient('p', ADA)], 'p', { type: 'AllergyIntolerance' });
    assert.deepEqual(found, {
      resources: [],
      asOf: null,
      complete: true,
      withheld: false,
      unreadable: 0,
      total: 0,
    });
  });
});

describe('a shelf of anything at all', () => {
  const whole = [
    bundle('message', [
      {
        fullUrl: A,
        resource: patient('p', ADA, {
          birthDate: '1950-01-01',
          name: [{ family: 'Okafor' }],
          meta: { versionId: '1' },
        }),
      },
      { fullUrl: O, resource: observation('o', A, { note: [{ text: 'of Ada' }] }) },
    ]),
    bundle('message', [
      {
        fullUrl: A,
        resource: patient('p', BEN, {
          birthDate: '1990-01-01',
          meta: { lastUpdated: '2024-05-01T10:00:00Z' },
        }),
      },
      { fullUrl: O, resource: observation('o', A, { note: [{ text: 'of Ben' }] }) },
    ]),
  ];

  it('never throws anything but an outage, and never gives Ada what is Ben’s', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(whole, 1), async (documents) => {
        const shelf = createShelf(about, { testNumbers: true });
        for (const document of documents) shelf.add(document);
        for (const id of await shelf
          .find(ADA, soon())
          .catch((error: unknown) => (assert.ok(error instanceof Outage), []))) {
          const { resources } = await shelf.search(id, [{ type: 'Observation' }], soon());
          assert.doesNotMatch(JSON.stringify(resources), /of Ben/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('test numbers', () => {
  it('are valid, of the 999 range, the same at every start, and nobody else’s', () => {
    const ids = Array.from({ length: 400 }, (_, at) => `patient-${at}`);
    const numbersIn = (order: string[]) => {
      const { shelf } = filed([patient('has-one', ADA), ...order.map((id) => patient(id))], {
        testNumbers: true,
      });
      return new Map(
        shelf.patients().map(({ id, identifier }) => [id, (identifier as { value: string }[]).at(-1)!.value]),
      );
    };
    const numbers = numbersIn(ids);
    assert.equal(numbers.get('has-one'), ADA);
    assert.equal(new Set(numbers.values()).size, 401);
    assert.ok([...numbers.values()].every((number) => isNhsNumber(number) && number.startsWith('999')));
    assert.deepEqual(numbersIn(ids.toReversed()), numbers);
    assert.equal(numbers.get('patient-0'), '9996830993', 'a number that has been given stays');
  });
});
