import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readSettings } from '../config/read.ts';
import { newKey, publicSetOf } from '../token/keys.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const deploy = join(root, 'deploy');
const text = (file: string) => readFileSync(join(deploy, file), 'utf8');

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  secrets?: string[];
  networks?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
}
const compose = parse(text('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(compose.services);
const gateways = services.filter(([name]) => name.startsWith('gateway-'));

const folder = mkdtempSync(join(tmpdir(), 'lcr-deploy-'));
after(() => rmSync(folder, { recursive: true }));

describe('the compose file', () => {
  it('has what each service names: files, volumes, networks, secrets, and services that come before it', () => {
    for (const [name, { image, build, volumes = [], secrets = [], networks = [], depends_on: before = {} }] of services) {
      assert.ok(image, name);
      if (build) assert.ok(existsSync(join(deploy, build.context, build.dockerfile)), `${name}: ${build.dockerfile}`);
      for (const volume of volumes) {
        const from = volume.split(':')[0]!;
        assert.ok(from.startsWith('.') ? existsSync(join(deploy, from)) : from in compose.volumes, `${name}: ${volume}`);
      }
      for (const secret of secrets) assert.ok(secret in compose.secrets, `${name}: ${secret}`);
      for (const network of networks) assert.ok(network in compose.networks, `${name}: ${network}`);
      for (const [other, { condition }] of Object.entries(before)) {
        assert.ok(other in compose.services, `${name}: ${other}`);
        assert.match(condition, /^service_(healthy|completed_successfully)$/);
      }
    }
  });

  it('is two gateways that nobody reaches but the proxy, which asks both and hides what is for the inside', () => {
    assert.equal(gateways.length, 2);
    assert.deepEqual(services.filter(([, { ports }]) => ports).map(([name]) => name), ['proxy']);
    const proxy = text('Caddyfile');
    for (const [name] of gateways) assert.ok(proxy.includes(`${name}:8081`), name);
    assert.match(proxy, /path \/v1\/\* \/\.well-known\/\* \/frame \/frame\/\* \/lcr\/\*\n/);
    assert.match(proxy, /health_uri \/readyz/);
  });

  it('never gives a gateway the owner’s password, and no password a place in the file', () => {
    for (const [name, { secrets, command }] of gateways) {
      assert.deepEqual(secrets, ['gateway_password'], name);
      assert.match(command!.join(' '), /postgres:\/\/gateway:/);
    }
    assert.doesNotMatch(text('compose.yaml'), /PASSWORD:|postgres:\/\/\w+:\w/);
    for (const { file } of Object.values(compose.secrets)) assert.ok(text('.gitignore').split('\n').includes(file.slice(2)), file);
  });

  it('gives the gateways good settings, a shared key, and time to stop in', async () => {
    cpSync(deploy, join(folder, 'deploy'), { recursive: true });
    cpSync(join(root, 'gateway', 'policy.yaml'), join(folder, 'gateway', 'policy.yaml'));
    writeFileSync(join(folder, 'deploy', 'hosts.jwks.json'), JSON.stringify(await publicSetOf(await newKey())));
    const [, { environment, stop_grace_period: grace, volumes }] = gateways[0]!;
    const filled = Object.entries(environment!).map(([name, value]) => [name, value.replace(/^\$\{\w+(?::-(.*)|:\?.*)\}$/, (_, usual?: string) => usual ?? 'https://record.example.nhs.uk')]);
    const settings = await readSettings(join(folder, 'deploy', 'gateway.yaml'), Object.fromEntries(filled) as Record<string, string>);
    assert.equal(settings.issuer, 'https://record.example.nhs.uk');
    assert.equal(settings.signingKey, join(folder, 'keys', 'gateway.jwk'));
    assert.ok(volumes!.some((volume) => volume.endsWith(':/lcr/keys')));
    assert.ok(Number.parseInt(grace!, 10) * 1000 > settings.listen.drain + 10_000);
    assert.ok(settings.listen.drain > 0);
  });

  it('starts what the image holds', () => {
    const image = text('Dockerfile');
    for (const [, from] of image.matchAll(/^COPY ((?:[\w./-]+ )+)[\w./-]+$/gm)) {
      for (const file of from!.trim().split(' ')) assert.ok(existsSync(join(root, file)), file);
    }
    assert.match(image, /^USER node$/m);
    const copied = [...image.matchAll(/^COPY (\S+) \S+$/gm)].map(([, from]) => from!);
    const ignored = text('Dockerfile.dockerignore').split('\n').filter(Boolean);
    const context = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const left = ignored.filter((line) => /^\w/.test(line));
    const isIn = (paths: readonly string[], file: string) => paths.some((path) => file === path || file.startsWith(`${path}/`));
    const reached = new Set(['gateway/server.ts', 'gateway/lcr.ts']);
    for (const file of reached) {
      assert.ok(isIn(copied, file) && isIn(context, file) && !isIn(left, file), `the image has no ${file}`);
      // A type is gone before anything runs.
      for (const [, still, later] of readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+\.ts)'|import\('(\.[^']+\.ts)'\)/gm)) {
        reached.add(posix.join(posix.dirname(file), still ?? later!));
      }
    }
    assert.ok(reached.size > 100);
  });
});

describe('the guide', () => {
  const guide = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');

  it('is one page', () => {
    assert.ok(guide.split('\n').length <= 90, `${guide.split('\n').length} lines`);
  });

  it('names only settings and files that there are', () => {
    const settings = readFileSync(join(root, 'gateway', 'config', 'gateway.schema.yaml'), 'utf8');
    for (const name of ['signingKey', 'issuer', 'drain', 'limits', 'underWay', 'headers', 'categories', 'without', 'deadline', 'policy']) {
      assert.ok(guide.includes(name) && new RegExp(`^ +${name}:`, 'm').test(settings), name);
    }
    for (const [, file] of guide.matchAll(/\]\(\.\.\/([\w./-]+)\)/g)) assert.ok(existsSync(join(root, file!)), file);
  });
});
