/**
 * The version that the differences to the last release ask for, with the reasons.
 *
 * Without more it says them. `--check` fails where package.json has less. `--next` writes the least version that will do into
 * package.json, the lock file and the contract, and `--done`, once a version is out, makes it the one to compare with.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { least, reaches, weightiest, written, type Change } from './changes.ts';
import { contractChanges, type Json } from './contract-changes.ts';
import { manifestChanges } from './manifest-changes.ts';
import type { Manifest } from './manifest.ts';

/** What was released last, and what stands here now. */
const files = { 'custom-elements.json': 'api-spec/released/custom-elements.json', 'api-spec/openapi.yaml': 'api-spec/released/openapi.yaml' };

const manifestAt = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
const contractAt = (path: string) => parse(readFileSync(path, 'utf8')) as Json & { info: { version: string } };
const versionHere = () => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

export interface Release {
  released: string;
  version: string;
  /** The least that the changes ask for. */
  asked: string;
  changes: Change[];
}

/** @param manifest - as it is now, where it is known better than the file */
export function release(manifest = manifestAt('custom-elements.json')): Release {
  const [before, now] = [contractAt(files['api-spec/openapi.yaml']), contractAt('api-spec/openapi.yaml')];
  const changes = [...manifestChanges(manifestAt(files['custom-elements.json']), manifest), ...contractChanges(before, now)];
  const released = before.info.version;
  return { released, version: versionHere(), asked: least(released, weightiest(changes)), changes };
}

const mark = ['<!-- derived: what is different to the release before -->', '<!-- end -->'] as const;

/** CHANGELOG.md with what is different now under the version that is under way; what somebody wrote there stays. */
export function changelog(text: string, { released, version, changes }: Release): string {
  if (version === released) return text;
  const block = `${mark[0]}\n\n${written(changes) || 'Nothing that a host can see in a tag or a call.\n'}\n${mark[1]}`;
  const heading = `## ${version}\n`;
  const at = text.indexOf(heading);
  if (at < 0) {
    const last = text.indexOf('\n## ');
    const [before, after] = last < 0 ? [text, ''] : [text.slice(0, last + 1), text.slice(last)];
    return `${before.trimEnd()}\n\n${heading}\n${block}\n${after}`;
  }
  const [start, end] = [text.indexOf(mark[0], at), text.indexOf(mark[1], at)];
  return text.slice(0, start) + block + text.slice(end + mark[1].length);
}

function setVersion(version: string): void {
  const { status } = spawnSync('npm', ['version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('npm did not set the version');
  const contract = readFileSync('api-spec/openapi.yaml', 'utf8');
  writeFileSync('api-spec/openapi.yaml', contract.replace(/^( {2}version: ).*$/m, `$1${version}`));
}

if (import.meta.main) {
  const found = release();
  const { released, version, asked, changes } = found;
  const here = contractAt('api-spec/openapi.yaml').info.version;
  if (process.argv.includes('--done')) {
    for (const [from, to] of Object.entries(files)) copyFileSync(from, to);
    console.log(`${version} is the release to compare with`);
  } else if (process.argv.includes('--next')) {
    setVersion(reaches(version, asked) ? version : asked);
    spawnSync(process.execPath, ['scripts/generate.ts'], { stdio: 'inherit' });
  } else {
    const isCheck = process.argv.includes('--check');
    if (!isCheck) console.log(written(changes));
    console.log(`Since ${released}: ${changes.length} differences, the weightiest ${weightiest(changes) ?? 'none'}; at least ${asked}, and package.json has ${version}`);
    if (!reaches(version, asked)) console.error('package.json has less than the differences ask for: npm run version:next');
    if (here !== version) console.error(`api-spec/openapi.yaml has the version ${here}: npm run version:next`);
    if (!reaches(version, asked) || here !== version) process.exitCode = 1;
  }
}
