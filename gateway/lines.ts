import type { Log } from './routes/log.ts';

/** What has been said since the last turn of the event loop. */
let said = '';

function write(): void {
  if (said) process.stdout.write(said);
  said = '';
}

/** Each line to the standard output, those of a turn together: a write to a file or a pipe holds up every request. */
export const writeLine: Log = (line) => {
  if (!said) setImmediate(write);
  said += `${JSON.stringify(line)}\n`;
};

process.on('exit', write);
