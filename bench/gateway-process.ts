import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Server {
  address: string;
  /** Of a page of the host. */
  headers: Record<string, string>;
  /** The path of the page of twenty. */
  page: string;
  /** The time of the processor that it has used, in milliseconds, and its memory, in megabytes. */
  used(): Promise<{ processor: number; memory: number }>;
  stop(): void;
}

/** The whole gateway over a source of which it remembers nothing: every answer is read and mapped anew. */
export const ANEW = 'whole, each answer new to it';

/** Starts a gateway, or what it is compared with, and waits until it listens. */
export async function startGateway(what: string, store: string, sources: readonly string[] = []): Promise<Server> {
  const { said, child } = await start<Pick<Server, 'address' | 'headers' | 'page'>>('gateway-server.ts', [what, store, ...sources]);
  return {
    ...said,
    async used() {
      const { user, system, memory } = await tell<NodeJS.CpuUsage & { memory: number }>(child);
      return { processor: (user + system) / 1000, memory: memory / 1_000_000 };
    },
    stop: () => child.kill(),
  };
}

/** A program of this folder in a process of its own, and the first thing that it says. */
export async function start<T>(program: string, given: readonly string[]): Promise<{ said: T; child: ChildProcess }> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, ...given], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  process.once('exit', () => child.kill());
  const said = await new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', () => reject(new Error(`${program} did not start`)));
  });
  return { said, child };
}

/** What a program of this folder says when it is asked how it is. */
export function tell<T>(child: ChildProcess): Promise<T> {
  const answer = new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  child.send('tell');
  return answer;
}
