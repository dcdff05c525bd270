/**
 * A PostgreSQL of its own for a test: a throw-away cluster of the programs found on this machine, or installed from
 * the system's packages where that needs no question.
 */
import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Postgres {
  /** The address of a new, empty database, as the superuser of the cluster. */
  database(): string;
  /** The same database as another role. */
  as(role: string, url: string): string;
  /** Runs SQL as the superuser. @throws */
  run(url: string, text: string): string;
  stop(): void;
}

/** Why there is none, for whoever skips; or the programs' folder. */
export function findPostgres(): { programs: string } | { missing: string } {
  const programs = find() ?? (install() ? find() : undefined);
  return programs === undefined ? { missing: 'no PostgreSQL here, and none could be installed (Debian: postgresql)' } : { programs };
}

/** Starts a cluster on a socket in a temporary folder. It ends with this process at the latest. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-postgres-'));
  // It refuses to run as root, and whoever installed it made a user for it.
  const owner = process.getuid?.() === 0 ? userNamed('postgres') : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const options: SpawnSyncOptions = { ...owner, cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } };
  const call = (program: string, words: string[], input = '') => {
    const { status, stdout, stderr, error } = spawnSync(join(programs, program), words, { ...options, input });
    if (status !== 0) throw error ?? new Error(`${program}: ${String(stderr)}`);
    return String(stdout);
  };
  const files = join(folder, 'files');
  call('initdb', ['--pgdata', files, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync', '--no-instructions']);
  const words = ['-D', files, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=60', '-c', 'shared_buffers=64MB'];
  const server = spawn(join(programs, 'postgres'), words, { ...owner, cwd: folder, stdio: 'ignore' });
  const stop = () => {
    process.off('exit', stop);
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  process.once('exit', stop);

  const url = (name: string, role = 'postgres') => `postgres://${role}@/${name}?host=${encodeURIComponent(folder)}`;
  const run = (address: string, text: string) => {
    const { pathname, username } = new URL(address.replace('@/', '@localhost/'));
    return call('psql', ['-h', folder, '-U', username, '-d', pathname.slice(1), '-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', '-'], text);
  };
  for (let tries = 0; ; tries += 1) {
    const ready = spawnSync(join(programs, 'pg_isready'), ['-h', folder], options);
    if (ready.status === 0) break;
    if (tries > 300 || server.exitCode !== null) throw new Error('PostgreSQL did not start');
    await new Promise((later) => setTimeout(later, 100));
  }
  let count = 0;
  return {
    database() {
      count += 1;
      run(url('postgres'), `create database store_${count}`);
      return url(`store_${count}`);
    },
    as: (role, address) => address.replace(/\/\/[^@]*@/, `//${role}@`),
    run,
    stop,
  };
}

function find(): string | undefined {
  const newestFirst = globSync('/usr/lib/postgresql/*/bin/initdb').sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst[0]?.slice(0, -'/initdb'.length);
}

function userNamed(name: string): { uid: number; gid: number } {
  const id = (what: string) => Number(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function install(): boolean {
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  console.error('Installing PostgreSQL with apt-get, to test on …');
  const apt = (...words: string[]) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', ...words];
    return spawnSync(root ? command[0]! : 'sudo', root ? command.slice(1) : ['-n', ...command], { stdio: 'ignore' }).status === 0;
  };
  apt('update');
  return apt('install', '-y', '--no-install-recommends', 'postgresql');
}
