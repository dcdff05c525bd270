/**
 * The traps of FHIR R4 (domain rules, sections 0, A4 and A5) from end to end: what a lenient server sends over a real
 * socket, and what a widget is then told. Each is tried more finely beside the rule that avoids it.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Category } from '../../api-spec/record.ts';
import { categories } from '../policy/kinds.ts';
import { createFhirServer } from '../sources/fhir-server.ts';
import { marked, observation, quantity, report, section, V3_FLAG } from './categories/laboratory.ts';
import { concept } from './categories/sifting.ts';
import { allergy, gateway, northbridge, OTHER, PATIENT, type Gateway } from './house.ts';
import { patient } from './sources/about.ts';

const ours = { reference: 'Patient/ours' };
const flag = (id: string, more: object = {}) => ({
  resourceType: 'Flag', id, status: 'active', subject: ours, code: concept('1322591000000106', `Flag ${id}`), ...more,
});
const lab = (id: string, code: string, result: string, more: object = {}) =>
  report(id, [result], { subject: ours, code: concept(code, `Report ${id}`), ...section('LAB'), ...more });
const value = (id: string, more: object) => observation(id, { subject: ours, ...marked('laboratory'), ...more });

/** What the server has of two patients. Figures stand as JSON numbers: what they are written like is the point. */
const stored = JSON.stringify([
  patient('ours', PATIENT), patient('theirs', OTHER),
  flag('now'), flag('past', { status: 'inactive' }), flag('over', { period: { end: '2019-12-31' } }), flag('theirs', { subject: { reference: 'Patient/theirs' } }),
  ...['2019', '2019-03', '2019-03-05'].map((onsetDateTime) => allergy(`since-${onsetDateTime}`, `Since ${onsetDateTime}`, { patient: ours, onsetDateTime })),
  allergy('theirs', 'Theirs', { patient: { reference: 'Patient/theirs' } }),
  lab('culture', '401324008', 'growth'), lab('blood', '721981007', 'figure'), lab('nobody-knows', '999999', 'words'),
  value('figure', { ...quantity('NUMBER 7.10', 'mmol/L', 'mmol/L'), referenceRange: [{ text: 'less than 8 is usual' }] }),
  value('growth', { valueCodeableConcept: concept('3092008', 'Staphylococcus aureus') }),
  value('words', { valueString: '42 or so' }),
  value('doubtful', { ...quantity('NUMBER 0.352', 'l/l', '%'), interpretation: [concept('L', 'Low', undefined, V3_FLAG)] }),
  value('below', quantity('NUMBER 5', 'mg/L', 'mg/L', { comparator: '<' })),
  value('unflagged', { ...quantity('NUMBER 99.0', 'mmol/L', 'mmol/L'), referenceRange: [{ low: { value: 1 }, high: { value: 2 } }] }),
]).replace(/"NUMBER ([\d.]+)"/g, '$1');

/** Ignores every parameter but the type, as lenient handling allows, and never says how many there are. */
const asked: { url: string; prefer: string | undefined }[] = [];
const lenient = createServer((request, response) => {
  const { pathname } = new URL(request.url!, 'http://x');
  asked.push({ url: request.url!, prefer: request.headers['prefer'] as string | undefined });
  const type = pathname.split('/')[2];
  const wanted = type === 'Patient' ? 'ours' : undefined;
  // Cut out as text, so that no figure is written anew.
  const entries = elementsOf(stored).filter((text) => {
    const { resourceType, id } = JSON.parse(text) as { resourceType: string; id: string };
    return resourceType === type && (!wanted || id === wanted);
  });
  response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
  response.end(`{"resourceType":"Bundle","type":"searchset","entry":[${entries.map((one) => `{"resource":${one}}`).join()}]}`);
});

/** The elements of a JSON array, as they are written. */
const elementsOf = (array: string): string[] => array.slice(1, -1).split(/,(?=\{"resourceType")/);

let house: Gateway;
before(async () => {
  await new Promise<void>((listening) => lenient.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(lenient.address() as AddressInfo).port}/fhir`;
  const about = { id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(categories), deadline: 60_000 };
  house = await gateway([createFhirServer(about, { url })]);
});
after(() => new Promise((closed) => (lenient.closeAllConnections(), lenient.close(closed))));

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const tell = async (category: Category): Promise<any> => (await house.ask(`/v1/record/${category}`)).body;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const measured = async (id: string): Promise<any> =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  (await tell('results')).entries.flatMap(({ measurements }: any) => measurements).find((one: any) => one.id.endsWith(`.${id}`));
const ids = ({ entries }: { entries: { id: string }[] }) => entries.map(({ id }) => id.split('.').at(-1)).sort();

describe('a lenient server', () => {
  it('is asked for strict handling, and never for the status of a Flag, which R4 cannot search', async () => {
    asked.length = 0;
    await tell('alerts');
    assert.ok(asked.length > 0 && asked.every(({ prefer }) => prefer === 'handling=strict'));
    const flags = asked.filter(({ url }) => url.includes('/Flag'));
    assert.ok(flags.length > 0 && flags.every(({ url }) => !/status|category|date/.test(url)), JSON.stringify(flags));
  });

  it('sends flags that no longer hold, and they are not told', async () => {
    assert.deepEqual(ids(await tell('alerts')), ['now']);
  });

  it('sends another patient’s entries, and they are not told, and the answer is not whole', async () => {
    const body = await tell('allergies');
    assert.ok(!ids(body).includes('theirs'));
    assert.equal(body.completeness, 'partial');
  });

  it('that has no total is believed as far as it sent: what arrived is shown', async () => {
    assert.equal((await tell('allergies')).entries.length, 3);
  });
});

describe('a value', () => {
  it('of a partial date has no day that nobody wrote', async () => {
    const dates = (await tell('allergies')).entries.map(({ when }: { when: string }) => when).sort();
    assert.deepEqual(dates, ['2019', '2019-03', '2019-03-05']);
  });

  it('keeps its decimals as they were written', async () => {
    assert.equal((await measured('figure')).value.value, '7.10');
    assert.equal((await measured('unflagged')).value.value, '99.0');
  });

  it('keeps its comparator', async () => {
    assert.deepEqual((await measured('below')).value, { type: 'quantity', value: '5', unit: 'mg/L', ucum: 'mg/L', comparator: '<' });
  });

  it('in words is not read as a figure', async () => {
    assert.deepEqual((await measured('words')).value, { type: 'text', text: '42 or so' });
  });

  it('whose range is only words has those words', async () => {
    assert.deepEqual((await measured('figure')).ranges, [{ text: 'less than 8 is usual' }]);
  });

  it('outside its range has no flag that its laboratory did not set', async () => {
    assert.deepEqual((await measured('unflagged')).flags, []);
  });

  it('whose unit and UCUM code disagree is marked, and loses the flag that hung on it', async () => {
    const { unitConflict, flags, value: sent } = await measured('doubtful');
    assert.deepEqual([unitConflict, flags, sent.unit, sent.ucum], [true, [], 'l/l', '%']);
  });
});

describe('a report of the section LAB alone', () => {
  it('is sorted by its code, else by what is in it, and says which; one that nothing tells apart is not lost', async () => {
    const kinds = (await tell('results')).entries
      .filter(({ id }: { id: string }) => id.includes('DiagnosticReport'))
      .map(({ id, kind }: { id: string; kind: string }) => [id.split('.').at(-1), kind])
      .sort();
    assert.deepEqual(kinds, [['blood', 'blood-sciences'], ['culture', 'microbiology-virology'], ['nobody-knows', 'other']]);
    assert.ok((await tell('results')).entries.every(({ classifiedBy }: { classifiedBy: string }) => classifiedBy.length > 0));
  });
});
