import type { Category, Coverage, Demographics, Section, Session } from '../../api-spec/record.ts';
import { contentHash } from '../audit/content.ts';
import { begin } from '../audit/row.ts';
import type { Rule } from '../categories/rule.ts';
import { type Asked, decide, type Decision, type Grant, toldOf } from '../policy/decide.ts';
import { editionOf } from '../policy/edition.ts';
import { isCategory } from '../policy/kinds.ts';
import { passesOf, suspensionAt } from '../policy/override.ts';
import type { Passed, Policy } from '../policy/policy.ts';
import { tableOf } from '../policy/table.ts';
import type { Register } from '../register/register.ts';
import { createMemory } from '../sources/memory.ts';
import type { Outage, Source } from '../sources/source.ts';
import { sha256 } from '../sha256.ts';
import type { Audit, AuditRow, OptOuts, Shown } from '../store/store.ts';
import type { Claims } from '../token/claims.ts';
import { coverageOf } from './coverage.ts';
import { readDemographics } from './demographics.ts';
import { partsOf, readDocument, type Document } from './document.ts';
import type { Figures } from './figures.ts';
import { createInquiry, type Inquiry, type Limits } from './inquiry.ts';
import type { Query } from './page.ts';
import { asReady } from './ready.ts';
import { Refusal } from './refusal.ts';
import { answerOf, holdersOf, readSection } from './section.ts';
import { sessionOf } from './session.ts';

/** Somebody with a good token at the door. */
export interface Asker {
  claims: Claims;
  /** The patient that the host's page has open, as it says in the header `LCR-Patient`. */
  patient: string | undefined;
  requestId: string;
  address?: string | undefined;
  /** Aborted when the caller has gone away. */
  gone: AbortSignal;
}

/** A category's place in a stream: its section, or why there is none. */
export type Line = Section | { category: Category; refusal: Refusal };

/** The one way in: nothing else in the gateway speaks to a source. */
export interface Door {
  section(asker: Asker, category: Category, query: Query): Promise<Section>;
  /** Resolves when the whole request has been let in; the lines then come as each is ready. */
  stream(asker: Asker, categories: readonly Category[]): Promise<AsyncIterable<Line>>;
  /** The content of something that an entry names, by the id it has there. */
  document(asker: Asker, id: string): Promise<Document>;
  demographics(asker: Asker): Promise<Demographics>;
  session(asker: Asker): Promise<Session>;
  coverage(asker: Asker): Promise<Coverage>;
  /** Lets in whoever may see who has looked at the record, and writes that down. No source is asked. */
  accesses(asker: Asker, query: Record<string, string>): Promise<void>;
}

export interface Room {
  rules: { readonly [C in Category]: Rule<C> };
  sources: readonly Source[];
  /** The sources that know who a patient is, the most trusted first. */
  demographics: readonly Source[];
  /** The policy in force. It is asked for once in a request, which then keeps to it. */
  policy: () => Policy;
  register: Register;
  optOuts: OptOuts;
  audit: Audit;
  optOutPage?: string | undefined;
  documents: Limits;
  now: () => Date;
  onOutage: (outage: { requestId: string; source: Source; outage: Outage }) => void;
  /** Told of everybody whom the record has been opened for. */
  onOpened?: ((asker: Asker) => void) | undefined;
  figures: Figures;
}

type Action = AuditRow['action'];

/** What somebody comes for. */
interface Visit {
  action: 'record' | 'patient' | 'document';
  asked: readonly Asked[];
  query?: Query;
  /** The id of the document that is asked for. */
  document?: string;
  permitted: (decision: Decision) => boolean;
  /** The sources that will then be asked. */
  heard: (decision: Decision) => readonly Source[];
}

interface Admitted {
  decision: Decision;
  /** What every row about this request has. */
  known: Omit<AuditRow, 'at' | 'action' | 'outcome'>;
  inquiry: Inquiry;
}

/** What a stream brings of each category: what its own path brings when nothing else is said. */
const FIRST_PAGE: Query = { limit: 100 };

/** More patients than have their record open at once, at all sources together. */
const PATIENTS = 10_000;

export function createDoor(room: Room): Door {
  const { rules, sources, register, optOuts, audit, now, figures } = room;
  /** How old each source's data were when it last said so. */
  const ages = new Map<string, string>();
  /** Whom each source meant by an NHS number when it was last asked. */
  const met = createMemory<string>(PATIENTS);

  const asks = (source: Source, category: Category) =>
    source.categories.has(category) && !source.without?.has(category);

  const toRecord = {
    action: 'record',
    permitted: ({ granted }: Decision) => granted.length > 0,
    heard: ({ granted }: Decision) => sources.filter((source) => granted.some(({ category }) => asks(source, category))),
  } as const;

  const toPatient = {
    action: 'patient',
    asked: [],
    permitted: ({ demographics }: Decision) => demographics,
    heard: () => room.demographics,
  } as const;

  /** The refusal is written down before it is told. */
  async function refuse(action: Action, asker: Asker, refusal: Refusal, more: Partial<AuditRow> = {}): Promise<never> {
    await audit.append({ ...row(action, asker), ...more, outcome: 'refused', code: refusal.code });
    throw refusal;
  }

  function row(action: Action, { claims, ...request }: Asker): Omit<AuditRow, 'outcome'> {
    const { override } = claims;
    return {
      ...begin(action, claims, request, register.member(claims.org)?.name, now()),
      ...(override ? { override: { ...override, passed: [] } } : {}),
    };
  }

  /**
   * The patient is the token's, and host and organisation stand in a relationship with them.
   *
   * @returns what a stated emergency passes; where none may be stated, the whole request is refused
   */
  async function meet(action: Action, asker: Asker, policy: Policy): Promise<ReadonlySet<Passed>> {
    const { claims, patient } = asker;
    if (patient === undefined) throw new Refusal('bad-request', { detail: 'the header LCR-Patient is missing' });
    if (patient !== claims.patient) await refuse(action, asker, new Refusal('patient-mismatch'));
    const speaks = register.host(claims.azp)?.organisations.includes(claims.org) && register.member(claims.org);
    if (!speaks) await refuse(action, asker, new Refusal('no-relationship'), { reason: 'organisation' });
    if (!purposesOf(action).includes(claims.purpose)) await refuse(action, asker, new Refusal('no-relationship'), { reason: 'purpose' });
    return passesOf(policy, claims) ?? refuse(action, asker, new Refusal('not-permitted'), { reason: 'override' });
  }

  /**
   * The order of every clinical request (contract, section 5). Each step that cannot be taken ends it,
   * and no source is asked before the audit row is on disk.
   *
   * @returns undefined where the role permits none of it, which has then been written down, too
   */
  async function admit(asker: Asker, { action, asked, query, document, permitted, heard }: Visit): Promise<Admitted | undefined> {
    const { claims, requestId, gone } = asker;
    const policy = room.policy();
    const passes = await meet(action, asker, policy);
    const objection = (await optOuts.active(claims.patient, now())) ? objectionTo(policy, passes) : {};
    if (!objection) return refuse(action, asker, new Refusal('patient-opted-out'));

    const decision = decide(policy, claims, asked);
    const { user, override, ...begun } = row(action, asker);
    const known = { ...begun, user: { ...user!, level: decision.level }, policyVersion: await editionOf(policy) };
    const decided = {
      ...known,
      granted: decision.granted.map(toldOf),
      refused: decision.refused,
      query: query ? spell(query) : {},
      ...(document === undefined ? {} : { document }),
      ...(override ? { override: { ...override, passed: objection.passed ?? [] } } : {}),
      ...(objection.detail ? { detail: objection.detail } : {}),
    };
    if (!permitted(decision)) {
      await audit.append({ ...decided, outcome: 'refused', code: 'not-permitted' });
      return undefined;
    }
    const odsCodes = new Set(heard(decision).map(({ organisation }) => organisation.odsCode));
    await audit.append({ ...decided, outcome: 'granted', sources: [...odsCodes] });

    const inquiry = createInquiry(
      claims.patient,
      gone,
      (source, outage) => room.onOutage({ requestId, source, outage }),
      (source, outcome, milliseconds) => figures.heard(source.id, outcome, milliseconds),
      met,
    );
    await recognise(action, asker, inquiry, passes.has('unknown-patient'));
    room.onOpened?.(asker);
    return { decision, known, inquiry };
  }

  /** What is written down where an objection does not hold; undefined where it does. */
  function objectionTo(policy: Policy, passes: ReadonlySet<Passed>): { passed?: Passed[]; detail?: Record<string, string> } | undefined {
    const notice = suspensionAt(policy, now());
    if (notice) return { detail: { optOutSuspended: notice.because } };
    return passes.has('opt-out') ? { passed: ['opt-out'] } : undefined;
  }

  /** Where the organisation wants it, its own sources must know the patient, unless an emergency passes that. */
  async function recognise(action: Action, asker: Asker, inquiry: Inquiry, passes: boolean): Promise<void> {
    const { org } = asker.claims;
    if (!register.member(org)!.requireKnownPatient) return;
    const own = sources.filter(({ organisation }) => organisation.odsCode === org);
    const answers = await Promise.all(own.map((source) => inquiry.knows(source).catch((outage: Outage) => outage)));
    if (answers.includes(true)) return;
    if (passes) {
      const { override, ...known } = row(action, asker);
      const passed: Passed[] = ['unknown-patient'];
      await audit.append({ ...known, outcome: 'granted', reason: 'unknown-patient', override: { ...override!, passed } });
      return;
    }
    // Silence is not a "no": who cannot be asked has not denied knowing the patient.
    if (answers.every((answer) => answer === false)) {
      await refuse(action, asker, new Refusal('no-relationship'), { reason: 'unknown-patient' });
    }
    throw new Refusal('all-sources-unavailable', {
      sources: own.map((source, index) => {
        const answer = answers[index]!;
        return answerOf(source, typeof answer === 'boolean' ? 'answered' : answer.status);
      }),
    });
  }

  async function read<C extends Category>(
    category: C,
    { claims }: Asker,
    grant: Grant,
    { known, inquiry }: Admitted,
    query: Query,
  ): Promise<Section<C>> {
    const reading = { category, rule: rules[category], grant, query, patient: claims.patient, now };
    const holders = holdersOf(sources, category);
    const { answer: section, sources: shown } = await readSection(holders, inquiry, reading);
    for (const [index, { asOf }] of section.sources.entries()) if (asOf) ages.set(holders[index]!.id, asOf);
    await show(known, { of: 'record', category, sources: shown, hash: await contentHash(section) });
    return section;
  }

  /** What leaves is written down before it does: no row, no data. */
  async function show(known: Admitted['known'], shown: Shown, more: Partial<AuditRow> = {}): Promise<void> {
    const holding = shown.sources.filter(({ entries }) => entries.length > 0).map(({ organisation }) => organisation);
    const at = now().toISOString();
    await audit.append({ ...known, at, action: 'shown', outcome: 'granted', sources: [...new Set(holding)], shown, ...more });
  }

  async function open<C extends Category>(category: C, source: Source, id: string, asker: Asker): Promise<Document> {
    const asked = [{ category }];
    const heard = () => [source];
    const admitted = await admit(asker, { ...toRecord, action: 'document', asked, document: id, heard });
    if (!admitted) throw new Refusal('not-permitted', { category });
    const { decision: { granted }, known, inquiry } = admitted;
    const rule = rules[category] as Rule<C>;
    const reading = { category, rule, grant: granted[0]!, query: FIRST_PAGE, patient: asker.claims.patient, now };
    const read = readDocument(id, source, inquiry, rule, reading, room.documents).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
      // Somebody else's, withheld, or gone: the row before this one says only what was asked for.
      return refuse('document', asker, error, { document: id });
    });
    const { answer, sources: shown } = await read;
    const hash = await sha256(answer.bytes);
    await show(known, { of: 'document', category, sources: shown, hash }, { document: id });
    return answer;
  }

  return {
    async section(asker, category, query) {
      const asked = [{ category, ...(query.kinds ? { kinds: query.kinds } : {}) }];
      const admitted = await admit(asker, { ...toRecord, asked, query });
      if (!admitted) throw new Refusal('not-permitted', { category });
      return read(category, asker, admitted.decision.granted[0]!, admitted, query);
    },

    async stream(asker, wanted) {
      const asked = wanted.map((category) => ({ category }));
      const admitted = await admit(asker, { ...toRecord, asked }).catch(outageIn);
      if (admitted instanceof Refusal) {
        const { code, sources: silent } = admitted;
        return asReady(wanted.map(async (category) => ({ category, refusal: new Refusal(code, { category, sources: silent }) })));
      }
      const grants = new Map(admitted?.decision.granted.map((grant) => [grant.category, grant]));
      return asReady(
        wanted.map(async (category): Promise<Line> => {
          const grant = grants.get(category);
          if (!admitted || !grant) return { category, refusal: new Refusal('not-permitted', { category }) };
          try {
            return await read(category, asker, grant, admitted, FIRST_PAGE);
          } catch (error) {
            asker.gone.throwIfAborted();
            const refusal = error instanceof Refusal ? error : new Refusal('gateway-error', { category, cause: error });
            return { category, refusal };
          }
        }),
      );
    },

    async document(asker, id) {
      const parts = partsOf(id);
      const category = parts && isCategory(parts.category) ? parts.category : undefined;
      const source = sources.find((one) => one.id === parts?.source);
      // Whoever guesses ids is told the same of all of them, and is written down.
      if (!category || !source || !asks(source, category)) {
        return refuse('document', asker, new Refusal('not-found'), { reason: 'id' });
      }
      return open(category, source, id, asker);
    },

    async demographics(asker) {
      const admitted = await admit(asker, toPatient);
      if (!admitted) throw new Refusal('not-permitted');
      const told = await readDemographics(room.demographics, admitted.inquiry, asker.claims.patient, now);
      await show(admitted.known, { of: 'patient', sources: told.sources, hash: await contentHash(told.answer) });
      return told.answer;
    },

    async session(asker) {
      const policy = room.policy();
      await meet('session', asker, policy);
      return sessionOf(asker.claims, policy, register, room.optOutPage);
    },

    async coverage(asker) {
      await meet('coverage', asker, room.policy());
      return coverageOf(sources, asks, ages, now());
    },

    async accesses(asker, query) {
      const policy = room.policy();
      await meet('accesses', asker, policy);
      const { level, accesses } = tableOf(policy, asker.claims);
      const { user, ...known } = row('accesses', asker);
      const decided = { ...known, user: { ...user!, level }, policyVersion: await editionOf(policy), query };
      if (accesses) return audit.append({ ...decided, outcome: 'granted' });
      await audit.append({ ...decided, outcome: 'refused', code: 'not-permitted' });
      throw new Refusal('not-permitted');
    },
  };
}

/**
 * What the record may be opened for (HL7 v3 PurposeOfUse): treatment. Who has looked at it may be asked by the patient
 * (PATRQT) and for those who watch over it (HOPERAT), too, and so may what a role has.
 */
function purposesOf(action: Action): readonly string[] {
  return action === 'accesses' || action === 'session' ? ['TREAT', 'PATRQT', 'HOPERAT'] : ['TREAT'];
}

/** The request's own narrowing, for the audit row. The cursor is left out: it would mean nothing to a reader. */
function spell({ kinds, from, to, limit }: Query): Record<string, string> {
  return {
    ...(kinds ? { kind: kinds.join(',') } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    limit: String(limit),
  };
}

/** An outage is no refusal of the whole request: a stream says it in each category's line. */
function outageIn(error: unknown): Refusal {
  if (error instanceof Refusal && error.code === 'all-sources-unavailable') return error;
  throw error;
}
