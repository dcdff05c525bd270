/** A TCP proxy that does to one answer what networks do: our own, so that it knows at which moment of an answer it is. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to a connection, as the faults of such proxies are called elsewhere. */
export const TOXICS = ['latency', 'down', 'bandwidth', 'slow close', 'timeout', 'reset', 'sliced', 'cut short'] as const;
export type Toxic = (typeof TOXICS)[number];

/** When: as the connection is made, before the first byte of an answer, within its head, within its body. */
export const MOMENTS = ['connect', 'before the head', 'in the head', 'in the body'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Fault {
  readonly toxic: Toxic;
  readonly moment: Moment;
  /** Which answer it strikes, from 0, and every one after it. A connection is struck as it is made. */
  readonly answer: number;
  /** How far into the head or the body, from 0 to 1. */
  readonly depth: number;
  /** Milliseconds that something is held back. */
  readonly delay: number;
  /** Bytes at a time, for what passes bit by bit or is cut short. */
  readonly bytes: number;
}

export interface Proxy {
  readonly port: number;
  /** From now on; none, where nothing is said. Connections from before are ended. Answers are counted anew. */
  become(fault?: Fault): void;
  /** Whether the fault has struck since. */
  struck(): boolean;
  stop(): Promise<void>;
}

export async function createProxy(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let fault: Fault | undefined;
  let answers = 0;
  let struck = false;

  const later = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
  };

  const kept = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket)).setNoDelay(true);
  };

  const server = createServer((client) => {
    kept(client);
    if (fault?.toxic === 'down' && struck) return void client.destroy();
    if (fault?.moment === 'connect' && answers >= fault.answer) {
      struck = true;
      return strike(fault, client, open(client), Buffer.alloc(0));
    }
    pass(client, open(client));
  });

  /** The way on, which takes what the client says at once. */
  function open(client: Socket): Socket {
    const upstream = kept(connect(target, '127.0.0.1'));
    client.pipe(upstream);
    return upstream.on('close', () => client.end());
  }

  /** Hands answers back as they come, until the one that is to be struck. */
  function pass(client: Socket, upstream: Socket): void {
    client.on('data', (chunk) => {
      // What asks in this trial sends each question in one piece.
      if (/^(GET|POST) /.test(chunk.toString('latin1', 0, 5))) upstream.once('data', () => (answers += 1));
    });
    upstream.on('data', (chunk) => {
      if (!fault || fault.moment === 'connect' || answers < fault.answer) return void client.write(chunk);
      struck = true;
      const at = placeIn(chunk, fault);
      client.write(chunk.subarray(0, at));
      upstream.removeAllListeners('data').pause();
      strike(fault, client, upstream, chunk.subarray(at));
    });
  }

  /** @param rest what of the answer has come and has not been passed on */
  function strike({ toxic, delay, bytes }: Fault, client: Socket, upstream: Socket, rest: Buffer): void {
    const leave = () => {
      sockets.delete(upstream);
      upstream.removeAllListeners('close').destroy();
    };
    const onward = () => {
      client.write(rest);
      upstream.on('data', (chunk) => client.write(chunk)).resume();
    };
    switch (toxic) {
      case 'latency':
        return later(delay, onward);
      case 'down':
        leave();
        return void client.destroy();
      case 'reset':
        leave();
        return void client.resetAndDestroy();
      case 'timeout':
        return leave();
      case 'slow close':
        leave();
        return later(delay, () => client.destroy());
      case 'cut short': {
        let left = rest.length > 0 ? Math.min(bytes, rest.length - 1) : bytes;
        const some = (chunk: Buffer) => {
          client.write(chunk.subarray(0, left));
          left -= chunk.length;
          if (left > 0) return;
          leave();
          client.end();
        };
        upstream.on('data', some).resume();
        return some(rest);
      }
      case 'bandwidth':
      case 'sliced': {
        // Both let bytes through bit by bit: the one so many in each span of time, the other so many at a time.
        let waiting = rest;
        upstream.on('data', (chunk) => (waiting = Buffer.concat([waiting, chunk]))).resume();
        const drip = () => {
          client.write(waiting.subarray(0, bytes));
          waiting = waiting.subarray(bytes);
          if (!client.destroyed) later(toxic === 'bandwidth' ? delay : 1, drip);
        };
        return drip();
      }
    }
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const drop = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      drop();
      fault = next;
      answers = 0;
      struck = false;
    },
    struck: () => struck,
    stop: () => new Promise((closed) => {
      server.close(() => closed());
      drop();
    }),
  };
}

/** Where in the first piece of an answer its moment is. */
function placeIn(chunk: Buffer, { moment, depth }: Fault): number {
  if (moment === 'before the head') return 0;
  const head = chunk.indexOf('\r\n\r\n') + 4;
  // At least one byte has passed, and at least one has not.
  const within = (from: number, to: number) => from + 1 + Math.floor(depth * (to - from - 1));
  return moment === 'in the head' ? within(0, head) : within(head, chunk.length);
}
