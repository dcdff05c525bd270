import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { asJson } from '../../demo/draft.ts';
import { hostileTexts } from '../../demo/hostile.ts';
import type { DemoPatient, PatientKey, SourceId } from '../../demo/record.ts';
import { draft, generate, optedOut, patients, sources, today } from '../../demo/record.ts';

/** A resource as JSON.parse gives it: these tests look into all of its corners. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const drafts = draft();
const record = Object.fromEntries(
  Object.entries(drafts).map(([source, filed]) => [source, filed.map((one) => JSON.parse(asJson(one)))]),
) as { [S in SourceId]: Json[] };
const everything = sources.flatMap(({ id }) => record[id].map((resource) => ({ source: id, resource })));

/** Every object below a value, the value itself included. */
function* objects(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* objects(inner);
}

/** Every string below a value with the name of its element. */
function* strings(value: Json, name = ''): Generator<[name: string, text: string]> {
  if (typeof value === 'string') yield [name, value];
  else if (Array.isArray(value)) for (const item of value) yield* strings(item, name);
  else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* strings(item, key);
  }
}

const idOf = (reference: string | undefined): string | undefined => reference?.split(/[/:]/).at(-1);
const code = (concept: Json): string | undefined => concept?.coding?.at(-1)?.code;
const status = (allergy: Json): string | undefined => code(allergy.clinicalStatus);
const verified = (allergy: Json): string | undefined => code(allergy.verificationStatus);

/** All that is on file about a patient, at one source or at all of them. */
function about(key: PatientKey, at?: SourceId): { all: Json[]; of: (type: string) => Json[] } {
  const { nhsNumber } = patients.find((patient) => patient.key === key)!;
  const all = sources.filter(({ id }) => at === undefined || id === at).flatMap(({ id }) => {
    const mine = record[id].filter(({ resourceType, identifier }) =>
      resourceType === 'Patient' && identifier[0].value === nhsNumber);
    return record[id].filter((resource) => mine.includes(resource) ||
      mine.some((patient) => idOf((resource.subject ?? resource.patient)?.reference) === patient.id));
  });
  return { all, of: (type) => all.filter(({ resourceType }) => resourceType === type) };
}

/** What is dated after today by its nature: a visit that is planned, the day by which a request is to be met. */
const liesAhead = ({ resourceType, status }: Json, element: string): boolean =>
  resourceType === 'Appointment' || status === 'planned' || (resourceType === 'ServiceRequest' && element === 'occurrenceDateTime');

describe('the embedded record', () => {
  it('is valid FHIR R4, resource by resource', (test) => {
    const schemaFile = fileURLToPath(new URL('../../../../shared/data/fhir.schema.r4.json', import.meta.url));
    if (!existsSync(schemaFile)) return test.skip('the FHIR schema is not on this machine');
    const { definitions } = JSON.parse(readFileSync(schemaFile, 'utf8'));
    // A contained resource may be of any type. The file also has types of a vendor that refer to what it lacks:
    // only the types that the record uses are compiled.
    const all = everything.flatMap(({ resource }) => [resource, ...(resource.contained ?? [])]);
    const types = [...new Set(all.map(({ resourceType }) => resourceType))];
    definitions.ResourceList = { anyOf: types.map((type) => ({ $ref: `#/definitions/${type}` })) };
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addMetaSchema(draft6).addSchema({ $schema: draft6.$id, definitions }, 'fhir');
    for (const { source, resource } of everything) {
      const validate = ajv.getSchema(`fhir#/definitions/${resource.resourceType}`)!;
      const name = `${source} ${resource.resourceType}/${resource.id}`;
      assert.ok(validate(resource), `${name}: ${ajv.errorsText(validate.errors)}`);
    }
  });

  it('gives every resource an id of its own, and every reference leads to a resource of the same source', () => {
    for (const { id, base, habits } of sources) {
      const addresses = record[id].map((resource: Json) => ({
        relative: `${resource.resourceType}/${resource.id}`,
        urn: `urn:uuid:${resource.id}`,
        absolute: `${base}/${resource.resourceType}/${resource.id}`,
      })[habits.references]);
      const known = new Set(addresses);
      assert.equal(known.size, addresses.length);
      for (const resource of record[id]) {
        // `#` alone is the resource around it.
        const inside = new Set(['#', ...(resource.contained ?? []).map((one: Json) => `#${one.id}`)]);
        for (const { reference } of objects(resource)) {
          if (typeof reference !== 'string') continue;
          assert.ok(known.has(reference) || inside.has(reference), `${id}: ${reference} leads nowhere`);
        }
      }
    }
  });

  it('is the same from run to run, and moves with its day as a whole', () => {
    assert.equal(asJson(Object.values(draft())), asJson(Object.values(drafts)));
    const earlier = Object.values(draft('2024-02-29')).flat();
    assert.equal(earlier.length, everything.length);
    for (const [day, resources] of [['2024-02-29', earlier], [today, Object.values(drafts).flat()]] as const) {
      const told = JSON.parse(asJson(resources as Json)) as Json[];
      assert.ok(told.some(({ start }) => start?.slice(0, 10) > day));
      for (const resource of told) {
        for (const [name, text] of strings(resource)) {
          const date = /^\d{4}(-\d\d){0,2}(?=$|T)/.exec(text)?.[0];
          assert.ok(date === undefined || date <= day || liesAhead(resource, name), `${text} is after ${day}`);
        }
      }
    }
    assert.throws(() => draft('yesterday'), /"yesterday" is not a date/);
  });

  it('is in a page what it is on disk, every number as it was written and every reference resolved', () => {
    const read = generate();
    for (const { id, base } of sources) {
      const keys = new Map(record[id].map((one) => [`urn:uuid:${one.id}`, `${one.resourceType}/${one.id}`]));
      const reviver = function (name: string, value: unknown, context: { source: string }): unknown {
        if (name !== 'reference') return typeof value === 'number' ? context.source : value;
        return keys.get(String(value)) ?? String(value).replace(`${base}/`, '');
      } as (name: string, value: unknown) => unknown;
      assert.deepEqual(read[id], JSON.parse(asJson(drafts[id]), reviver));
    }
    const written = about('bronwen').of('Observation').find(({ valueQuantity }) => valueQuantity?.unit === '%')!;
    assert.equal(written.valueQuantity.value, 7);
    assert.ok(asJson(drafts.northbridge).includes('"valueQuantity":{"value":7.0,"unit":"%"'));
  });

  it('uses valid NHS numbers from the range that is never issued, each once', () => {
    for (const { nhsNumber } of patients) {
      assert.match(nhsNumber, /^999\d{7}$/);
      const sum = [...nhsNumber.slice(0, 9)].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
      assert.equal((11 - (sum % 11)) % 11, Number(nhsNumber[9]), nhsNumber);
    }
    assert.equal(new Set(patients.map(({ nhsNumber }) => nhsNumber)).size, patients.length);
  });

  it('uses SNOMED CT identifiers with a right check digit', () => {
    // Verhoeff's scheme (SNOMED CT technical guide, appendix B), as multiplication and powers of a permutation.
    const times = (a: number, b: number): number =>
      a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
    const moved = (digit: number, power: number): number =>
      Array.from({ length: power % 8 }).reduce((at: number) => [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][at]!, digit);
    const seen = new Set<string>();
    for (const one of objects(record)) if (one.system === 'http://snomed.info/sct') seen.add(one.code);
    assert.ok(seen.size > 90);
    for (const identifier of seen) {
      const digits = [...identifier].reverse().map(Number);
      assert.equal(digits.reduce((sum, digit, i) => times(sum, moved(digit, i)), 0), 0, identifier);
    }
  });

  it('flags a blood test as its own printed range does, deliberate contradictions aside', () => {
    let flagged = 0;
    const contradictory = new Set(about('bronwen').all);
    for (const { resource } of everything) {
      const { valueQuantity: value, referenceRange, interpretation, status } = resource;
      const [range] = referenceRange ?? [];
      const flag = code(interpretation?.[0]);
      if (contradictory.has(resource) || status === 'entered-in-error' || !value || value.comparator) continue;
      if (!range || range.text || !flag) continue;
      flagged++;
      const side = value.value < range.low?.value ? /^LL?$/ : value.value > range.high?.value ? /^HH?$/ : /^N$/;
      assert.match(flag, side, `${resource.id}: ${value.value}`);
    }
    assert.ok(flagged > 1000);
  });

  it('adds up: a full blood count agrees with what it is calculated from', () => {
    const { of: filed } = about('margaret', 'northbridge');
    const report = filed('DiagnosticReport').find((one) => code(one.code) === '26604007');
    const values = new Map(filed('Observation')
      .filter((one) => report.result.some(({ reference }: Json) => idOf(reference) === one.id))
      .map((one) => [one.code.text, one.valueQuantity.value]));
    assert.equal(values.size, 13);
    const white = ['Neutrophils', 'Lymphocytes', 'Monocytes', 'Eosinophils', 'Basophils'];
    const of = (name: string): number => values.get(name);
    const near = (a: number, b: number, off: number): void => assert.ok(Math.abs(a - b) < off, `${a} and ${b}`);
    near(white.reduce((sum, name) => sum + of(name), 0), of('White cell count'), 0.06);
    near((of('Haematocrit') / of('Red cell count')) * 1000, of('MCV'), 0.5);
    near(of('Haemoglobin') / of('Haematocrit'), of('MCHC'), 1.5);
  });

  it('differs from source to source as real ones do', () => {
    const flagSystems = new Set<string>();
    for (const { interpretation } of about('margaret').of('Observation')) {
      if (interpretation) flagSystems.add(interpretation[0].coding?.[0].system ?? 'words');
    }
    assert.equal(flagSystems.size, 2);
    assert.ok(about('margaret', 'canalside').of('Observation').some(({ hasMember }) => hasMember));
    const panels = about('margaret', 'northbridge').of('Observation').filter(({ hasMember }) => hasMember);
    assert.ok(panels.every(({ category }) => code(category[0]) === 'vital-signs'));
    assert.equal(about('margaret', 'heathway').of('DiagnosticReport').length, 0);
    assert.ok(about('margaret', 'heathway').of('Observation').every(({ contained }) => contained[0].name));
    assert.ok(about('margaret', 'larkfield').of('DiagnosticReport').every((one) =>
      code(one.category[0]) === 'LAB' && one.contained[0].resourceType === 'Specimen'));
    const atLarkfield = about('margaret', 'larkfield').of('Observation');
    assert.ok(atLarkfield.every(({ valueQuantity }) => valueQuantity?.code === undefined));
  });
});

/** For each patient: that the record really holds what its line in the list says. */
const promises: { [P in PatientKey]: () => void } = {
  margaret() {
    const at = (source: SourceId): Json[] => about('margaret', source).of('AllergyIntolerance');
    const penicillin = (source: SourceId): Json => at(source).find((one) => code(one.code) === '91936005');
    assert.equal(status(penicillin('northbridge')), 'active');
    assert.equal(penicillin('northbridge').criticality, 'high');
    assert.equal(status(penicillin('larkfield')), 'inactive');
    assert.deepEqual(at('canalside').map((one) => code(one.code)), ['716186003']);
    const all = about('margaret').of('AllergyIntolerance');
    assert.deepEqual(new Set(all.map(status)), new Set(['active', 'inactive', 'resolved', undefined]));
    for (const wanted of ['refuted', 'entered-in-error']) assert.ok(all.some((one) => verified(one) === wanted));
    const egfr = about('margaret', 'northbridge').of('Observation')
      .filter((one) => code(one.code) === '1011481000000105').map(({ valueQuantity }) => valueQuantity.value);
    assert.equal(egfr.length, 40);
    assert.ok(egfr[0] > 55 && egfr.at(-1) < 35);
  },
  tomasz() {
    assert.deepEqual(about('tomasz').all.map(({ resourceType }) => resourceType), Array(4).fill('Patient'));
  },
  priya() {
    const allergies = about('priya').of('AllergyIntolerance');
    assert.deepEqual(allergies.map((one) => code(one.code)), ['716186003']);
    assert.ok(about('priya', 'larkfield').all.includes(allergies[0]));
  },
  gwilym() {
    assert.deepEqual(about('gwilym').of('AllergyIntolerance').map((one) => code(one.code)), ['409137002']);
  },
  fatima() {
    assert.deepEqual(optedOut, ['9993909963']);
    for (const type of ['AllergyIntolerance', 'DiagnosticReport']) assert.ok(about('fatima').of(type).length > 0);
  },
  leo() {
    assert.equal(about('leo').of('Patient')[0].birthDate, '2022-03-08');
    const haemoglobin = about('leo').of('Observation').find((one) => code(one.code) === '1107511000000100');
    const [{ low, high }] = haemoglobin.referenceRange;
    assert.deepEqual([low.value, high.value], [110, 140]);
    assert.ok(about('leo').of('AllergyIntolerance').some((one) => status(one) === 'resolved'));
    assert.ok(about('leo').of('AllergyIntolerance').some((one) => one.criticality === 'high'));
  },
  kwabena() {
    const results = about('kwabena').of('Observation');
    assert.equal(results.length, 10_000);
    const years = new Set(results.map(({ effectiveDateTime }) => effectiveDateTime.slice(0, 4)));
    assert.equal(years.size, 8);
    assert.equal(about('kwabena').of('DiagnosticReport').flatMap(({ result }) => result).length, 10_000);
  },
  xanthe() {
    const texts = new Set(hostileTexts);
    const typed = ['display', 'description', 'conclusion', 'family', 'given', 'prefix', 'line', 'city',
      'postalCode', 'unit', 'title', 'valueString', 'text', 'comment', 'patientInstruction'];
    const seen = new Map<string, Set<string>>();
    const people = everything.filter(({ resource }) => resource.text?.div).map(({ resource }) => resource);
    for (const resource of new Set([...about('xanthe').all, ...people])) {
      assert.match(resource.text.div, /<script>/);
      for (const [name, text] of strings({ ...resource, text: undefined })) {
        if (!typed.includes(name)) continue;
        assert.ok(texts.has(text), `${resource.resourceType}/${resource.id} ${name}: ${text}`);
        seen.set(name, (seen.get(name) ?? new Set()).add(text));
      }
    }
    assert.deepEqual([...seen.keys()].sort(), typed.sort());
    assert.deepEqual(new Set([...seen.values()].flatMap((set) => [...set])), texts);
    const types = new Set(people.map(({ resourceType }) => resourceType));
    for (const type of ['Practitioner', 'PractitionerRole', 'Specimen', 'Patient']) assert.ok(types.has(type));
    const telecoms = about('xanthe').of('Patient').flatMap(({ telecom }) => telecom);
    assert.ok(telecoms.length > 0 && telecoms.every(({ value }) => texts.has(value)));
    assert.ok(about('xanthe').of('AllergyIntolerance').some((one) => code(one.code)?.includes('onerror')));
    // Nobody else's record is touched.
    const others = everything.filter(({ resource }) => !people.includes(resource));
    assert.ok(!JSON.stringify(others).includes('pwned'));
  },
  jerome() {
    for (const type of ['AllergyIntolerance', 'DiagnosticReport', 'Observation']) {
      const labels = about('jerome').of(type).map(({ meta }) => meta.security?.[0].code);
      const wanted = type === 'Observation' ? ['N', 'R', 'SEALED-2'] : ['N', 'R', 'V', 'SEALED-2'];
      for (const label of wanted) assert.ok(labels.includes(label), `${type} ${label}`);
    }
    // An open report with one restricted line.
    const open = about('jerome').of('DiagnosticReport').find(({ code }) => code.text === 'Liver screen');
    const lines = about('jerome').of('Observation').filter(({ id }) =>
      open.result.some(({ reference }: Json) => idOf(reference) === id));
    assert.equal(open.meta.security[0].code, 'N');
    assert.deepEqual(lines.map(({ meta }) => meta.security[0].code), ['N', 'R']);
  },
  eileen() {
    const uncoded = ['AllergyIntolerance', 'DiagnosticReport', 'Observation'].map((type) =>
      about('eileen').of(type).filter(({ code }) => !code.coding).length);
    assert.deepEqual(uncoded, [3, 1, 5]);
    assert.ok(about('eileen').of('AllergyIntolerance').some(({ code }) => code.coding));
  },
  haruto() {
    const statuses = new Set(about('haruto').of('DiagnosticReport').map((one) => one.status));
    assert.deepEqual([...statuses].sort(), ['amended', 'appended', 'cancelled', 'corrected', 'entered-in-error',
      'final', 'partial', 'preliminary', 'registered', 'unknown']);
    const lines = about('haruto').of('Observation');
    assert.ok(lines.some((one) => one.status === 'entered-in-error'));
    const cancelled = lines.filter((one) => one.status === 'cancelled');
    assert.ok(cancelled.length > 0 && cancelled.every((one) => one.dataAbsentReason && !one.valueQuantity));
  },
  bronwen() {
    const lines = about('bronwen').of('Observation');
    const values = lines.flatMap(({ valueQuantity }) => valueQuantity ?? []);
    assert.ok(values.some(({ unit, code }) => unit === 'l/l' && code === '%'));
    assert.ok(lines.some(({ valueQuantity: value, referenceRange: range }) =>
      value?.unit === 'g/dL' && range?.[0].low?.unit === 'g/L'));
    assert.deepEqual(new Set(values.map(({ comparator }) => comparator)), new Set([undefined, '<', '<=', '>']));
    assert.ok(lines.some(({ referenceRange }) => referenceRange?.[0].text && !referenceRange[0].low));
    assert.ok(lines.filter(({ dataAbsentReason }) => dataAbsentReason).length >= 3);
    const hba1c = lines.filter((one) => code(one.code) === '1107481000000106');
    assert.deepEqual(new Set(hba1c.map(({ valueQuantity }) => valueQuantity.unit)), new Set(['mmol/mol', '%']));
  },
  stanley() {
    const died = new Map(sources.map(({ id }) => [id, about('stanley', id).of('Patient')[0]?.deceasedDateTime]));
    assert.equal(died.get('northbridge'), '2026-07-27');
    assert.equal(died.get('canalside'), undefined);
    for (const one of about('stanley').of('Observation')) assert.ok(one.effectiveDateTime < '2026-07-27');
  },
  amara() {
    for (const one of about('amara').of('Patient')) {
      assert.equal(one.meta.security[0].code, 'R');
      assert.deepEqual([one.address, one.telecom, one.generalPractitioner], [undefined, undefined, undefined]);
    }
    assert.equal(about('amara').of('Patient').length, 2);
  },
  zeynep() {
    const dates = about('zeynep').of('Patient').map(({ birthDate }) => birthDate);
    assert.deepEqual(dates, ['1955-03-09', '1955-09-03', '1955-03-09']);
    assert.ok(about('zeynep').of('AllergyIntolerance').some((one) => status(one) === undefined));
  },
  callum() {
    assert.ok(about('callum', 'northbridge').all.length > 20);
    assert.equal(about('callum', 'millmead').all.length, 0);
    assert.ok(record.millmead.some(({ resourceType }) => resourceType === 'Patient'));
  },
  gareth() {
    const reports = about('gareth').of('DiagnosticReport');
    const sections = new Set(reports.map(({ category }) => code(category[0])));
    for (const section of ['OTH', 'SP', 'CT', 'HM', 'CH']) assert.ok(sections.has(section), section);
    const conclusions = reports.flatMap(({ conclusionCode }) => conclusionCode ?? []);
    assert.ok(conclusions.some((concept) => code(concept) === '363406005'));
    const [form] = reports.flatMap(({ presentedForm }) => presentedForm ?? []);
    assert.equal(atob(form.data).length, form.size);
  },
};

describe('each invented patient', () => {
  for (const patient of patients) it(`${patient.key}: ${patient.shows}`, () => promises[patient.key]());

  it('is on file exactly where the list says', () => {
    for (const { key, knownTo } of patients as readonly (DemoPatient & { key: PatientKey })[]) {
      const found = sources.filter(({ id }) => about(key, id).of('Patient').length === 1).map(({ id }) => id);
      assert.deepEqual(found, [...knownTo].sort((a, b) => found.indexOf(a) - found.indexOf(b)), key);
    }
  });

  it('has organisms with susceptibilities of all three kinds', () => {
    const lines = about('margaret').of('Observation');
    const flags = new Set(lines.map(({ interpretation }) => code(interpretation?.[0])));
    for (const flag of ['S', 'I', 'R']) assert.ok(flags.has(flag), flag);
    assert.ok(lines.some((one) => code(one.valueCodeableConcept) === '112283007'));
  });
});

describe('node gateway/demo/write.ts', () => {
  const write = fileURLToPath(new URL('../../demo/write.ts', import.meta.url));
  let folder: string;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'lcr-record-')); });
  after(() => rmSync(folder, { recursive: true }));

  it('writes one folder a source, each in its own form, the same bytes each time', () => {
    const said = execFileSync(process.execPath, [write, folder, today], { encoding: 'utf8' });
    assert.equal(said.trim().split('\n').length, 5);
    assert.deepEqual(readdirSync(folder).sort(), sources.map(({ id }) => id).sort());
    const read = (name: string): Json => JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const bundles = ['canalside', 'heathway', 'larkfield'].map((id) => read(`${id}/${id}.json`));
    assert.deepEqual(bundles.map(({ type }) => type), ['transaction', 'searchset', 'collection']);
    assert.deepEqual(bundles.map(({ entry }) => entry.length),
      [record.canalside.length, record.heathway.length, record.larkfield.length]);
    const lines = readFileSync(join(folder, 'northbridge/AllergyIntolerance.ndjson'), 'utf8').trim().split('\n');
    assert.deepEqual(lines.map((line) => JSON.parse(line)),
      record.northbridge.filter(({ resourceType }) => resourceType === 'AllergyIntolerance'));
    assert.equal(readdirSync(join(folder, 'millmead')).length, record.millmead.length);

    const again = join(folder, 'again');
    execFileSync(process.execPath, [write, again, today]);
    for (const name of readdirSync(again, { recursive: true, encoding: 'utf8' })) {
      if (!/json$/.test(name)) continue;
      assert.ok(readFileSync(join(again, name)).equals(readFileSync(join(folder, name))), name);
    }
  });

  it('says in one line what it wants, or what went wrong', () => {
    const none = spawnSync(process.execPath, [write], { encoding: 'utf8' });
    assert.deepEqual([none.status, none.stderr], [2, 'usage: node gateway/demo/write.ts FOLDER [DAY]\n']);
    const bad = spawnSync(process.execPath, [write, write], { encoding: 'utf8' });
    assert.equal(bad.status, 1);
    assert.match(bad.stderr, /^cannot write the embedded record: .+\n$/);
  });
});
