import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { createApp } from './app.ts';
import { Mistakes } from './config/document.ts';
import { settingsFile } from './config/file.ts';
import { followPolicy } from './config/follow.ts';
import { readSettings, type SourceSettings } from './config/read.ts';
import { readSigningKey } from './config/signing-key.ts';
import { createMetrics } from './metrics.ts';
import { createRegister } from './register/register.ts';
import type { Log } from './routes/log.ts';
import { createFhirServer } from './sources/fhir-server.ts';
import { openFolder } from './sources/folder.ts';
import type { Source } from './sources/source.ts';
import { openStore } from './store/sqlite.ts';

/** How long requests under way may still take when the gateway is told to stop, in milliseconds. */
const FAREWELL = 10_000;

const file = settingsFile(process.env);
const log: Log = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  await start();
} catch (error) {
  for (const line of error instanceof Mistakes ? error.lines : [(error as Error).message]) console.error(line);
  process.exit(1);
}

async function start(): Promise<void> {
  const { issuer, listen, policy, helpdesk, members, hosts, ...settings } = await readSettings(file, process.env);
  const key = await readSigningKey(settings.signingKey);
  const sources = await Promise.all(settings.sources.map(open));
  const store = await openStore(settings.storeFolder);
  const parts = { environment: process.env, audit: store.audit, log, now: () => new Date() };
  const following = followPolicy(settings.policyFile, policy, parts);
  const metrics = createMetrics();
  const { underWay = Infinity, ...limits } = settings.limits;
  let busy = 0;
  let leaving = false;
  const app = createApp({
    issuer,
    key,
    register: createRegister(members, hosts, helpdesk),
    policy: following.current,
    sources,
    demographics: settings.demographics,
    documents: settings.documents,
    ...(settings.optOutPage === undefined ? {} : { optOutPage: settings.optOutPage }),
    store,
    log,
    figures: metrics.figures,
    metrics: metrics.text,
    limits,
    // The request that asks is under way itself.
    full: () => busy > underWay,
    leaving: () => leaving,
  });

  const server = serve(
    {
      fetch: (request, { incoming }) => {
        const address = incoming.socket.remoteAddress;
        return app.fetch(request, address === undefined ? {} : { address });
      },
      port: listen.port,
      ...(listen.host === undefined ? {} : { hostname: listen.host }),
    },
    ({ port }) => console.log(`gateway ${issuer} listens on port ${port}`),
  ) as Server;
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(`${file}: listen: cannot use this place (${error.code}); expected a free port of this machine`);
    process.exit(1);
  });

  server.prependListener('request', (_, response) => {
    busy += 1;
    response.once('close', () => (busy -= 1));
    // Whoever has a connection is told to take the next request elsewhere: a closed one would lose it.
    if (leaving) response.setHeader('Connection', 'close');
  });

  process.on('SIGHUP', () => void following.reload());
  const leave = () => {
    if (leaving) return;
    // From now on /readyz says no, and requests are served on for as long as whoever sends them needs to notice.
    leaving = true;
    following.stop();
    setTimeout(() => {
      setTimeout(() => server.closeAllConnections(), FAREWELL).unref();
      // A connection that is kept alive would hold the door open although nothing more will come.
      setInterval(() => server.closeIdleConnections(), 50).unref();
      server.close(() => void store.close().then(() => process.exit(0)));
    }, listen.drain);
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
}

async function open({ fhir, folder, headers, testNumbers, ...about }: SourceSettings): Promise<Source> {
  if (fhir !== undefined) return createFhirServer(about, { url: fhir, headers });
  const { shelf, complaints } = await openFolder(about, folder!, { testNumbers });
  // Lines of files, for the operator's eyes: they name places, not patients.
  for (const complaint of complaints) console.error(`${about.id}: ${complaint}`);
  return shelf;
}
