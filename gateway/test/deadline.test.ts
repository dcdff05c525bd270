import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFhirServer } from '../sources/fhir-server.ts';
import { allergy, gateway, northbridge, PATIENT, spySource } from './house.ts';

/** A FHIR server whose first page comes at once, and whose second never does. */
function slowOnTheSecondPage(): typeof fetch {
  const bundle = (resources: object[], next?: string) =>
    new Response(
      JSON.stringify({
        resourceType: 'Bundle',
        type: 'searchset',
        link: next ? [{ relation: 'next', url: next }] : [],
        entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
      }),
      { headers: { 'Content-Type': 'application/fhir+json' } },
    );
  return async (input, init) => {
    const { pathname, search } = new URL(String(input instanceof Request ? input.url : input));
    if (pathname.endsWith('/Patient/_search')) {
      const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }];
      return bundle([{ resourceType: 'Patient', id: 'local-1', identifier }]);
    }
    if (search.includes('page=2')) {
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('stopped'))));
    }
    const isAllergy = pathname.endsWith('/AllergyIntolerance');
    return bundle(isAllergy ? [allergy('1', 'Latex')] : [], isAllergy ? 'https://fhir.test/AllergyIntolerance?page=2' : undefined);
  };
}

describe('A source that is stopped at its deadline in the middle of its pages', () => {
  it('hands over what it has, and is said to have answered in part', async () => {
    const about = { id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(['allergies'] as const), deadline: 200 };
    const house = await gateway([createFhirServer(about, { url: 'https://fhir.test', fetch: slowOnTheSecondPage() })]);
    const { status, body } = await house.ask('/v1/record/allergies');
    assert.equal(status, 200);
    assert.deepEqual([body.sources[0].status, body.entries.length, body.total], ['partial', 1, null]);
    assert.equal(body.entries[0].code.display, 'Latex');
  });
});

describe('A gateway that is too busy to hear a source', () => {
  /** Keeps this process from whatever else it would do. */
  const stall = (milliseconds: number) => {
    for (const end = performance.now() + milliseconds; performance.now() < end; );
  };

  const onAsk = (what: string) => {
    if (what === 'find') setImmediate(stall, 400);
  };

  it('does not hold that against the source', async () => {
    const house = await gateway([spySource('northbridge', { resources: [allergy('1', 'Latex')], slowFind: 20, slow: 20, deadline: 300, onAsk })]);
    const { body } = await house.ask('/v1/record/allergies');
    assert.deepEqual([body.sources[0].status, body.entries.length], ['answered', 1]);
  });

  it('counts the time in which it can hear', async () => {
    const house = await gateway([spySource('northbridge', { slowFind: 20, slow: 5000, deadline: 300, onAsk })]);
    const { body } = await house.ask('/v1/record/allergies');
    assert.deepEqual(body.sources.map(({ status }: { status: string }) => status), ['timed-out']);
  });
});
