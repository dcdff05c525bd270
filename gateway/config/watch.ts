import { statSync } from 'node:fs';

/** How often files are looked at, in milliseconds. */
const EVERY = 1_000;

/**
 * Calls back when one of the files has changed, and never twice at once. It looks instead of listening (`fs.watch`): a
 * mounted secret is exchanged by a link, an editor puts a new file in the place of the old one, a network drive tells
 * nobody. The first look always calls back, so that a change since the files were read is not missed.
 *
 * @param files - asked for each time: what is to be watched may change with what was read
 * @returns how to stop
 */
export function watch(files: () => readonly string[], changed: () => Promise<void>, every = EVERY): () => void {
  const looks = () => files().map(lookAt).join();
  let last = '';
  let busy = false;
  const timer = setInterval(() => {
    const now = looks();
    if (busy || now === last) return;
    busy = true;
    last = now;
    void changed().finally(() => (busy = false));
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

function lookAt(file: string): string {
  const about = statSync(file, { bigint: true, throwIfNoEntry: false });
  return about ? `${about.ino} ${about.size} ${about.mtimeNs}` : '-';
}
