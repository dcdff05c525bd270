import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isWithheld } from '../../categories/labels.ts';
import { createFhirServer } from '../../sources/fhir-server.ts';
import { openFolder } from '../../sources/folder.ts';
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
});

describe('A security label in the wrong shape', () => {
  const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' };
  it('keeps its resource back', () => {
    for (const meta of [[{ security: [label] }], { security: label }, 'V', { security: ['V'] }])
      assert.equal(isWithheld(allergy('1', 'Latex', { meta }), () => true), true, JSON.stringify(meta));
    assert.equal(isWithheld(allergy('1', 'Latex', { meta: { lastUpdated: '2026-01-01T00:00:00Z' } }), () => false), false);
  });
});
