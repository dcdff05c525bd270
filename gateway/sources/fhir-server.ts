import { isNhsNumber } from '../register/nhs-number.ts';
import { sha256 } from '../sha256.ts';
import { contentOf } from './binary.ts';
import { readJson, readText, Unreadable } from './json.ts';
import { createMemory } from './memory.ts';
import { NHS_NUMBER, numbersOf } from './nhs-number.ts';
import { binaryOf, isAbout, isObject, patientsOf } from './reference.ts';
import { ageOf, gather, nextOf, oldest, readSearchset, type Gathered, type Page } from './searchset.ts';
import { Outage, type About, type Content, type Found, type Resource, type Search, type Source } from './source.ts';

export interface ServerOptions {
  /** The service base URL (https://hl7.org/fhir/R4/http.html#root). */
  readonly url: string;
  /** Sent along with every request, such as the gateway's own credentials at this server. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
  readonly limits?: Partial<Limits>;
}

/** How much of one search is read before it is given up as incomplete. */
interface Limits {
  readonly pages: number;
  readonly bytes: number;
  /** Of one page, each element and each item of a list: while a page is read nobody else is served. */
  readonly values: number;
}

/** A page of so many values, some ten thousand entries, is read in less than a second. */
const LIMITS: Limits = { pages: 200, bytes: 64 * 1024 * 1024, values: 500_000 };

/** How many bytes of answers are remembered of one server, as they came. */
const REMEMBERED = 16 * 1024 * 1024;

/** As many as a page may hold; a server that holds fewer sends more pages. */
const PAGE = '250';

const FHIR_JSON = 'application/fhir+json';

/** A `Binary` comes as it is where that can be had, and otherwise in the FHIR resource of that name. */
const ANYTHING = `*/*, ${FHIR_JSON};q=0.5`;

/** Answers that say "this I do not know", in which an optional search ends without harm. */
const UNKNOWN_HERE = new Set([400, 404, 405, 501]);

/** What belongs to nobody, and may come along with anybody's. Everything else has to say whose it is. */
const NOBODYS = new Set([
  'Organization', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Device', 'Medication',
]);

/**
 * A FHIR R4 server by its URL. It is not trusted: what is not this patient's, or comes from elsewhere, is dropped
 * and makes the answer incomplete; what is broken is an outage. Nothing is asked twice: that is for whoever looks.
 * The NHS number stands in the body of one request, and nowhere else.
 *
 * How old its data are is what the bundle says (`meta.lastUpdated`), otherwise the `Date` of the answer; of several
 * answers the oldest.
 */
export function createFhirServer(about: About, options: ServerOptions): Source {
  const base = new URL(options.url.replace(/\/*$/, '/'));
  const limits = { ...LIMITS, ...options.limits };
  const send = options.fetch ?? fetch;
  /** What whole answers said, by type and digest: the same bytes are not read twice. */
  const answers = createMemory<Answer>(REMEMBERED);

  /** Sends one request, and reads its answer. Whatever goes wrong is an outage. @throws {Outage} */
  async function exchange<T>(question: Question, accept: string, read: (response: Response) => Promise<T>, signal: AbortSignal): Promise<T> {
    const headers = new Headers({ Accept: accept, Prefer: 'handling=strict', ...options.headers });
    if (question.form) headers.set('Content-Type', 'application/x-www-form-urlencoded');
    try {
      const response = await send(question.url, {
        method: question.form ? 'POST' : 'GET',
        headers,
        body: question.form?.toString() ?? null,
        signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      return await read(response);
    } catch (error) {
      if (signal.aborted) throw new Outage('timed-out', 'no answer before the deadline');
      if (error instanceof Outage) throw error;
      if (error instanceof Unreadable) throw new Outage('unavailable', `the answer cannot be read: ${error.message}`);
      throw new Outage('unavailable', 'no connection, or the connection broke');
    }
  }

  /**
   * Asks for one page. Only a first one is recalled: what a reference means depends on all the pages of an answer.
   * @throws {Outage}
   */
  const ask = (type: string, question: Question, isFirst: boolean, bytes: number, signal: AbortSignal): Promise<Heard> =>
    exchange(question, FHIR_JSON, async (response) => {
      const refusal = refusalOf(response);
      if (refusal) {
        await response.body?.cancel();
        throw refusal;
      }
      const body = await readBody(response, bytes);
      const name = `${type} ${await sha256(body)}`;
      const known = isFirst ? answers.recall(name) : undefined;
      const bundle = known?.bundle ?? readSearchset(readJson(readText(body), limits.values));
      return { name, known, bundle, bytes: body.byteLength, date: response.headers.get('Date') };
    }, signal);

  /** Follows a search to its last page, or as far as it goes. @throws {Outage} if not even the first page came. */
  async function follow(type: string, question: Question, signal: AbortSignal): Promise<Gathered> {
    const pages: Heard[] = [];
    const seen = new Set<string>();
    let complete = true;
    let bytes = 0;
    for (let next: Question | undefined = question; next; ) {
      seen.add(next.url.href);
      try {
        const page = await ask(type, next, pages.length === 0, limits.bytes - bytes, signal);
        pages.push(page);
        bytes += page.bytes;
      } catch (error) {
        if (pages.length === 0) throw error;
        complete = false;
        break;
      }
      const link = nextOf(pages.at(-1)!.bundle);
      const url: URL | undefined = link === undefined ? undefined : permitted(link, next);
      const further: boolean = url !== undefined && !seen.has(url.href) && seen.size < limits.pages;
      next = further ? { url: url!, unspoken: question.unspoken } : undefined;
      // A loop, a link that leads elsewhere, or no end in sight: there is more, and it will not be had.
      if (link !== undefined && !next) complete = false;
    }
    const [first] = pages as [Heard];
    const gathered = first.known ? { ...first.known.gathered, asOf: ageOf(first) } : gather(pages, base.href.slice(0, -1), type);
    // What has more pages means something only together with them.
    if (!first.known && nextOf(first.bundle) === undefined) answers.keep(first.name, { bundle: first.bundle, gathered }, first.bytes);
    return { ...gathered, complete: gathered.complete && complete };
  }

  /** The address of a next page: below the same base, and without what is not to stand in an address. */
  function permitted(link: string, { url: from, unspoken }: Question): URL | undefined {
    if (!URL.canParse(link, from)) return undefined;
    const url = new URL(link, from);
    const inside = url.origin === base.origin && `${url.pathname}/`.startsWith(base.pathname);
    const bare = !url.username && !url.password;
    return inside && bare && !(unspoken && url.href.includes(unspoken)) ? url : undefined;
  }

  async function run(patientId: string, search: Search, signal: AbortSignal): Promise<Gathered> {
    const ofItself = search.type === 'Patient';
    const form = new URLSearchParams({ [ofItself ? '_id' : 'patient']: patientId, ...search.params, _count: PAGE });
    for (const path of search.include ?? []) {
      // What another include brought, only an iterating one follows (https://hl7.org/fhir/R4/search.html#include).
      const repeated = !path.startsWith(`${search.type}:`) || path === 'Observation:has-member';
      form.append(repeated ? '_include:iterate' : '_include', path);
    }
    // Some servers call their patients by the NHS number.
    const unspoken = isNhsNumber(patientId) ? patientId : undefined;
    const question = ofItself || unspoken
      ? { url: new URL(`${search.type}/_search`, base), form, unspoken }
      : { url: new URL(`${search.type}?${form}`, base) };
    try {
      return await follow(search.type, question, signal);
    } catch (error) {
      if (search.optional && error instanceof Refused && UNKNOWN_HERE.has(error.code)) return NOTHING;
      throw error;
    }
  }

  return {
    ...about,

    async find(nhsNumber, signal) {
      const form = new URLSearchParams({ identifier: `${NHS_NUMBER}|${nhsNumber}` });
      const question = { url: new URL('Patient/_search', base), form, unspoken: nhsNumber };
      const { resources, complete, unreadable } = await follow('Patient', question, signal);
      const patients = resources.filter(({ resourceType }) => resourceType === 'Patient');
      const named = patients.filter((patient) => numbersOf(patient).includes(nhsNumber));
      // A server that overlooks the identifier answers with everybody, or with somebody.
      if (!complete || unreadable > 0 || named.length < patients.length) {
        throw new Outage('unavailable', 'the search for the patient was not answered in full');
      }
      return named.map(({ id }) => id);
    },

    async search(patientId, searches, signal) {
      const outcomes = await Promise.allSettled(searches.map((search) => run(patientId, search, signal)));
      const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
      const answered = outcomes.some((outcome, at) => outcome.status === 'fulfilled' && !searches[at]!.optional);
      if (failures.length > 0 && !answered) throw failures[0]!.reason;
      const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      return together(answers, `Patient/${patientId}`, failures.length === 0);
    },

    async binary(address, most, signal) {
      const key = binaryOf(address, base.href.slice(0, -1));
      if (key === undefined) return 'not-found';
      return exchange({ url: new URL(key, base) }, ANYTHING, (response) => readBinary(response, most), signal);
    },
  };
}

/** A page, and what is known of the very same one if it was the whole answer before. */
interface Heard extends Page {
  readonly name: string;
  readonly known: Answer | undefined;
  readonly bytes: number;
}

/** What one whole answer said. */
interface Answer extends Pick<Page, 'bundle'> {
  readonly gathered: Gathered;
}

interface Question {
  readonly url: URL;
  /** Sent in the body, by POST. */
  readonly form?: URLSearchParams;
  /** Never to be part of an address. */
  readonly unspoken?: string | undefined;
}

/** A status that is not one of success. */
class Refused extends Outage {
  readonly code: number;

  constructor(code: number) {
    super('unavailable', `HTTP ${code}`);
    this.code = code;
  }
}

/** What an optional search brings from a server that does not know it. */
const NOTHING: Gathered = { resources: [], complete: true, withheld: false, unreadable: 0, total: 0, asOf: null };

function refusalOf(response: Response): Outage | undefined {
  // Of the other successes none is an answer to a search: a part (206), a promise (202), nothing (204).
  if (response.status !== 200) return new Refused(response.status);
  return /^application\/([a-z0-9.-]+\+)?json$/.test(typeOf(response)) ? undefined : new Outage('unavailable', 'the answer is not FHIR JSON');
}

const typeOf = (response: Response) => (response.headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();

/** Either the bytes themselves or a FHIR resource around them (https://hl7.org/fhir/R4/binary.html#rest). */
async function readBinary(response: Response, most: number): Promise<Content> {
  if (!response.ok) await response.body?.cancel();
  if (response.status === 404 || response.status === 410) return 'not-found';
  if (!response.ok) throw new Refused(response.status);
  const type = typeOf(response);
  try {
    if (type !== FHIR_JSON) return type === 'application/fhir+xml' ? 'unreadable' : await readBody(response, most);
    const resource = readJson(readText(await readBody(response, aroundBase64(most))));
    return isObject(resource) ? contentOf(resource, most) : 'unreadable';
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large';
    if (error instanceof Unreadable) return 'unreadable';
    throw error;
  }
}

/** Four characters for three bytes, and some room for the resource around them. */
const aroundBase64 = (bytes: number) => Math.ceil(bytes / 3) * 4 + 64 * 1024;

class TooLarge extends Outage {
  constructor() {
    super('unavailable', 'the answer is too large');
  }
}

/** @throws {TooLarge} once it is larger than it may be, without reading on. */
async function readBody(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw new TooLarge();
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** One answer of several. Nobody else's resource passes here, whoever vouches for it. */
function together(answers: readonly Gathered[], patient: string, allAnswered: boolean): Found {
  const kept = new Map<string, Resource>();
  let complete = allAnswered;
  for (const answer of answers) {
    complete &&= answer.complete;
    for (const resource of answer.resources) {
      const isNobodys = NOBODYS.has(resource.resourceType) && patientsOf(resource).length === 0;
      if (isNobodys || isAbout(resource, patient)) kept.set(`${resource.resourceType}/${resource.id}`, resource);
      else complete = false;
    }
  }
  const asked = answers.filter((answer) => answer !== NOTHING);
  const totals = answers.map(({ total }) => total);
  return {
    resources: [...kept.values()],
    complete,
    withheld: answers.some(({ withheld }) => withheld),
    unreadable: answers.reduce((sum, { unreadable }) => sum + unreadable, 0),
    total: totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + total!, 0),
    asOf: oldest(asked.map(({ asOf }) => asOf)),
  };
}
