import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asJson, Link, type Drafted } from '../gateway/demo/draft.ts';
import { draft, sources } from '../gateway/demo/record.ts';
import { pathOf, patientsOf, referencesIn } from '../gateway/sources/reference.ts';

/** How a source behaves, and how the demonstration's page puts it. */
const MODES = {
  answers: 'Answers',
  down: 'Is down: the connection is cut',
  slow: 'Is too slow: it takes longer than its deadline',
  error: 'Fails: 502 without a word',
  cut: 'Breaks off in the middle of its answer',
};
type Mode = keyof typeof MODES;

/** Breaks and mends the sources of the demonstration. */
export interface Switchboard {
  list(): { id: string; name: string; mode: Mode; modes: { mode: string; text: string }[] }[];
  /** Whether there is such a source and such a mode. */
  set(id: string, mode: string): boolean;
}

interface Filed {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

/** Longer than any deadline that a gateway would give a source. */
const TOO_SLOW = 20_000;
const PAGE = 100;

/** A FHIR server has one way to write a reference, `Type/id`, whatever the source it was filled from had. */
function relative(drafted: Drafted): Drafted {
  if (drafted instanceof Link) return drafted.read;
  if (Array.isArray(drafted)) return drafted.map(relative);
  if (typeof drafted !== 'object' || Object.getPrototypeOf(drafted) !== Object.prototype) return drafted;
  return Object.fromEntries(Object.entries(drafted).map(([name, value]) => [name, relative(value)]));
}

const key = ({ resourceType, id }: Filed): string => `${resourceType}/${id}`;

/** One source's resources, by their own reference and by the patient whom they are about. */
function shelve(filed: readonly Drafted[]) {
  const texts = new Map<string, string>();
  const resources = new Map<string, Filed>();
  const byPatient = new Map<string, Filed[]>();
  for (const drafted of filed) {
    const text = asJson(relative(drafted));
    const resource = JSON.parse(text) as Filed;
    texts.set(key(resource), text);
    resources.set(key(resource), resource);
    for (const patient of patientsOf(resource)) {
      const held = byPatient.get(patient);
      if (held) held.push(resource);
      else byPatient.set(patient, [resource]);
    }
  }
  return { texts, resources, byPatient };
}

type Shelf = ReturnType<typeof shelve>;

/** Follows `_include=Type:element` (FHIR search 3.1.1.7), which here always iterates. */
function included({ resources }: Shelf, matches: readonly Filed[], includes: readonly string[]): string[] {
  const reached = new Set<string>();
  const paths = includes.map(pathOf);
  const walk = (from: Filed) => {
    for (const { type, follow, leadsTo } of paths) {
      if (type !== from.resourceType) continue;
      for (const reference of referencesIn(follow(from)).filter(leadsTo)) {
        const to = resources.get(reference);
        if (!to || reached.has(reference)) continue;
        reached.add(reference);
        walk(to);
      }
    }
  };
  matches.forEach(walk);
  for (const match of matches) reached.delete(key(match));
  return [...reached];
}

function search(shelf: Shelf, base: string, type: string, query: URLSearchParams): string {
  const number = query.get('identifier')?.split('|').at(-1);
  const patient = query.get('patient') ?? query.get('_id');
  const matches =
    number !== undefined
      ? [...shelf.resources.values()].filter(
          ({ resourceType, identifier }) => resourceType === 'Patient' && (identifier as { value?: string }[] | undefined)?.some(({ value }) => value === number),
        )
      : (shelf.byPatient.get(`Patient/${patient?.replace(/^Patient\//, '')}`) ?? []).filter(({ resourceType }) => resourceType === type);
  const from = Number(query.get('_offset') ?? 0);
  const page = matches.slice(from, from + PAGE);
  const entry = (name: string, mode: string) =>
    `{"fullUrl":${JSON.stringify(`${base}/${name}`)},"resource":${shelf.texts.get(name)},"search":{"mode":"${mode}"}}`;
  const entries = [
    ...page.map((resource) => entry(key(resource), 'match')),
    ...included(shelf, page, [...query.getAll('_include'), ...query.getAll('_include:iterate')]).map((name) => entry(name, 'include')),
  ];
  const next = new URLSearchParams(query);
  next.set('_offset', String(from + PAGE));
  const links = from + PAGE < matches.length ? `[{"relation":"next","url":${JSON.stringify(`${base}/${type}?${next}`)}}]` : '[]';
  return `{"resourceType":"Bundle","type":"searchset","timestamp":"${new Date().toISOString()}","total":${matches.length},"link":${links},"entry":[${entries}]}`;
}

interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
}

/** A document as it is, not as the resource around it (https://hl7.org/fhir/R4/binary.html#rest). */
function read({ resources }: Shelf, id: string | undefined): Answer | undefined {
  const binary = resources.get(`Binary/${id}`);
  return binary && { type: String(binary['contentType']), body: Buffer.from(String(binary['data']), 'base64') };
}

async function searched(shelf: Shelf, type: string, operation: string | undefined, request: IncomingMessage, url: URL): Promise<Answer | undefined> {
  if (!/^[A-Z][A-Za-z]+$/.test(type) || operation !== (request.method === 'GET' ? undefined : '_search')) return undefined;
  const query = operation ? new URLSearchParams(await bodyOf(request)) : url.searchParams;
  const base = new URL(`/${url.pathname.split('/')[1]}`, url).href;
  return { type: 'application/fhir+json; charset=utf-8', body: search(shelf, base, type, query) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Five small FHIR R4 servers over the embedded record, on one port of this machine, that can be broken at will. */
export async function startUpstream(): Promise<{ address: string; switchboard: Switchboard; stop(): void }> {
  // As it stands today: its appointments are still to come.
  const drafts = draft(new Date().toISOString().slice(0, 10));
  const shelves = new Map<string, Shelf>(sources.map(({ id }) => [id, shelve(drafts[id])]));
  const modes = new Map<string, Mode>(sources.map(({ id }) => [id, 'answers']));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', address);
    const [id = '', type = '', operation] = url.pathname.slice(1).split('/');
    const shelf = shelves.get(id);
    const mode = modes.get(id);
    if (mode === 'down') return void request.socket.destroy();
    if (mode === 'error') return void response.writeHead(502).end();
    if (mode === 'slow') await new Promise((later) => setTimeout(later, TOO_SLOW).unref());
    const found = shelf && (type === 'Binary' ? read(shelf, operation) : await searched(shelf, type, operation, request, url));
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': found.type, Date: new Date().toUTCString() });
    if (mode !== 'cut') return void response.end(found.body);
    response.write(found.body.slice(0, found.body.length / 2));
    setTimeout(() => request.socket.destroy(), 50);
  }

  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    address,
    switchboard: {
      list: () =>
        sources.map(({ id, organisation }) => ({
          id,
          name: organisation.name,
          mode: modes.get(id) ?? 'answers',
          modes: Object.entries(MODES).map(([mode, text]) => ({ mode, text })),
        })),
      set(id, mode) {
        if (!modes.has(id) || !Object.hasOwn(MODES, mode)) return false;
        modes.set(id, mode as Mode);
        return true;
      },
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
