import createFetchClient, { createQuerySerializer, type Client } from 'openapi-fetch';
import type { paths } from '../../api-spec/schema.d.ts';
import type {
  Category,
  Contact,
  Section,
  Session as Access,
  SourceAnswer,
} from '../../api-spec/record.ts';

/** Why there is no answer: the gateway's own problem code (RFC 9457), or one of ours where no problem document arrived. */
export interface Failure {
  readonly code: string;
  readonly contact?: Contact;
  readonly correlationId?: string;
  readonly sources?: SourceAnswer[];
}

/** What came of asking: data that were checked for soundness, or the reason why not. Never an exception, never half of each. */
export type Answer<T> = { readonly data: T; readonly failure?: never } | { readonly failure: Failure; readonly data?: never };

/** The typed client for one patient; the functions below are the calls that widgets make with it. */
export interface Gateway {
  readonly patient: string;
  readonly client: Client<paths>;
}

/** Everything that a call needs and that no answer may show. */
export interface Connection {
  /** The gateway's address, without a path. */
  gateway: string;
  /** The NHS number that the host says is open; the gateway compares it with the token's. */
  patient: string;
  /** Supplies the token for one request; given the one just rejected, a new one. */
  token(signal: AbortSignal, rejected?: string): Promise<string>;
  /** Told when a second token was rejected too: the session is over. */
  ended(): void;
  fetch: typeof fetch;
}

/** A record may be slow, but a widget that waits for ever looks like one that has nothing to say. */
const PATIENCE = 30_000;

const failed = (code: string): Answer<never> => ({ failure: { code } });
export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
export const isList = (value: unknown): value is Record<string, unknown>[] => Array.isArray(value) && value.every(isObject);

/** A body is a section only if it can be counted: without this check `{}` would read as an empty record. */
const isSection = (body: unknown, category: Category): body is Section<Category> =>
  isObject(body) &&
  body['category'] === category &&
  isList(body['sources']) &&
  body['sources'].length > 0 &&
  body['sources'].every((source) => isObject(source['organisation'])) &&
  isList(body['entries']) &&
  body['entries'].every((entry) => typeof entry['id'] === 'string' && isObject(entry['source'])) &&
  isList(body['knownNone']);

function problem(body: unknown, otherwise: string): Answer<never> {
  return isObject(body) && typeof body['code'] === 'string' ? { failure: body as unknown as Failure } : failed(otherwise);
}

/** Takes the patient of an answer to be whoever it says, and refuses it where that is not the one who is open. */
export function forPatient<T>(body: unknown, patient: string, sound: (body: unknown) => boolean): Answer<T> {
  if (!isObject(body) || typeof body['patient'] !== 'string') return failed('bad-answer');
  if (body['patient'] !== patient) return failed('patient-mismatch');
  return sound(body) ? { data: body as T } : failed('bad-answer');
}

/** Own names only: openapi-fetch would send what a page's old library has given to every object, too. */
const querySerializer = (query: object) => createQuerySerializer<object>()({ __proto__: null, ...query });

/** Opens the way to a gateway for one patient. The one place where openapi-fetch is used. */
export function connect({ gateway, patient, token, ended, fetch }: Connection): Gateway {
  async function authorised(request: Request): Promise<Response> {
    // No call has a body, so that one request can be sent twice.
    const send = (value: string) => {
      request.headers.set('Authorization', `Bearer ${value}`);
      return fetch(request);
    };
    const first = await token(request.signal);
    const response = await send(first);
    // One retry with a new token after a 401 (contract, section 3): a second 401 means that the session is over.
    if (response.status !== 401) return response;
    const second = await send(await token(request.signal, first));
    if (second.status === 401) ended();
    return second;
  }
  return { patient, client: createFetchClient<paths>({ baseUrl: gateway, fetch: authorised, querySerializer, cache: 'no-store', credentials: 'omit' }) };
}

/** The header in which every call names the patient whom the page has open. */
export const header = ({ patient }: Gateway) => ({ 'LCR-Patient': patient });

/** Makes one call; whatever comes of it is an answer. */
export async function ask<T>(
  call: (signal: AbortSignal) => Promise<{ data?: unknown; error?: unknown; response: Response }>,
  accept: (data: unknown) => Answer<T> | Promise<Answer<T>>,
  signal: AbortSignal,
): Promise<Answer<T>> {
  const deadline = AbortSignal.timeout(PATIENCE);
  try {
    const within = AbortSignal.any([signal, deadline]);
    // A host's token function may never answer: the call ends with its signal all the same.
    const over = new Promise<never>((_, end) => within.addEventListener('abort', end));
    const { data, error, response } = await Promise.race([call(within), over]);
    // `error` is undefined for an empty body: only the status tells a failure from an answer.
    if (response.status === 401) return problem({ ...(isObject(error) ? error : {}), code: 'session-ended' }, '');
    return response.ok ? await accept(data) : problem(error, 'bad-answer');
  } catch (thrown) {
    if (deadline.aborted) return failed('timed-out');
    const code = isObject(thrown) && thrown['code'];
    return failed(typeof code === 'string' ? code : thrown instanceof SyntaxError ? 'bad-answer' : 'unreachable');
  }
}

/** A section of the category asked for, of the patient who is open, or the reason why it is not taken. */
export const accepted = <C extends Category>(body: unknown, category: C, patient: string) =>
  forPatient<Section<C>>(body, patient, (found) => isSection(found, category));

/** Who the user is, and what their role has (`GET /v1/session`). */
export const readSession = (gateway: Gateway, signal: AbortSignal): Promise<Answer<Access>> =>
  ask(
    (within) => gateway.client.GET('/v1/session', { params: { header: header(gateway) }, signal: within }),
    (data) => forPatient(data, gateway.patient, (body) => isObject(body) && isObject(body['organisation'])),
    signal,
  );

const NEWLINE = 10;

/** So many milliseconds of reading and drawing at a time: then the page has its turn, and shows what is drawn. */
const TURN = 30;

/** Several categories in one stream (`GET /v1/record`); `heard` is called once for each, as its line arrives. */
export async function readSections(
  gateway: Gateway,
  categories: Category[],
  heard: (category: Category, answer: Answer<Section<Category>>) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Set(categories);
  const hear = (category: Category, answer: Answer<Section<Category>>) => {
    if (waiting.delete(category)) heard(category, answer);
  };
  const whole = await ask<true>(
    (within) =>
      gateway.client.GET('/v1/record', { params: { header: header(gateway), query: { category: categories } }, parseAs: 'stream', signal: within }),
    async (stream) => {
      let began = performance.now();
      for await (const text of lines(stream as ReadableStream<Uint8Array>)) {
        if (performance.now() > began + TURN) {
          await new Promise((later) => setTimeout(later));
          signal.throwIfAborted();
          began = performance.now();
        }
        const line = parsed(text);
        const category = isObject(line) && (line['category'] as Category);
        if (!category) continue;
        hear(category, isObject(line['problem']) ? problem(line['problem'], 'bad-answer') : accepted(line, category, gateway.patient));
      }
      return { data: true };
    },
    signal,
  );
  // A stream that ends without a category's line has failed for it (contract, section 3).
  for (const category of waiting) hear(category, whole.failure ? { failure: whole.failure } : failed('cut-short'));
}

/** One broken line costs its own category only. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The lines of a stream. Each is made a text by itself: one sign beyond Latin-1 makes all of a text twice as long in memory,
 * and slower to read.
 */
async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let begun = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let from = 0;
    for (let end; (end = value.indexOf(NEWLINE, from)) >= 0; from = end + 1) {
      yield begun + decoder.decode(value.subarray(from, end));
      begun = '';
    }
    begun += decoder.decode(value.subarray(from), { stream: true });
  }
  yield begun + decoder.decode();
}
