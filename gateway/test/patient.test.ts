import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { categories } from '../policy/kinds.ts';
import { Outage, type Resource } from '../sources/source.ts';
import { EDITION, allergy, doctor, gateway, larkfield, northbridge, PATIENT, receptionist, spySource } from './house.ts';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

function person(more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'Patient',
    id: 'local-1',
    identifier: [
      {
        system: NHS_NUMBER,
        value: PATIENT,
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
            valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus', code: '01' }] },
          },
        ],
      },
    ],
    name: [
      { use: 'maiden', family: 'Brook', given: ['Mary'] },
      { use: 'official', family: 'Hill', given: ['Mary', 'Ann'], prefix: ['Mrs'] },
    ],
    birthDate: '1948-02-29',
    gender: 'female',
    address: [
      { use: 'old', line: ['1 Old Road'], postalCode: 'N1 0AA' },
      { use: 'home', line: ['2 New Road'], city: 'London', postalCode: 'N2 0AA' },
    ],
    telecom: [
      { system: 'phone', value: '020 7946 0000', period: { end: '2020-01-01' } },
      { system: 'phone', value: '020 7946 0001' },
      { system: 'email', value: 'mary@example.org' },
    ],
    generalPractitioner: [
      { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'XQ4' }, display: 'Larkfield Road Surgery' },
    ],
    ...more,
  };
}

const label = (code: string, system = CONFIDENTIALITY) => ({ meta: { security: [{ system, code }] } });

async function ask(...patients: (Resource | undefined)[]) {
  const sources = patients.map((one, index) =>
    spySource(index === 0 ? 'northbridge' : `larkfield${index}`, {
      organisation: index === 0 ? northbridge : larkfield,
      patients: one ? ['local-1'] : [],
      resources: one ? [one] : [],
    }),
  );
  const house = await gateway(sources);
  return (await house.ask('/v1/patient')).body;
}

describe('the patient', () => {
  it('is told as the first source tells it', async () => {
    const { answeredAt, sources, ...said } = await ask(person());
    assert.ok(answeredAt);
    assert.equal(sources.length, 1);
    assert.deepEqual(said, {
      patient: PATIENT,
      completeness: 'complete',
      name: { family: 'Hill', given: ['Mary', 'Ann'], prefix: ['Mrs'] },
      birthDate: '1948-02-29',
      deceased: null,
      gender: 'female',
      address: ['2 New Road', 'London', 'N2 0AA'],
      telephone: '020 7946 0001',
      email: 'mary@example.org',
      gp: larkfield,
      numberStatus: 'verified',
      restricted: false,
      source: { ...northbridge, system: 'Meridian EPR' },
      disagreements: [],
    });
  });

  it('is not known where no source has them', async () => {
    const { name, birthDate, source, completeness } = await ask(undefined, undefined);
    assert.deepEqual([name, birthDate, source, completeness], [null, null, null, 'complete']);
  });

  it('comes from the next source where the first does not know them', async () => {
    assert.equal((await ask(undefined, person())).source.odsCode, 'XQ4');
  });

  it('is told in the order of the configuration', async () => {
    const first = spySource('northbridge', { resources: [person({ gender: 'male' })] });
    const second = spySource('larkfield', { organisation: larkfield, resources: [person()] });
    const house = await gateway([first, second], { demographics: ['larkfield'] });
    const { body } = await house.ask('/v1/patient');
    assert.deepEqual([body.gender, body.sources.length], ['female', 1]);
    assert.deepEqual(first.asked, []);
  });

  it('is never mixed from sources that disagree: what another says stands beside it', async () => {
    const other = person({ birthDate: '1948-03-01', gender: 'unknown', deceasedDateTime: '2026-10-01', name: [{ family: 'HILL', given: ['Mary', 'Ann'] }] });
    const { birthDate, deceased, disagreements } = await ask(person(), other);
    assert.equal(birthDate, '1948-02-29');
    assert.equal(deceased, null);
    assert.deepEqual(
      disagreements.map(({ field, value }: { field: string; value: string }) => [field, value]),
      [['birthDate', '1948-03-01'], ['gender', 'unknown'], ['deceased', '2026-10-01']],
    );
  });

  it('who has died is told so, with or without a date', async () => {
    assert.deepEqual((await ask(person({ deceasedBoolean: true }))).deceased, { when: null });
    assert.deepEqual((await ask(person({ deceasedDateTime: '2026-10' }))).deceased, { when: '2026-10' });
    assert.equal((await ask(person({ deceasedBoolean: false }))).deceased, null);
  });

  it('who has died in one source only is told both: the other’s silence is no contradiction, its "no" is', async () => {
    const dead = person({ deceasedDateTime: '2026-10' });
    assert.deepEqual((await ask(dead, person())).disagreements, []);
    const [only] = (await ask(dead, person({ deceasedBoolean: false }))).disagreements;
    assert.deepEqual([only.field, only.value, only.source.odsCode], ['deceased', 'no', 'XQ4']);
  });

  it('whose number is not verified is told so', async () => {
    const { numberStatus } = await ask(person({ identifier: [{ system: NHS_NUMBER, value: PATIENT, extension: [
      { url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus', valueCodeableConcept: { coding: [{ system: 'x', code: '02' }] } },
    ] }] }));
    assert.equal(numberStatus, 'unverified');
    assert.equal('numberStatus' in (await ask(person({ identifier: [] }))), false);
  });

  for (const [what, answers] of [
    ['the first source', [person(label('R')), person()]],
    ['any other source', [person(), person(label('R'))]],
  ] as const) {
    it(`restricted by ${what} has no address, no telephone, no e-mail and no GP`, async () => {
      const said = await ask(...answers);
      assert.equal(said.restricted, true);
      assert.equal(said.name.family, 'Hill');
      for (const part of ['address', 'telephone', 'email', 'gp']) assert.equal(part in said, false, part);
      assert.doesNotMatch(JSON.stringify(said), /New Road|7946|mary@/);
    });
  }

  it('unrestricted in the words of PDS is not restricted', async () => {
    assert.equal((await ask(person(label('U')))).restricted, false);
  });

  it('behind any other label is withheld, and the answer says so', async () => {
    for (const secret of [label('V'), label('REDACTED'), label('R', 'urn:other'), { meta: { security: ['odd'] } }]) {
      const { name, source, completeness, sources } = await ask(person(secret));
      assert.deepEqual([name, source, completeness, sources[0].withheld], [null, null, 'partial', true]);
    }
  });

  it('is a 503 when no source answers', async () => {
    const house = await gateway([spySource('northbridge', { outage: new Outage('unavailable', 'down') })]);
    const { status, body } = await house.ask('/v1/patient');
    assert.deepEqual([status, body.code, body.patient], [503, 'all-sources-unavailable', PATIENT]);
  });

  it('is known to the receptionist, too, and each look is written down', async () => {
    const house = await gateway([spySource('northbridge', { resources: [person()] })]);
    assert.equal((await house.ask('/v1/patient', { who: receptionist })).body.name.family, 'Hill');
    const row = (await house.audit()).find(({ action }) => action === 'patient')!;
    assert.deepEqual([row.outcome, row.user!.id, row.sources], ['granted', 'u-2', ['XQ1']]);
  });

  it('whatever a source sends, the answer is what the contract says', async () => {
    const anything = fc.anything({ withNullPrototype: false, maxDepth: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          Object.fromEntries(
            ['name', 'birthDate', 'gender', 'address', 'telecom', 'generalPractitioner', 'identifier', 'deceasedBoolean', 'deceasedDateTime', 'meta'].map(
              (key) => [key, fc.oneof(anything, fc.array(anything, { maxLength: 3 }))],
            ),
          ),
          { requiredKeys: [] },
        ),
        async (odd) => {
          // The helper holds every answer against the contract.
          assert.equal((await ask(person(odd))).patient, PATIENT);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the session', () => {
  it('says who the token speaks for, what the role has, and who can help', async () => {
    const house = await gateway([spySource('northbridge')], { optOutPage: 'https://record.example.org/opting-out' });
    const { access_token: token } = await house.hostToken({ ...doctor, roles: ['R1290', 'R0050'] });
    const { body } = await house.ask('/v1/session', { token });
    const { expiresAt, categories, contacts, ...said } = body;
    assert.deepEqual(said, {
      patient: PATIENT,
      user: { name: 'Dr Ada Okafor', roles: [{ code: 'R1290', display: 'Pharmacist' }, { code: 'R0050', display: 'Consultant' }] },
      organisation: northbridge,
      level: 'pharmacy',
      purpose: 'TREAT',
      optOutPage: 'https://record.example.org/opting-out',
      policyVersion: EDITION,
    });
    assert.deepEqual(categories.find(({ category }: { category: string }) => category === 'results').kinds, ['blood-sciences', 'microbiology-virology']);
    assert.ok(Date.parse(expiresAt) - Date.now() > 290_000);
    assert.deepEqual(
      [contacts.localServiceDesk.who, contacts.localSystemAdministrator.who, contacts.helpdesk.who],
      ['local-service-desk', 'local-system-administrator', 'helpdesk'],
    );
  });

  it('of a role that nobody knows has no category', async () => {
    const house = await gateway([spySource('northbridge')]);
    const { body } = await house.ask('/v1/session', { who: { ...doctor, roles: ['R9999'] } });
    assert.deepEqual([body.level, body.categories, body.user.roles], ['none', [], [{ code: 'R9999', display: 'R9999' }]]);
  });
});

describe('the coverage', () => {
  it('names each source with the categories that it is asked for, and what is never included', async () => {
    const house = await gateway([
      spySource('northbridge', { resources: [allergy('a', 'Penicillin')] }),
      spySource('larkfield', { organisation: larkfield, categories: ['results', 'problems'] }),
    ]);
    const { body } = await house.ask('/v1/coverage');
    assert.deepEqual(
      body.sources.map(({ organisation, categories }: { organisation: { odsCode: string }; categories: string[] }) => [organisation.odsCode, categories]),
      [['XQ1', [...categories]], ['XQ4', categories.filter((category) => ['results', 'problems'].includes(category))]],
    );
    const codes = body.never.map(({ code }: { code: string }) => code);
    for (const code of ['gp-letters', 'gp-referrals', 'emis-community']) assert.ok(codes.includes(code));
  });

  it('tells how old a source’s data were when it last answered', async () => {
    const house = await gateway([spySource('northbridge', { resources: [allergy('a', 'Penicillin')] })]);
    assert.equal((await house.ask('/v1/coverage')).body.sources[0].asOf, null);
    await house.ask('/v1/record/allergies');
    assert.equal((await house.ask('/v1/coverage')).body.sources[0].asOf, '2026-11-24T06:00:00Z');
  });
});
