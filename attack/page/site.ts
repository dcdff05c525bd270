/** A host and a gateway on sockets of their own: what a page of a trial is opened at, and what it asks for is written down. */
import { getRequestListener as serve } from '@hono/node-server';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { Embedded } from '../../gateway/embed.ts';
import { doctor } from '../../gateway/test/house.ts';
import type { HostStatement } from '../../host-kit/host.ts';

export interface File {
  body: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface Site {
  readonly host: string;
  readonly gateway: string;
  /** What the host serves beside the widgets, by path. */
  readonly files: Map<string, File>;
  /** The gateway behind the socket; another may take its place. */
  embedded: Embedded | undefined;
  /** Whatever stands between page and gateway: an answer of its own, or none for the gateway's. */
  between: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;
  /** Who the host says is signed in, and with whose record in front of them. */
  user: HostStatement;
  /** Reports of the page's policies, as they came. */
  readonly reports: string[];
  /** What nobody serves and was asked for all the same. */
  readonly strays: string[];
  stop(): void;
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

export async function openSite(): Promise<Site> {
  if (!existsSync('dist/cdn/lcr.js')) throw new Error('there is nothing to attack yet: npm run build');
  const open = async (answer: (request: Request) => Promise<Response>): Promise<Server> => {
    const server = createServer((request, response) => void serve(answer)(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
    return server;
  };
  const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const host = await open(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/reports') {
      site.reports.push(await request.text());
      return new Response(null, { status: 204 });
    }
    if (pathname === '/token') {
      const { patient } = (await request.json()) as { patient: string };
      return Response.json(await site.embedded!.hostToken({ ...site.user, patient }));
    }
    const file = site.files.get(pathname);
    const type = { 'Content-Type': `${types[extname(pathname)] ?? 'text/html'}; charset=utf-8`, 'Cache-Control': 'no-store' };
    if (file) return new Response(file.body, { headers: { ...type, ...file.headers } });
    const path = `dist/cdn${pathname.replace(/^\/lcr/, '')}`;
    if (pathname.startsWith('/lcr/') && !pathname.includes('..') && existsSync(path)) return new Response(readFileSync(path), { headers: type });
    if (pathname !== '/favicon.ico') site.strays.push(`${request.method} ${pathname}`);
    return new Response(null, { status: 404 });
  });
  const gateway = await open(async (request) => (await site.between?.(request)) ?? site.embedded!.app.fetch(request));

  const site: Site = {
    host: addressOf(host),
    gateway: addressOf(gateway),
    files: new Map(),
    embedded: undefined,
    between: undefined,
    user: doctor,
    reports: [],
    strays: [],
    stop() {
      for (const server of [host, gateway]) server.close().closeAllConnections();
    },
  };
  return site;
}

/** A page of a host: what is in its head and its body, and the policy that it is served under. */
export const page = (head: string, body: string, headers: Record<string, string> = {}): File => ({
  body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Host</title>${head}</head><body>${body}</body></html>`,
  headers,
});
