/**
 * A FHIRcast hub inside the page, for stories: `fetch` and `WebSocket` lead to it for its own addresses, and everywhere else
 * where they led before. The tests have a real one (test/e2e/hub.ts).
 */
const ADDRESS = 'https://hub.invalid/';
const SOCKET = 'wss://hub.invalid/';

/** What a session's hub says after the confirmation, one after the other; or that it denies the subscription, or breaks off. */
export type Script = readonly (object | 'denied' | 'lost')[];

const scripts = new Map<string, Script>();

class PageSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly #topic: string;

  constructor(address: string) {
    super();
    this.#topic = address.slice(SOCKET.length);
    setTimeout(() => this.#play());
  }

  send(): void {}

  close(): void {
    this.readyState = WebSocket.CLOSED;
  }

  #play(): void {
    this.readyState = WebSocket.OPEN;
    const [topic, script] = [this.#topic, scripts.get(this.#topic) ?? []];
    const say = (message: object) => this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
    if (script[0] === 'denied') return void say({ 'hub.mode': 'denied', 'hub.topic': topic });
    say({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.lease_seconds': 7200 });
    for (const [index, event] of script.entries()) {
      if (event === 'lost') {
        // What it would say next time is not said in a story: the loss is what is to be seen.
        scripts.set(topic, ['denied']);
        return void this.dispatchEvent(new Event('close'));
      }
      if (event === 'denied') return;
      say({ timestamp: new Date(Date.UTC(2026, 10, 24, 9, index * 2)).toISOString(), id: `e-${index}`, event: { 'hub.topic': topic, ...event } });
    }
  }
}

const [send, Socket] = [globalThis.fetch, globalThis.WebSocket];

globalThis.fetch = async (input, init) => {
  if (String(input) !== ADDRESS) return send(input, init);
  const topic = new URLSearchParams(String(init?.body)).get('hub.topic') ?? '';
  return Response.json({ 'hub.channel.endpoint': `${SOCKET}${topic}` }, { status: 202 });
};

globalThis.WebSocket = new Proxy(Socket, {
  construct: (target, [address, ...more]: [string | URL, ...unknown[]]) =>
    String(address).startsWith(SOCKET) ? new PageSocket(String(address)) : (Reflect.construct(target, [address, ...more]) as WebSocket),
});

/** The hub's address and a new session in which it says this. */
export function pageHub(script: Script): { hub: string; topic: string } {
  const topic = crypto.randomUUID();
  scripts.set(topic, script);
  return { hub: ADDRESS, topic };
}

const named = (id: string, ...numbers: string[]) => ({
  resourceType: 'Patient', id, identifier: numbers.map((value) => ({ system: 'https://fhir.nhs.uk/Id/nhs-number', value })),
});

/** Another application opens a patient, or closes one. */
export const patientEvent = (kind: 'open' | 'close', id: string, ...numbers: string[]) => ({ 'hub.event': `Patient-${kind}`, context: [{ key: 'patient', resource: named(id, ...numbers) }] });
