import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isWithheld } from '../../categories/labels.ts';
import { date } from '../../categories/read.ts';
import { createFhirServer } from '../../sources/fhir-server.ts';
import { openFolder } from '../../sources/folder.ts';
import { createShelf } from '../../sources/shelf.ts';
import { sift } from '../categories/sifting.ts';
import { allergy, northbridge, OTHER, PATIENT } from '../house.ts';

/** Defects that a hostile reader found, each kept from coming back. */
const about = { id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(['allergies'] as const), deadline: 1000 };
const { signal } = new AbortController();
const patient = (id: string, number: string, birthDate: string) => ({
  resourceType: 'Patient',
  id,
  birthDate,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }],
});

describe('A folder that holds two exports with the same ids', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-'));
  after(() => rmSync(folder, { recursive: true }));

  it('shows nobody an entry of which nobody can say whose it is', async () => {
    for (const [name, number, born] of [['one', PATIENT, '1950-01-01'], ['two', OTHER, '1980-01-01']] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'Patient.ndjson'), JSON.stringify(patient('1', number, born)));
      const entry = allergy(`of-${name}`, `Allergen of ${name}`, { patient: { reference: 'Patient/1' } });
      writeFileSync(join(folder, name, 'AllergyIntolerance.ndjson'), JSON.stringify(entry));
    }
    const { shelf, complaints } = await openFolder(about, folder);
    for (const number of [PATIENT, OTHER]) {
      const [id = ''] = await shelf.find(number, signal);
      const { resources, unreadable } = await shelf.search(id, [{ type: 'AllergyIntolerance' }], signal);
      assert.deepEqual([resources.length, unreadable], [0, 2]);
    }
    assert.equal(complaints.length, 2);
  });

  it('does not follow a link that leads back up', async () => {
    for (const name of ['up', 'again']) symlinkSync('.', join(folder, name));
    assert.equal((await openFolder(about, folder)).files, 4);
  });
});

describe('A server that answers with something else than was asked for', () => {
  const answering = (bundle: object) =>
    createFhirServer(about, {
      url: 'https://fhir.test',
      fetch: async () => Response.json({ resourceType: 'Bundle', type: 'searchset', ...bundle }, { headers: { 'Content-Type': 'application/fhir+json' } }),
    }).search('local-1', [{ type: 'AllergyIntolerance' }], signal);
  const other = { resourceType: 'Observation', id: 'o', status: 'final', subject: { reference: 'Patient/local-1' } };

  it('has not answered in full when its matches are of another type', async () => {
    assert.equal((await answering({ entry: [{ resource: other, search: { mode: 'match' } }] })).complete, false);
  });
  it('has not answered in full when it counts more than it sends', async () => {
    const entry = [{ resource: allergy('1', 'Latex') }, { resource: { resourceType: 'Practitioner', id: 'p' }, search: { mode: 'include' } }];
    assert.equal((await answering({ total: 100, entry })).complete, false);
    assert.equal((await answering({ total: 2, entry: entry.slice(1) })).complete, false);
    assert.equal((await answering({ total: 1, entry })).complete, true);
  });
  it('has not answered in full when it counts, or goes on, in a form that cannot be read', async () => {
    for (const unclear of [{ total: -1 }, { total: 'none' }, { total: {} }, { link: [{ relation: ['next'], url: '?page=2' }] }, { link: ['next'] }])
      assert.equal((await answering({ ...unclear, entry: [] })).complete, false, JSON.stringify(unclear));
    assert.equal((await answering({ total: null, link: [{ relation: 'self', url: 'x' }], entry: [] })).complete, true);
  });
});

describe('A server that overlooks which type it is asked for', () => {
  const answers = (resource: object) => createFhirServer(about, {
    url: 'https://fhir.test',
    fetch: async () => Response.json({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] }, { headers: { 'Content-Type': 'application/fhir+json' } }),
  });
  it('has not said that it does not know the patient, nor that there is nothing', async () => {
    const other = answers({ resourceType: 'Organization', id: 'o', name: 'Trust' });
    await assert.rejects(other.find(PATIENT, signal), { name: 'Outage' });
    assert.equal((await other.search('local-1', [{ type: 'AllergyIntolerance' }], signal)).complete, false);
  });
});

describe('An observation whose category cannot be read', () => {
  const observation = (category: unknown) => ({ resourceType: 'Observation', id: 'o', status: 'final', category, code: { text: 'x' }, subject: { reference: 'Patient/local-1' } });
  const unreadable = (category: unknown) => (['results', 'vital-signs', 'assessments'] as const).map((one) => sift(one, [observation(category)]).unreadable);
  it('may belong to any, and is counted by all that could have it', () => {
    for (const garbled of ['', {}, [], [{ coding: [[]] }], [{ coding: 5 }]]) assert.deepEqual(unreadable(garbled), [1, 1, 1], JSON.stringify(garbled));
    for (const clear of [undefined, [{ text: 'Social history' }], [{ coding: [{ code: 'social-history' }] }]]) assert.deepEqual(unreadable(clear), [0, 0, 0]);
  });
});

describe('A server that sends more than can be read while others wait', () => {
  it('has not answered, however few bytes it takes', async () => {
    const send = (values: number) =>
      createFhirServer(about, {
        url: 'https://fhir.test',
        fetch: async () => new Response(`{"resourceType":"Bundle","type":"searchset","entry":[],"x":[${'1,'.repeat(values)}1]}`, { headers: { 'Content-Type': 'application/fhir+json' } }),
      }).search('local-1', [{ type: 'AllergyIntolerance' }], signal);
    await assert.rejects(send(500_000), { name: 'Outage', message: /more than 500000 values/ });
    assert.equal((await send(1000)).complete, true);
  });
});

describe('A security label of a bundle', () => {
  const label = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code });
  const mine = (id: string, ...security: object[]) => ({ resource: allergy(id, 'Latex', { meta: { security } }) });
  const bundle = (meta: unknown, ...entry: object[]) => ({ resourceType: 'Bundle', type: 'searchset', meta, entry });
  const kept = async (document: object): Promise<string[]> => {
    const server = createFhirServer(about, { url: 'https://fhir.test', fetch: async () => Response.json(document, { headers: { 'Content-Type': 'application/fhir+json' } }) });
    const shelf = createShelf(about);
    shelf.add({ ...document, entry: [{ resource: patient('local-1', PATIENT, '1950-01-01') }, ...(document as { entry: object[] }).entry] });
    const [answered, filed] = await Promise.all([server, shelf].map(async (source) => {
      const { resources } = await source.search('local-1', [{ type: 'AllergyIntolerance' }], signal);
      return resources.filter((resource) => isWithheld(resource, (name) => name === 'N')).map(({ id }) => id);
    }));
    assert.deepEqual(answered, filed, 'a server and a folder differ');
    return answered!;
  };
  it('keeps back all that is in it, where no entry says that it is meant', async () => {
    assert.deepEqual(await kept(bundle({ security: [label('V')] }, mine('1'), mine('2', label('N')))), ['1', '2']);
    for (const unclear of [{ security: label('V') }, [{ security: [label('V')] }], 'V']) assert.deepEqual(await kept(bundle(unclear, mine('1'))), ['1'], JSON.stringify(unclear));
  });
  it('keeps back only the entry that has it as well', async () => {
    assert.deepEqual(await kept(bundle({ security: [label('V')] }, mine('1'), mine('2', label('V')))), ['2']);
    assert.deepEqual(await kept(bundle({ security: [label('N')] }, mine('1'))), []);
  });
});

describe('A saved search of several pages', () => {
  const page = (link: object[], ...resources: object[]) => ({ resourceType: 'Bundle', type: 'searchset', link, entry: resources.map((resource) => ({ resource })) });
  const [first, second] = ['https://fhir.test/?page=1', 'https://fhir.test/?page=2'];
  const shelf = createShelf(about);
  const look = async () => (await shelf.search('local-1', [{ type: 'AllergyIntolerance' }], signal)).unreadable;
  it('is not the whole record while one of them is missing', async () => {
    shelf.add(page([{ relation: 'self', url: first }, { relation: 'next', url: second }], patient('local-1', PATIENT, '1950-01-01'), allergy('1', 'Latex')));
    assert.deepEqual([await look(), shelf.missing()], [1, 1]);
    await assert.rejects(shelf.find(OTHER, signal), { name: 'Outage' });
    shelf.add(page([{ relation: 'self', url: second }], allergy('2', 'Nuts')));
    assert.deepEqual([await look(), shelf.missing()], [0, 0]);
    assert.deepEqual(await shelf.find(OTHER, signal), []);
  });
});

describe('An hour that there is not', () => {
  it('leaves the day, which is certain', () => {
    assert.equal(date('2024-05-01T24:00:00Z'), '2024-05-01');
    assert.equal(date('2024-05-01T23:59:59Z'), '2024-05-01T23:59:59Z');
  });
});

describe('A security label in the wrong shape', () => {
  const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' };
  it('keeps its resource back', () => {
    for (const meta of [[{ security: [label] }], { security: label }, 'V', { security: ['V'] }])
      assert.equal(isWithheld(allergy('1', 'Latex', { meta }), () => true), true, JSON.stringify(meta));
    assert.equal(isWithheld(allergy('1', 'Latex', { meta: { lastUpdated: '2026-01-01T00:00:00Z' } }), () => false), false);
  });
});
