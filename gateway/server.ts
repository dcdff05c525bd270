import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { createApp } from './app.ts';
import { keepSigning } from './audit/head.ts';
import { Mistakes } from './config/document.ts';
import { settingsFile } from './config/file.ts';
import { elementsIn } from './config/elements.ts';
import { followPolicy } from './config/follow.ts';
import { readSettings, type Settings, type SourceSettings } from './config/read.ts';
import { readAuditKey, readSigningKeys } from './config/signing-key.ts';
import { storeOf } from './config/store.ts';
import { watch } from './config/watch.ts';
import { writeLine as log } from './lines.ts';
import { createMetrics } from './metrics.ts';
import { createRegister, openRegister, type Register } from './register/register.ts';
import { failureOf } from './routes/log.ts';
import { createFhirServer } from './sources/fhir-server.ts';
import { openFolder } from './sources/folder.ts';
import type { Source } from './sources/source.ts';

/** How long requests under way may still take when the gateway is told to stop, in milliseconds. */
const FAREWELL = 10_000;

const file = settingsFile(process.env);

try {
  await start();
} catch (error) {
  for (const line of linesOf(error)) console.error(line);
  process.exit(1);
}

async function start(): Promise<void> {
  const { issuer, listen, policy, ...settings } = await readSettings(file, process.env);
  let keys = await readSigningKeys(settings.signingKey);
  const register = openRegister(registerOf(settings));
  const sources = await Promise.all(settings.sources.map(open));
  const auditKey = await readAuditKey(settings.auditKey);
  const store = await storeOf(settings);
  const heads = keepSigning(store.audit, auditKey, {
    onHead: ({ signed }) => log({ time: new Date().toISOString(), auditHead: signed }),
    onFailure: (error) => log({ time: new Date().toISOString(), auditHead: null, ...failureOf(error) }),
  });
  const parts = { environment: process.env, audit: store.audit, log, now: () => new Date() };
  const following = followPolicy(settings.policyFile, policy, parts);
  const metrics = createMetrics();
  const { underWay = Infinity, ...limits } = settings.limits;
  let busy = 0;
  let leaving = false;
  const app = createApp({
    issuer,
    keys: (now) => keys(now),
    register,
    policy: following.current,
    sources,
    demographics: settings.demographics,
    compare: settings.compareUsers,
    documents: settings.documents,
    launchCheck: settings.launchCheck,
    ...(settings.elements === undefined ? {} : { elements: elementsIn(settings.elements) }),
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

  // Who takes part, and with which keys, holds as soon as it is written, and only if all of it is right.
  let { registerFiles } = settings;
  watch(() => registerFiles, orKeep(async () => {
    const next = await readSettings(file, process.env);
    ({ registerFiles } = next);
    register.become(registerOf(next));
  }));
  watch(() => [settings.signingKey], orKeep(async () => {
    keys = await readSigningKeys(settings.signingKey);
  }));

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
      server.close(() => void heads.stop().then(() => store.close()).then(() => process.exit(0)));
    }, listen.drain);
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
}

function registerOf({ members, hosts, helpdesk }: Pick<Settings, 'members' | 'hosts' | 'helpdesk'>): Register {
  return createRegister(members, hosts, helpdesk);
}

/** What was read before holds until what was written since is right. */
function orKeep(read: () => Promise<void>): () => Promise<void> {
  return () =>
    read().catch((error: unknown) => {
      for (const line of linesOf(error)) console.error(`not taken over: ${line}`);
    });
}

function linesOf(error: unknown): readonly string[] {
  return error instanceof Mistakes ? error.lines : [(error as Error).message];
}

async function open({ fhir, folder, headers, testNumbers, ...about }: SourceSettings): Promise<Source> {
  if (fhir !== undefined) return createFhirServer(about, { url: fhir, headers });
  const { shelf, complaints } = await openFolder(about, folder!, { testNumbers });
  // Lines of files, for the operator's eyes: they name places, not patients.
  for (const complaint of complaints) console.error(`${about.id}: ${complaint}`);
  return shelf;
}
