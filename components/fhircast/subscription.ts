import { readMessage, type Message } from './message.ts';

/** Where a subscription stands. One that is `lost` is tried again by itself, one that is `denied` is not. */
export type Standing = 'connecting' | 'connected' | 'lost' | 'denied';

/** What the hub answers to an event: done, or refused (FHIRcast 3.0, Event Notification Response). */
export type Reply = 200 | 202 | 400 | 409 | 500;

export interface Listener {
  stands(standing: Standing): void;
  /** Something happened. The hub is told how it ended; it waits ten seconds at most. */
  happened(message: Exclude<Message, { kind: 'subscribed' | 'denied' | 'heartbeat' | 'other' }>): Reply | Promise<Reply>;
}

export interface Hub {
  url: string;
  topic: string;
  /** A token of the hub's for one request; none, where the hub wants none. */
  token: () => string | undefined | Promise<string | undefined>;
}

const EVENTS = 'Patient-open,Patient-close,UserLogout,SyncError';
/** How long one request may take, in milliseconds. */
const PATIENCE = 10_000;
/** The first pause before another try, and the longest, in milliseconds. */
const PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** A lease is renewed when half of it is over: as much is left to try again in. */
const RENEW_AT = 0.5;
/** So many heartbeats may be missed before nobody is taken to be there. */
const BEATS = 2;
/** As far ahead as a browser's clock can be set, in milliseconds. */
const FARTHEST = 2 ** 31 - 1;

/**
 * One subscription to a hub (FHIRcast 3.0): asked for by HTTPS POST, heard over a socket, renewed before its lease ends,
 * begun again after a loss. It ends with the signal, and then takes its leave of the hub.
 */
export function subscribe({ url, topic, token }: Hub, listener: Listener, signal: AbortSignal): void {
  let pause = PAUSE;
  let endpoint: string | undefined;

  async function ask(mode: 'subscribe' | 'unsubscribe', more: Record<string, string>, until?: AbortSignal): Promise<string> {
    const bearer = await token();
    const response = await fetch(url, {
      method: 'POST',
      headers: { Accept: 'application/json', ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
      body: new URLSearchParams({ 'hub.channel.type': 'websocket', 'hub.mode': mode, 'hub.topic': topic, ...more }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      keepalive: mode === 'unsubscribe',
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(until ? [until] : [])]),
    });
    if (response.status >= 400 && response.status < 500 && ![401, 408, 425, 429].includes(response.status)) throw new Denied();
    if (!response.ok) throw new Error(`the hub answered ${response.status}`);
    const answer = (await response.json()) as Record<string, unknown>;
    const there = answer['hub.channel.endpoint'];
    if (typeof there !== 'string' || !isSafe(there)) throw new Error('the hub named no socket');
    return there;
  }

  /** One connection, from the request to its loss. @throws why it is over */
  async function connect(): Promise<void> {
    const there = (endpoint = await ask('subscribe', { 'hub.events': EVENTS, 'subscriber.name': 'London Care Record' }, signal));
    const over = new AbortController();
    const socket = new WebSocket(there);
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const after = (name: string, milliseconds: number, act: () => void) => {
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(act, Math.min(milliseconds, FARTHEST)));
    };
    try {
      await new Promise<void>((_, reject) => {
        const lost = (why: Error = new Error('the connection was lost')) => reject(why);
        let beat: number | undefined;
        let granted = false;

        const renew = () =>
          void ask('subscribe', { 'hub.events': EVENTS, 'hub.channel.endpoint': there }, over.signal).catch(() => {
            // The lease that is left is the time to try again in; when it is over, so is the connection.
            if (!over.signal.aborted) after('renew', PAUSE * 5, renew);
          });

        const hear = async (text: string) => {
          if (over.signal.aborted || signal.aborted) return;
          const message = readMessage(text, topic);
          if (!message) return;
          // What was granted before may be asked for again: a hub may end a lease with the same words.
          if (message.kind === 'denied') return lost(granted ? undefined : new Denied());
          if (beat !== undefined) after('beat', beat * BEATS * 1000, lost);
          if (message.kind === 'subscribed') {
            pause = PAUSE;
            if (!granted) listener.stands('connected');
            granted = true;
            if (message.lease === Infinity) return;
            after('lease', message.lease * 1000, lost);
            return after('renew', message.lease * RENEW_AT * 1000, renew);
          }
          const reply = (status: Reply) => {
            if (!over.signal.aborted && socket.readyState === WebSocket.OPEN && message.id) socket.send(JSON.stringify({ id: message.id, status }));
          };
          if (message.kind === 'heartbeat') {
            beat = message.period ?? beat;
            if (beat !== undefined) after('beat', beat * BEATS * 1000, lost);
            return reply(200);
          }
          if (message.kind === 'other') return reply(200);
          if (message.kind === 'logout') {
            // Whoever hears of the end may end the connection with it: the hub is answered first.
            reply(200);
            return void listener.happened(message);
          }
          try {
            reply(await listener.happened(message));
          } catch {
            reply(500);
          }
        };

        after('open', PATIENCE, lost);
        socket.addEventListener('message', ({ data }) => {
          clearTimeout(timers.get('open'));
          if (typeof data === 'string') void hear(data);
        });
        for (const end of ['close', 'error']) socket.addEventListener(end, () => lost());
        addEventListener('offline', () => lost(), { signal: over.signal });
        signal.addEventListener('abort', () => lost(), { signal: over.signal });
      });
    } finally {
      over.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      // "provide a WebSocket Connection Close Reason of 1000 and not rely upon the Hub" (FHIRcast 3.0).
      if (socket.readyState <= WebSocket.OPEN) socket.close(1000);
    }
  }

  void (async () => {
    while (!signal.aborted) {
      listener.stands('connecting');
      try {
        await connect();
      } catch (why) {
        if (signal.aborted) break;
        if (why instanceof Denied) return listener.stands('denied');
        listener.stands('lost');
      }
      // Not all at the same moment, when a hub comes back that many were waiting for.
      await wait(pause * (0.5 + Math.random() / 2), signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    if (endpoint) await ask('unsubscribe', { 'hub.channel.endpoint': endpoint }).catch(() => undefined);
  })();
}

/** The hub does not want this subscriber: "the subscription is not possible anymore". */
class Denied extends Error {}

const isSafe = (address: string) =>
  URL.canParse(address) && (/^wss:/.test(address) || (/^ws:/.test(address) && /^(localhost|127[\d.]+|\[::1])$/.test(new URL(address).hostname)));

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()));
  });
