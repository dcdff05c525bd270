/**
 * A small FHIRcast 3.0 hub over real sockets: subscription by HTTP, events by WebSocket, and beside them a door for tests,
 * which say what it sends and does wrong. Every session (`hub.topic`) is by itself, so tests do not meet.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** What happened in one session, and how the hub is to behave in it. */
interface Session {
  /** Each request of a subscriber, and each answer to an event. */
  heard: Record<string, unknown>[];
  sockets: Set<WebSocket>;
  /** What is sent after each confirmation, as a hub repeats who is open. */
  current?: unknown;
  /** The status of every request, where it is not to be accepted. */
  status?: number;
  lease?: number;
  denies?: boolean;
}

export interface Hub {
  address: string;
  stop(): Promise<void>;
}

/** What a test asks of a session: `{send}`, `{close}`, or how it is to behave from now on. */
export interface Order extends Partial<Pick<Session, 'current' | 'status' | 'lease' | 'denies'>> {
  send?: unknown[];
  close?: number;
}

export async function startHub(): Promise<Hub> {
  const sessions = new Map<string, Session>();
  const endpoints = new Map<string, { topic: string; events: string }>();
  const session = (topic: string): Session => {
    const known = sessions.get(topic) ?? { heard: [], sockets: new Set() };
    sessions.set(topic, known);
    return known;
  };

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (status: number, body: unknown = {}) =>
      void response
        .writeHead(status, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' })
        .end(JSON.stringify(body));
    if (request.method === 'OPTIONS') return answer(200);
    const body = await read(request);
    if (request.url?.startsWith('/door')) {
      const { topic, ...order } = JSON.parse(body) as Order & { topic: string };
      const known = session(topic);
      const { send = [], close, ...behaviour } = order;
      Object.assign(known, behaviour);
      for (const socket of known.sockets) {
        for (const message of send) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
        if (close) socket.close(close);
      }
      return answer(200, { heard: known.heard, sockets: known.sockets.size });
    }
    const form = new URLSearchParams(body);
    const topic = form.get('hub.topic') ?? '';
    const known = session(topic);
    known.heard.push({ ...Object.fromEntries(form), url: request.url, authorization: request.headers.authorization ?? null });
    if (known.status) return answer(known.status, {});
    const again = form.get('hub.channel.endpoint');
    if (form.get('hub.mode') === 'unsubscribe') {
      for (const socket of known.sockets) socket.close(1000);
      return answer(202, { 'hub.channel.endpoint': again });
    }
    if (again) {
      const confirmed = confirmation(topic, form.get('hub.events') ?? '', known);
      for (const socket of known.sockets) socket.send(confirmed);
      return answer(202, { 'hub.channel.endpoint': again });
    }
    const path = `/${randomUUID()}`;
    endpoints.set(path, { topic, events: form.get('hub.events') ?? '' });
    return answer(202, { 'hub.channel.endpoint': `ws://${request.headers.host}${path}` });
  }

  const server: Server = createServer((request, response) => void hear(request, response));

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    // An endpoint is good for one connection.
    const there = endpoints.get(request.url ?? '');
    endpoints.delete(request.url ?? '');
    if (!there) return void socket.destroy();
    sockets.handleUpgrade(request, socket as Socket, head, (opened) => {
      const known = session(there.topic);
      known.sockets.add(opened);
      opened.on('message', (data: unknown) => known.heard.push(JSON.parse(String(data)) as Record<string, unknown>));
      opened.on('close', (code: number) => {
        known.sockets.delete(opened);
        known.heard.push({ closed: code });
      });
      if (known.denies) return opened.send(JSON.stringify({ 'hub.mode': 'denied', 'hub.topic': there.topic, 'hub.events': there.events, 'hub.reason': 'not today' }));
      opened.send(confirmation(there.topic, there.events, known));
      if (known.current) opened.send(JSON.stringify(known.current));
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const confirmation = (topic: string, events: string, { lease = 7200 }: Session) =>
  JSON.stringify({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.events': events, 'hub.lease_seconds': lease });

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
