/** Public FHIR from three places, none of it made for this project. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Category, Entry } from '../../../api-spec/record.ts';
import { categories } from '../../policy/kinds.ts';
import { openFolder } from '../../sources/folder.ts';
import { readJson } from '../../sources/json.ts';
import { createShelf, type Shelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { ruleOf, shown, sift } from './sifting.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const skip = existsSync(data) ? false : 'no ../shared/data';
const path = (folder: string) => fileURLToPath(new URL(`${folder}/`, data));
const read = (file: string) => readJson(readFileSync(new URL(file, data), 'utf8'));
const files = (folder: string) =>
  readdirSync(path(folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`);

// These tests look into raw JSON on purpose, without any of the readers that they check.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Raw = any;
const resourcesIn = (document: Raw): Raw[] =>
  document.resourceType === 'Bundle'
    ? (document.entry ?? []).flatMap(({ resource }: Raw) => (resource ? resourcesIn(resource) : []))
    : [document];


async function section<C extends Category>(shelf: Shelf, patient: string, category: C) {
  const { resources, complete, unreadable } = await shelf.search(patient, ruleOf(category).searches, soon());
  return { ...sift(category, resources), resources, arrived: complete && unreadable === 0 };
}

describe('Synthea', { skip }, () => {
  for (const file of skip ? [] : files('synthea-r4')) {
    it(`${file.split('/')[1]!.split('_')[1]}: as many entries as a count over the JSON`, async () => {
      const shelf = createShelf(about);
      const bundle = read(file) as Raw;
      assert.deepEqual(shelf.add(bundle), []);
      const patient = shelf.patients()[0]!.id;
      const entries: Raw[] = bundle.entry;
      const of = (type: string) => entries.filter(({ resource }) => resource.resourceType === type);

      const allergies = await section(shelf, patient, 'allergies');
      assert.equal(allergies.entries.length, of('AllergyIntolerance').length);

      const inReports = of('DiagnosticReport').flatMap(({ resource }) =>
        resource.result.map(({ reference }: Raw) => reference),
      );
      const lone = of('Observation').filter(
        ({ fullUrl, resource }) =>
          /^(laboratory|imaging)$/.test(resource.category[0].coding[0].code) && !inReports.includes(fullUrl),
      );
      const results = await section(shelf, patient, 'results');
      assert.equal(results.entries.length, of('DiagnosticReport').length + lone.length);
      const measurements = results.entries.flatMap((entry) => entry.measurements);
      assert.equal(measurements.length, inReports.length + lone.length);
      const others = of('Observation').length - new Set(inReports).size - lone.length;
      assert.equal(results.left.filter(({ reason }) => reason === 'not-this-category').length, others);

      // Every number to its last digit, as it stands in the file.
      const written = new Map(
        of('Observation').map(({ fullUrl, resource }) => [
          fullUrl.split(':')[2],
          resource.valueQuantity?.value,
        ]),
      );
      for (const { id, value } of measurements) {
        const number = written.get(id.split('.')[2]);
        if (number !== undefined) assert.equal(value?.type === 'quantity' && value.value, number);
      }
      for (const sifted of [allergies, results]) {
        assert.deepEqual(
          [sifted.complete, sifted.withheld, sifted.uncoded, sifted.unreadable],
          [true, false, 0, 0],
        );
      }
    });
  }
});

describe('UK Core and NHS examples', { skip }, () => {
  it('every resource of every file is shown, or left for a reason', () => {
    let resources = 0;
    for (const file of [
      'ukcore-examples',
      'nhs-r4-examples/national-pathology-programme',
      'nhs-r4-examples/flags',
      'nhs-r4-examples/pds',
      'nhs-r4-examples/summary-care-record',
    ].flatMap(files)) {
      const all = resourcesIn(read(file));
      resources += all.length;
      for (const category of categories) sift(category, all);
    }
    assert.ok(resources > 500, `${resources} resources`);
  });

  it('every allergy and result about a patient is found as one source', async () => {
    for (const folder of ['ukcore-examples', 'nhs-r4-examples']) {
      const { shelf } = await openFolder(about, path(folder), { testNumbers: true });
      const patients = [...shelf.patients().map(({ id }) => id), 'UKCore-Patient-RichardSmith-Example'];
      for (const patient of patients)
        for (const category of categories) await section(shelf, patient, category);
    }
  });

  it('the amoxicillin allergy has its reaction; four degraded records say so and keep their words', async () => {
    const { shelf } = await openFolder(about, path('ukcore-examples'));
    const { entries } = await section(shelf, 'UKCore-Patient-RichardSmith-Example', 'allergies');
    const byId = new Map(entries.map((entry) => [entry.id.split('.')[2], entry]));
    const amoxicillin = byId.get('UKCore-AllergyIntolerance-Amoxicillin-Example')!;
    assert.deepEqual(
      [amoxicillin.reactions[0]!.manifestations[0]!.display, amoxicillin.reactions[0]!.severity],
      ['Urticarial rash', 'mild'],
    );
    assert.equal(amoxicillin.author!.name, 'GOSE, Sandra (Mrs)');
    assert.deepEqual(
      entries
        .filter(({ degraded }) => degraded)
        .map(({ code }) => code.text)
        .toSorted(),
      [
        '213020009 | Allergy to egg protein',
        '9339101000001105 | Septrin',
        'Amoxicillin 250mg capsules',
        'Latex',
      ],
    );
    assert.match(
      byId.get('Extension-UKCore-AllergyIntolEnd-Example')!.ended!.reason!,
      /^Administrative error corrected/,
    );
  });

  it('the two people of the pathology programme who share an id stay two', async () => {
    const { shelf } = await openFolder(about, path('nhs-r4-examples/national-pathology-programme'));
    const reports = async (number: string) => {
      const [patient, ...more] = await shelf.find(number, soon());
      assert.deepEqual(more, []);
      return (await section(shelf, patient!, 'results')).entries;
    };
    const count = (number: string) =>
      files('nhs-r4-examples/national-pathology-programme').filter((file) => {
        const all = resourcesIn(read(file));
        return (
          all.some(
            ({ resourceType, identifier }) => resourceType === 'Patient' && identifier[0].value === number,
          ) && all.some(({ resourceType }) => resourceType === 'DiagnosticReport')
        );
      }).length;
    for (const number of ['9727710859', '9727710638']) {
      assert.equal((await reports(number)).length, count(number));
    }
    // Two ids under one number: nobody can say which is meant, and the door has to stop.
    assert.equal((await shelf.find('9432003812', soon())).length, 2);
  });

  const report = (name: string): Entry<'results'> => {
    const shelf = createShelf(about);
    shelf.add(read(`nhs-r4-examples/national-pathology-programme/Pathology-Bundle-${name}-Example.json`));
    const held = shelf.patients().map(({ id }) => id);
    assert.equal(held.length, 1);
    const all = resourcesIn(
      read(`nhs-r4-examples/national-pathology-programme/Pathology-Bundle-${name}-Example.json`),
    );
    // As the shelf hands them over, with references resolved; without going through its index.
    const local = JSON.parse(
      JSON.stringify(all).replaceAll(
        /"urn:uuid:([^"]+)"/g,
        (_, id) => `"${all.find((one) => one.id === id).resourceType}/${id}"`,
      ),
    );
    const { entries } = sift('results', local);
    assert.deepEqual(shown({ entries } as never).length, 1);
    return entries[0]!;
  };

  it('the haematocrit in "l/l" and "%" is marked, and its flag is not believed', () => {
    const { measurements, kind } = report('FBC-Report');
    const conflicts = measurements.filter(({ unitConflict }) => unitConflict);
    assert.deepEqual(
      conflicts.map(({ code, flags, value }) => [code.display, flags, value]),
      [['Haematocrit', [], { type: 'quantity', value: '0.352', unit: 'l/l', ucum: '%' }]],
    );
    assert.equal(kind, 'blood-sciences');
    assert.equal(measurements.length, 13);
    assert.ok(measurements.every(({ panel }) => panel === 'Full blood count'));
    assert.deepEqual(
      measurements[0]!.ranges,
      [{ low: '4.00', high: '11.00', unit: '10*9/L' }],
      'as written: 4.00, not 4',
    );
    assert.deepEqual(
      measurements.filter(({ flags }) => flags.length > 0).map(({ flags }) => flags[0]!.code),
      ['L', 'L', 'L', 'L', 'H'],
    );
  });

  it('the urine culture is microbiology, with its comparator, its range and its susceptibilities', () => {
    const { measurements, kind, classifiedBy, conclusion, requester, when } = report('Urine-MCS-01-Report');
    assert.deepEqual([kind, classifiedBy], ['microbiology-virology', 'member 401324008']);
    assert.deepEqual(
      [conclusion, requester, when],
      ['Likely to be clinically significant.', { name: 'GASKELL, Gale (Dr)' }, '2022-02-21T11:07:00+00:00'],
    );
    assert.deepEqual(
      measurements.map(
        ({ panel, value }) => `${panel}: ${JSON.stringify(value?.type === 'text' ? value.text : value)}`,
      ),
      [
        'Microscopic urinalysis: "Not seen"',
        'Microscopic urinalysis: {"type":"quantity","value":"35","comparator":">","unit":"x10*6/L","ucum":"10^6/L"}',
        'Microscopic urinalysis: {"type":"range","low":"10","high":"35","unit":"x10*6/L"}',
        'Microscopic urinalysis: "Present + out of ++++"',
        'Urine culture: "Scanty growth"',
        'Urine culture › Antimicrobial susceptibility test: "Susceptible"',
        'Urine culture › Antimicrobial susceptibility test: "Susceptible"',
        'Urine culture › Antimicrobial susceptibility test: "Resistant"',
      ],
    );
  });

  it('the three glucose values of a tolerance test are told apart by their specimens', () => {
    assert.deepEqual(
      report('GTT-Report').measurements.map(({ when }) => when),
      ['2022-02-09T10:01:23+00:00', '2022-02-09T11:03:07+00:00', '2022-02-09T12:02:17+00:00'],
    );
  });

  it('summary care records that are not valid FHIR R4 are read without harm', () => {
    for (const file of files('nhs-r4-examples/summary-care-record')) {
      const shelf = createShelf(about);
      shelf.add(read(file));
      for (const category of categories)
        for (const one of [resourcesIn(read(file)), [read(file)]]) sift(category, one as Raw[]);
    }
  });
});
