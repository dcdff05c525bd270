import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { Mistakes } from '../config/document.ts';
import { readSettings } from '../config/read.ts';
import { readSigningKeys, rotateSigningKey } from '../config/signing-key.ts';
import { openKeys } from '../token/key-ring.ts';
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

const smart = '{ fhir: https://epr.example/fhir, issuer: https://epr.example/auth, introspection: https://epr.example/auth/introspect, gatewayId: lcr, clientId: app }';

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

  it('knows a SMART app by its issuer, and asks of its tokens what nobody can do without', async () => {
    const { hosts } = await readSettings(write(good.replace('jwks: host.jwks.json', `smart: ${smart}`)), {});
    const [host] = hosts;
    assert.deepEqual([host!.jwks, host!.smart!.fhir.href, host!.smart!.scopes], [undefined, 'https://epr.example/fhir', ['openid', 'fhirUser', 'patient/Patient.rs']]);
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
      'gateway.yaml:6 polcy: is not a known key; expected one of issuer, listen, limits, signingKey, auditKey, store, policy, contacts, optOutPage, deadline, documents, compareUsers, demographics, organisations, sources, hosts, elements, launchCheck',
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
      'a folder without the widgets',
      (text) => `${text}elements: .\n`,
      /^gateway\.yaml:\d+ elements: .+ has no inside\.js; expected the folder dist\/cdn of the widgets$/,
    ],
    [
      'an isolated host on a gateway without the widgets',
      (text) => text.replace('- clientId:', '- isolated: true\n    clientId:'),
      /^gateway\.yaml:\d+ hosts\[0\]\.isolated: needs the widgets on this gateway; expected their folder under "elements"$/,
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
    [
      'no host keys',
      (text) => text.replace('    jwks: host.jwks.json\n', ''),
      'gateway.yaml:22 hosts[0]: has none of "jwks", "jwksUri" and "smart"; expected one of them',
    ],
    [
      'host keys that come over an open line',
      (text) => text.replace('jwks: host.jwks.json', 'jwksUri: http://epr.example/jwks.json'),
      'gateway.yaml:25 hosts[0].jwksUri: is not an https address; expected where the host publishes its public keys (JWKS)',
    ],
    ['a host address with a password', (text) => text.replace('jwks: host.jwks.json', 'jwksUri: https://a:b@epr.example/'), /jwksUri: is not an https address/],
    ['a SMART app with keys', (text) => `${text}    smart: ${smart}\n`, 'gateway.yaml:22 hosts[0]: has "jwks" and "smart"; expected one of them'],
    [
      'a SMART issuer on an open line',
      (text) => text.replace('jwks: host.jwks.json', `smart: ${smart.replace('https://epr.example/auth/', 'http://epr.example/')}`),
      'gateway.yaml:25 hosts[0].smart.introspection: is not an https address without a query; expected one of the SMART issuer’s own',
    ],
    [
      'a SMART app for the users of two organisations',
      (text) => text.replace('jwks: host.jwks.json', `smart: ${smart}`).replace('[XQ1]\n    origins', '[XQ1, XQ1]\n    origins'),
      'gateway.yaml:23 hosts[0].organisations[1]: is one too many; expected the only organisation of a SMART app’s users',
    ],
    [
      'a SMART app with operators',
      (text) => text.replace('jwks: host.jwks.json', `smart: ${smart}\n    scopes: { audit: [XQ1] }`),
      'gateway.yaml:26 hosts[0].scopes: are for hosts with a back end; expected them not to be there',
    ],
    [
      'a word that says nothing of proofs',
      (text) => text.replace('jwks: host.jwks.json', 'jwks: host.jwks.json\n    dpop: always'),
      'gateway.yaml:26 hosts[0].dpop: is a text that does not fit; expected "off", "optional" or "required": whether its tokens are bound to a key of the page (RFC 9449)',
    ],
    [
      'two folders that give test patients numbers, since two people would share one',
      (text) => text.replace('    folder: northbridge\n', '    folder: northbridge\n    testNumbers: true\n  - { id: other, organisation: XQ1, system: EPR, folder: northbridge, testNumbers: true }\n'),
      /sources\[1\]\.testNumbers: is for one folder; expected it not to be there a second time/,
    ],
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

describe('the signing keys', () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const START = 1_790_000_000;

  it('are made on the first start, their owner’s alone, and are the same on the next', async () => {
    const file = join(folder, 'keys', 'gateway.jwk');
    const { signing } = (await readSigningKeys(file))(new Date());
    assert.equal((await readSigningKeys(file))(new Date()).signing.kid, signing.kid);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal('d' in signing.publicJwk, false);
  });

  it('that cannot sign are one clear line', async () => {
    const cases: [text: string, line: RegExp][] = [
      ['{', /cannot sign \(it is not JSON\); expected a private EC P-256 or Ed25519 key as a JWK/],
      ['null', /cannot sign \(it is neither an EC P-256 nor an Ed25519 key\)/],
      ['{"keys":[]}', /cannot sign \(it has no keys\)/],
      [JSON.stringify(twin), /cannot sign \(it has no private part\)/],
      [JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }), /cannot sign \(it is neither an EC P-256 nor an Ed25519 key\)/],
    ];
    for (const [text, line] of cases) {
      const file = write(text, 'bad.jwk');
      await assert.rejects(readSigningKeys(file), line);
    }
  });

  it('take turns: a new one is published before it signs, the old one until its last token has ended', async () => {
    const file = join(folder, 'keys', 'turns.jwk');
    const [old] = (await readSigningKeys(file, at(START)))(at(START)).published;
    const text = readFileSync(file, 'utf8');
    assert.equal(await rotateSigningKey(file, 'rotate', at(START + 1000)), 2);
    assert.notEqual(readFileSync(file, 'utf8'), text);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const keys = await readSigningKeys(file);
    const [, next] = keys(at(START + 1000)).published;
    const turns = [0, 59, 60, 61, 365, 366].map((after) => {
      const { signing, published } = keys(at(START + 1000 + after));
      return [after, signing.kid === next!.kid ? 'new' : 'old', published.length];
    });
    assert.notEqual(next!.kid, old!.kid);
    assert.deepEqual(turns, [[0, 'old', 2], [59, 'old', 2], [60, 'new', 2], [61, 'new', 2], [365, 'new', 2], [366, 'new', 1]]);
    assert.equal(await rotateSigningKey(file, 'rotate', at(START + 2000)), 2, 'the one whose tokens have ended is gone');
  });

  it('are replaced at once where one was stolen', async () => {
    const file = join(folder, 'keys', 'stolen.jwk');
    const { signing: stolen } = (await readSigningKeys(file, at(START)))(at(START));
    assert.equal(await rotateSigningKey(file, 'replace', at(START + 10)), 1);
    const { signing, published } = (await readSigningKeys(file))(at(START + 10));
    assert.deepEqual([published.length, published[0] === signing, signing.kid === stolen.kid], [1, true, false]);
  });

  it('of any rotations, at any moment: the one that signs is published, and so is every one with a token that lives', async () => {
    const jwks = await Promise.all(Array.from({ length: 5 }, () => newKey()));
    const times = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 305 }), async (made, minted, later) => {
        const [first, ...more] = made.map((iat, index) => ({ ...jwks[index]!, iat }));
        const keys = await openKeys(first!, ...more);
        const { signing } = keys(at(minted));
        assert.ok(keys(at(minted + later)).published.some(({ kid }) => kid === signing.kid));
        assert.ok(keys(at(minted - 5)).published.some(({ kid }) => kid === signing.kid), 'a clock that is behind knows it, too');
      }),
    );
  });
});
