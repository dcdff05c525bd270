import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Mistakes } from '../config/document.ts';
import { readPolicy, readSettings } from '../config/read.ts';
import { readSigningKey } from '../config/signing-key.ts';
import { newKey, publicSetOf } from '../token/keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'lcr-config-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'northbridge'));
writeFileSync(join(folder, 'policy.yaml'), readFileSync(new URL('../policy.yaml', import.meta.url)));
const hostKey = await newKey();
writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify(await publicSetOf(hostKey)));
writeFileSync(join(folder, 'private.jwks.json'), JSON.stringify({ keys: [hostKey] }));
writeFileSync(join(folder, 'secret.jwks.json'), JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }));
writeFileSync(join(folder, 'off-curve.jwks.json'), JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }] }));
const twin = (await publicSetOf(hostKey)).keys[0]!;
writeFileSync(join(folder, 'twins.jwks.json'), JSON.stringify({ keys: [twin, twin] }));

const good = `issuer: \${ISSUER:-http://localhost:8081}
listen:
  port: \${PORT:-8081}
signingKey: keys/gateway.jwk
store: { folder: store }
policy: policy.yaml
contacts:
  helpdesk: { name: Helpdesk, telephone: '020 7946 0100' }
organisations:
  - odsCode: XQ1
    name: Northbridge
    roles: { Ward clerk: R8010 }
    contacts:
      localServiceDesk: { name: Service desk }
      localSystemAdministrator: { name: Access team }
sources:
  - id: northbridge
    organisation: XQ1
    system: Meridian EPR
    folder: northbridge
hosts:
  - clientId: epr
    organisations: [XQ1]
    origins: [https://epr.example]
    jwks: host.jwks.json
`;

const write = (text: string, name = 'gateway.yaml') => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The lines that a configuration is refused with, without the folder in which the test happens to be. */
async function mistakesOf(text: string, environment: Record<string, string> = {}): Promise<string[]> {
  const file = write(text);
  try {
    await readSettings(file, environment);
  } catch (error) {
    assert.ok(error instanceof Mistakes, `not an unforeseen error: ${(error as Error).stack}`);
    return error.lines.map((line) => line.replaceAll(`${folder}/`, ''));
  }
  return [];
}

describe('a good configuration', () => {
  it('is read with its defaults, its names looked up and its paths beside the file', async () => {
    const settings = await readSettings(write(good), {});
    assert.equal(settings.issuer, 'http://localhost:8081');
    assert.equal(settings.listen.port, 8081);
    assert.equal(settings.storeFolder, join(folder, 'store'));
    assert.equal(settings.sources[0]!.organisation.name, 'Northbridge');
    assert.equal(settings.sources[0]!.deadline, 4000);
    assert.equal(settings.sources[0]!.categories.size, 20);
    assert.deepEqual(settings.demographics, ['northbridge']);
    assert.equal(settings.members[0]!.contacts.localServiceDesk.who, 'local-service-desk');
    assert.equal(settings.helpdesk.telephone, '020 7946 0100');
  });

  it('has the key of the audit beside that of the tokens, or where it says, and the store where DATABASE_URL leads', async () => {
    const { auditKey, signingKey, database } = await readSettings(write(good), {});
    assert.deepEqual([auditKey, database], [join(dirname(signingKey), 'audit.jwk'), undefined]);
    const told = await readSettings(write(`${good}\nauditKey: elsewhere/a.jwk`), { DATABASE_URL: 'postgres://u:p@db/lcr' });
    assert.deepEqual([told.auditKey, told.database], [join(folder, 'elsewhere/a.jwk'), 'postgres://u:p@db/lcr']);
    const lines = await mistakesOf(good, { DATABASE_URL: 'mysql://u:secret@db/lcr' });
    assert.deepEqual(lines, ['DATABASE_URL: is not the address of a PostgreSQL database; expected postgres://…']);
  });

  it('takes values from the environment, a number where a number is meant', async () => {
    const settings = await readSettings(write(good), { ISSUER: 'https://record.example', PORT: '9000' });
    assert.equal(settings.issuer, 'https://record.example');
    assert.equal(settings.listen.port, 9000);
  });

  it('cannot be widened by what stands in the environment', async () => {
    const lines = await mistakesOf(good, { ISSUER: 'http://x\nhosts: []' });
    assert.match(lines.join('\n'), /issuer/);
  });
});

describe('a mistake in the configuration is one clear line: file, place, what is wrong, what is expected', () => {
  const table: [what: string, change: (text: string) => string, line: string | RegExp][] = [
    [
      'a misspelt key',
      (text) => text.replace('policy:', 'polcy: x\npolicy:'),
      'gateway.yaml:6 polcy: is not a known key; expected one of issuer, listen, signingKey, auditKey, store, policy, contacts, optOutPage, deadline, documents, compareUsers, demographics, organisations, sources, hosts',
    ],
    [
      'a key that is missing',
      (text) => text.replace('store: { folder: store }\n', ''),
      'gateway.yaml:1 store: is missing; expected the "folder" in which audit and opt-outs are kept',
    ],
    [
      'a missing key deep inside',
      (text) => text.replace('    system: Meridian EPR\n', ''),
      'gateway.yaml:17 sources[0].system: is missing; expected the name of the system',
    ],
    [
      'a word where a number is meant',
      (text) => text.replace('${PORT:-8081}', 'eighty'),
      'gateway.yaml:3 listen.port: is a text that does not fit; expected a port number from 0 to 65535',
    ],
    [
      'a number out of range',
      (text) => `${text}deadline: 5\n`,
      'gateway.yaml:26 deadline: is a number that does not fit; expected how long a source may take, a whole number of milliseconds from 50 to 60000',
    ],
    [
      'a store that is not there yet',
      (text) => text.replace('{ folder: store }', '{ folder: store, databaseUrl: postgres://x }'),
      'gateway.yaml:5 store.databaseUrl: is not a known key; expected one of folder',
    ],
    [
      'an issuer with a path',
      (text) => text.replace('${ISSUER:-http://localhost:8081}', 'https://x.example/gateway'),
      /^gateway\.yaml:1 issuer: is a text that does not fit; expected the address of this gateway/,
    ],
    [
      'a role that is no national code',
      (text) => text.replace('R8010', 'clerk'),
      'gateway.yaml:12 organisations[0].roles.Ward clerk: is a text that does not fit; expected a national job role code such as R8000, or PATIENT',
    ],
    [
      'a source of an organisation that is not listed',
      (text) => text.replace('organisation: XQ1', 'organisation: XQ9'),
      'gateway.yaml:18 sources[0].organisation: "XQ9" is not an organisation above; expected one of XQ1',
    ],
    [
      'a source with both an address and a folder',
      (text) => text.replace('    folder:', '    fhir: https://fhir.example\n    folder:'),
      'gateway.yaml:17 sources[0]: has both "fhir" and "folder"; expected one of them',
    ],
    [
      'a source with neither',
      (text) => text.replace('    folder: northbridge\n', ''),
      'gateway.yaml:17 sources[0]: has neither "fhir" nor "folder"; expected one of them',
    ],
    [
      'a folder that is not there',
      (text) => text.replace('folder: northbridge', 'folder: elsewhere'),
      'gateway.yaml:20 sources[0].folder: elsewhere is not there; expected a folder of FHIR files',
    ],
    [
      'an unknown category',
      (text) => text.replace('    folder: north', '    categories: [allergies, alergies]\n    folder: north'),
      /^gateway\.yaml:20 sources\[0\]\.categories\[1\]: "alergies" is not a category; expected one of alerts, allergies/,
    ],
    [
      'the same id twice',
      (text) => text.replace('hosts:', '  - { id: northbridge, organisation: XQ1, system: B, folder: northbridge }\nhosts:'),
      'gateway.yaml:21 sources[1].id: "northbridge" is there twice; expected once',
    ],
    [
      'an origin with a path',
      (text) => text.replace('[https://epr.example]', '[https://epr.example/]'),
      'gateway.yaml:24 hosts[0].origins[0]: is not an origin; expected scheme, host and port without a path, such as https://ehr.example.nhs.uk',
    ],
    [
      'any origin at all',
      (text) => text.replace('[https://epr.example]', "['*']"),
      /^gateway\.yaml:24 hosts\[0\]\.origins\[0\]: is not an origin/,
    ],
    [
      'host keys that are not there',
      (text) => text.replace('host.jwks.json', 'nowhere.json'),
      'gateway.yaml:25 hosts[0].jwks: nowhere.json cannot be read (ENOENT); expected the public keys of the host (JWKS)',
    ],
    [
      'a private key among the host keys',
      (text) => text.replace('host.jwks.json', 'private.jwks.json'),
      /private\.jwks\.json: keys\[0\] is a private key; only its public half belongs here/,
    ],
    [
      'a shared secret among the host keys',
      (text) => text.replace('host.jwks.json', 'secret.jwks.json'),
      /secret\.jwks\.json: keys\[0\] is neither an EC P-256 nor an Ed25519 key/,
    ],
    ['a key that is no point of its curve', (text) => text.replace('host.jwks.json', 'off-curve.jwks.json'), /keys\[0\] is not a valid key/],
    ['two keys of one name', (text) => text.replace('host.jwks.json', 'twins.jwks.json'), /keys\[1\] has the "kid" of another key/],
    [
      'known patients wanted of an organisation without a source',
      (text) =>
        text.replace(
          'sources:',
          '  - { odsCode: XQ5, name: Council, requireKnownPatient: true, contacts: { localServiceDesk: { name: A }, localSystemAdministrator: { name: B } } }\nsources:',
        ),
      'gateway.yaml:16 organisations[1].requireKnownPatient: no source belongs to XQ5, so it could know no patient; expected one under "sources"',
    ],
    [
      'a variable that is not set',
      (text) => text.replace('${ISSUER:-http://localhost:8081}', '${ISSUER}'),
      'gateway.yaml:1 ${ISSUER}: this environment variable is not set and has no default',
    ],
    ['text that is not YAML', (text) => text.replace('listen:', 'listen: [\n'), /^gateway\.yaml:\d+ is not YAML: /],
    ['nothing at all', () => '', 'gateway.yaml:1 is nothing, that does not fit; expected the settings of a gateway'],
    [
      'a telephone number without quotes, which would lose its zero',
      (text) => text.replace("'020 7946 0100'", '02079460100'),
      'gateway.yaml:8 contacts.helpdesk.telephone: is a number that does not fit; expected a telephone number in quotes',
    ],
  ];
  for (const [what, change, expected] of table) {
    it(what, async () => {
      const changed = change(good);
      assert.notEqual(changed, good);
      const lines = await mistakesOf(changed);
      const fits = (line: string) => (typeof expected === 'string' ? line === expected : expected.test(line));
      assert.ok(lines.some(fits), `expected ${expected}\nbut had ${lines.join('\n')}`);
      assert.ok(lines.every((line) => !line.includes('\n')));
    });
  }

  it('every one of several mistakes, at once', async () => {
    const lines = await mistakesOf(good.replace('port: ${PORT:-8081}', 'port: high').replace('system: Meridian EPR', 'sistem: x'));
    assert.equal(lines.length, 3);
  });

  it('and never the value, which may be a secret', async () => {
    const text = good.replace('    folder: northbridge', '    fhir: https://fhir.example\n    headers: { Authorization: [s3cret] }');
    const lines = await mistakesOf(text);
    assert.match(lines.join('\n'), /sources\[0\]\.headers\.Authorization: is a list that does not fit; expected a text/);
    assert.doesNotMatch(lines.join('\n'), /s3cret/);
  });

  it('a file that is not there', async () => {
    await assert.rejects(readSettings(join(folder, 'none.yaml'), {}), /none\.yaml: cannot be read \(ENOENT\)/);
  });
});

describe('a mistake in the policy is one clear line, too', () => {
  const policy = readFileSync(new URL('../policy.yaml', import.meta.url), 'utf8');
  const table: [what: string, change: (text: string) => string, line: RegExp][] = [
    ['an unknown level', (text) => text.replace('level: pharmacy', 'level: farmacy'), /roles\.R1290\.level: names no level; expected one of clinical-full/],
    ['an unknown category', (text) => text.replace('      allergies: all', '      alergies: all'), /levels\.clinical-full\.categories\.alergies: is not a category; expected one of alerts/],
    ['an unknown kind', (text) => text.replace('[blood-sciences, microbiology-virology]', '[blood]'), /categories\.results\[0\]: is not a kind of results; expected one of radiology/],
    ['kinds of a category that has none', (text) => text.replace('allergies: all', 'allergies: [food]'), /is not a kind of allergies; expected "all", for this category has no kinds/],
    ['a word other than all', (text) => text.replace('allergies: all', 'allergies: some'), /categories\.allergies: is a text that does not fit; expected "all" or a list of kinds/],
    ['an empty list of kinds', (text) => text.replace('allergies: all', 'allergies: []'), /categories\.allergies: is a list that does not fit/],
    ['a role that is no national code', (text) => text.replace('R8000:', 'doctor:'), /roles\.doctor: is not a name that fits here; expected a national job role code/],
    ['a level that says nothing of demographics', (text) => text.replace('    demographics: true\n', ''), /levels\.clinical-full\.demographics: is missing; expected true or false/],
    ['a level called none', (text) => text.replace('  pharmacy:', '  none:'), /levels\.none: is not a name that fits here/],
    ['a misspelt key', (text) => text.replace('\norganisations:', '\norganizations:'), /organizations: is not a known key; expected one of version, levels, roles, organisations/],
  ];
  for (const [what, change, expected] of table) {
    it(what, () => {
      const changed = change(policy);
      assert.notEqual(changed, policy);
      assert.throws(() => readPolicy(write(changed, 'changed.yaml')), (error) => {
        assert.ok(error instanceof Mistakes);
        assert.match(error.lines.join('\n'), expected);
        return true;
      });
    });
  }
});

describe('the signing key', () => {
  it('is made on the first start, its owner’s alone, and is the same on the next', async () => {
    const file = join(folder, 'keys', 'gateway.jwk');
    const first = await readSigningKey(file);
    const second = await readSigningKey(file);
    assert.equal(first.kid, second.kid);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal('d' in first.publicJwk, false);
  });

  it('that cannot sign is one clear line', async () => {
    const cases: [text: string, line: RegExp][] = [
      ['{', /cannot sign \(it is not JSON\); expected a private EC P-256 or Ed25519 key as a JWK/],
      [JSON.stringify(twin), /cannot sign \(it has no private part\)/],
      [JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }), /cannot sign \(it is neither an EC P-256 nor an Ed25519 key\)/],
    ];
    for (const [text, line] of cases) {
      const file = write(text, 'bad.jwk');
      await assert.rejects(readSigningKey(file), line);
    }
  });
});
