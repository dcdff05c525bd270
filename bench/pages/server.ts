/** Two origins for the pages that are measured: a host's, with its scripts and its token call, and the gateway's. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { openRecord } from './record.ts';
import type { Pages } from './variants.ts';

export interface Site {
  origin: string;
  /** The scripts and documents of every variant, by path. */
  pages: Pages;
  /** How long every answer is held back, in milliseconds, as a network would. */
  latency: number;
  stop(): void;
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** @param folder where what no variant has of its own comes from */
export async function openSite(pagesAt: (gateway: string) => Promise<Pages>, folder: string): Promise<Site> {
  const site: Site = { origin: '', latency: 0, pages: {}, stop: () => {} };
  const packed = new Map<string, Buffer>();

  /** Compressed once, as a host's delivery network does: what is measured is the page. */
  const pack = (key: string, body: Uint8Array, encoding: string): Buffer => {
    const known = packed.get(`${encoding} ${key}`);
    if (known) return known;
    const made =
      encoding === 'br' ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : encoding ? gzipSync(body) : Buffer.from(body);
    packed.set(`${encoding} ${key}`, made);
    return made;
  };
  const send = async (request: IncomingMessage, response: ServerResponse, status: number, type: string, key: string, body: Uint8Array) => {
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : '';
    const made = pack(key, body, encoding);
    if (site.latency) await new Promise((later) => setTimeout(later, site.latency));
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...(encoding && { 'Content-Encoding': encoding }) }).end(made);
  };

  const open = (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> =>
    new Promise((listening) => {
      const server = createServer((request, response) => {
        answer(request, response).catch((error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        });
      });
      server.listen(0, '127.0.0.1', () => listening(server));
    });
  const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const host = await open(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', site.origin);
    if (request.method === 'POST') {
      const { patient } = JSON.parse(await text(request)) as { patient: string };
      return send(request, response, 200, 'application/json', `token ${patient}`, Buffer.from(JSON.stringify(await record.token(patient))));
    }
    const body = site.pages[pathname] ?? readFileSync(join(folder, pathname));
    return send(request, response, 200, types[extname(pathname)] ?? 'text/html', pathname, Buffer.from(body));
  });
  const gateway = await open(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', site.origin);
    // Medplum's client sends credentials, and headers of its own.
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    if (request.method === 'OPTIONS') {
      if (site.latency) await new Promise((later) => setTimeout(later, site.latency));
      response.writeHead(204, { 'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '', 'Access-Control-Max-Age': '600' }).end();
      return;
    }
    const patient = String(request.headers['lcr-patient'] ?? request.headers['x-patient'] ?? '');
    const path = request.url ?? '/';
    if (path.startsWith('/fhir/R4/')) {
      const url = new URL(path, site.origin);
      const number = url.searchParams.get('patient') ?? '';
      return send(request, response, 200, 'application/fhir+json', path, record.bundle(number, url.pathname.split('/').at(-1)!));
    }
    const { status, type, body } = await record.answer(path, patient);
    return send(request, response, status, type, `${patient} ${path}`, body);
  });

  site.origin = addressOf(host);
  const record = await openRecord(site.origin, addressOf(gateway));
  site.pages = await pagesAt(addressOf(gateway));
  site.stop = () => {
    for (const server of [host, gateway]) server.close().closeAllConnections();
  };
  return site;
}

async function text(request: IncomingMessage): Promise<string> {
  let said = '';
  for await (const part of request) said += String(part);
  return said;
}
