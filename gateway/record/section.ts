import type { Category, Entry, KnownNone, ListWarning, Section, SourceAnswer } from '../../api-spec/record.ts';
import type { Rule, Sifted } from '../categories/rule.ts';
import type { Grant, Sight } from '../policy/decide.ts';
import type { Source } from '../sources/source.ts';
import type { ShownSource } from '../store/store.ts';
import type { Brought, Inquiry } from './inquiry.ts';
import { look, lookOnce } from './look.ts';
import { page, type Query, touches } from './page.ts';
import { Refusal } from './refusal.ts';

/** What is needed to answer for one category, once it has been granted and written down. */
export interface Reading<C extends Category> {
  category: C;
  rule: Rule<C>;
  grant: Grant;
  query: Query;
  patient: string;
  now: () => Date;
}

interface Part<C extends Category> {
  answer: SourceAnswer;
  entries: Entry<C>[];
  knownNone: KnownNone[];
  warnings: ListWarning[];
  restricted: boolean;
  attachments: Sifted<C>['attachments'];
  versionOf: Sifted<C>['versionOf'];
}

/** An answer, and what of each source is in it, for the audit. */
export interface Told<A> {
  answer: A;
  sources: ShownSource[];
}

/** The sources that could hold a category. Where none could, all are named: a section without sources says nothing. */
export function holdersOf(sources: readonly Source[], category: Category): readonly Source[] {
  const holders = sources.filter(({ without }) => !without?.has(category));
  return holders.length > 0 ? holders : sources;
}

/** Asks the holders side by side and makes one section of what they bring. */
export async function readSection<C extends Category>(
  sources: readonly Source[],
  inquiry: Inquiry,
  reading: Reading<C>,
): Promise<Told<Section<C>>> {
  const { category, rule, query, patient, now } = reading;
  const parts = await Promise.all(
    sources.map(async (source): Promise<Part<C>> => {
      if (!source.categories.has(category)) {
        return nothingOf(answerOf(source, 'not-connected'));
      }
      return readPart(source, inquiry, rule, reading);
    }),
  );

  if (parts.some(({ restricted }) => restricted)) parts.forEach((part) => keepBack(part, rule));
  const answers = parts.map(({ answer }) => answer);
  const asked = answers.filter(({ status }) => status !== 'not-connected');
  if (asked.length > 0 && asked.every(({ status }) => isOut(status))) {
    throw new Refusal('all-sources-unavailable', { category, sources: answers });
  }

  const entries = parts.flatMap((part) => part.entries).filter(({ when }) => touches(when, query));
  entries.sort(rule.order);
  const shown = await page(entries, query);
  if (!shown) throw new Refusal('bad-request', { category, detail: 'this cursor is not known (any more)' });
  const section = {
    patient,
    category,
    answeredAt: now().toISOString(),
    completeness: completenessOf(answers),
    sources: answers,
    entries: shown.entries,
    knownNone: parts.flatMap((part) => part.knownNone),
    // The one section that has more than all others.
    ...(category === 'gp-record' ? { warnings: parts.flatMap((part) => part.warnings) } : {}),
    next: shown.next,
    total: asked.every(({ status }) => status === 'answered') ? entries.length : null,
  } as Section<C>;
  return {
    answer: section,
    sources: parts.map(({ answer, versionOf }, index) => {
      const own = `${sources[index]!.id}.`;
      return shownOf(answer, shown.entries.filter(({ id }) => id.startsWith(own)).map(({ id }) => id), versionOf);
    }),
  };
}

/** What the audit keeps of one source's part in an answer. */
export function shownOf(
  { organisation, system, status, withheld }: SourceAnswer,
  ids: readonly string[],
  versionOf: (id: string) => string | undefined,
): ShownSource {
  const entries = ids.map((id) => {
    const version = versionOf(id);
    return version === undefined ? { id } : { id, version };
  });
  return { organisation: organisation.odsCode, system: system ?? '', status, withheld, entries };
}

const nothingOf = (answer: SourceAnswer) => ({
  answer, entries: [], knownNone: [], warnings: [], restricted: false, attachments: new Map<never, never>(), versionOf: () => undefined,
});

/** Of a patient who is restricted somewhere. */
function keepBack<C extends Category>(part: Part<C>, rule: Rule<C>): void {
  const kept = part.entries.filter((entry) => !rule.restricted?.(entry));
  part.answer.withheld ||= kept.length < part.entries.length;
  part.entries = kept;
}

/** What one source has of a category that this reader may see. A source that fails says so in its answer. */
export async function readPart<C extends Category>(
  source: Source,
  inquiry: Inquiry,
  rule: Rule<C>,
  reading: Reading<C>,
): Promise<Part<C>> {
  const brought = await inquiry.bring(source, rule.searches);
  try {
    return sift(source, brought, rule, reading);
  } catch (error) {
    // Something in these data that no rule foresaw: this source is lost, the others are not.
    return nothingOf(answerOf(source, inquiry.outage(source, error).status));
  }
}

function sift<C extends Category>(source: Source, brought: Brought, rule: Rule<C>, reading: Reading<C>): Part<C> {
  const answer = answerOf(source, brought.status, brought);
  if (isOut(brought.status)) return nothingOf(answer);
  const { category, grant, query, now } = reading;
  const lookAs = ({ labels }: Sight, how = look) => how<C>(brought.resources, { category, rule, source, labels, now });
  const isOf = (kinds: readonly string[] | undefined) => (entry: Entry<C>) => {
    const { kind } = entry as { kind?: string };
    return !kinds || kinds.includes(kind ?? '');
  };
  const [sight] = grant.sights;
  const sifted = grant.sights.length === 1 ? lookAs(sight!) : lookAs(widest(grant.sights), lookOnce);
  const wanted = sifted.entries.filter(isOf(query.kinds));
  const seen = seenBy(grant.sights, sifted, (sight) => {
    const own = lookAs(sight);
    return { ...own, entries: own.entries.filter(isOf(query.kinds)).filter(isOf(sight.kinds)) };
  });
  // What the role does not have is withheld like what is labelled, so that nobody concludes "nothing recorded".
  const entries = (seen?.entries ?? wanted).filter(isOf(grant.kinds));
  answer.withheld ||= sifted.withheld || entries.length < wanted.length;
  answer.uncoded = sifted.uncoded;
  answer.unreadable += sifted.unreadable;
  if (answer.unreadable > 0 || !sifted.complete) answer.status = 'partial';
  // What has no code or cannot be read has no kind either: a count of it would tell of kinds that the role does not have.
  if (grant.limited && answer.uncoded + answer.unreadable > 0) Object.assign(answer, { withheld: true, uncoded: 0, unreadable: 0 });
  const { knownNone, warnings, restricted = false, attachments, versionOf } = { ...sifted, ...seen };
  return { answer, entries, knownNone, warnings, restricted, attachments, versionOf };
}

/** Every label that any of the sights has: what is hidden from this is hidden from all of them. */
const widest = (sights: readonly Sight[]): Sight => ({ labels: new Set(sights.flatMap(({ labels }) => [...labels])) });

/** Where some kinds of a category are looked at with other labels than the rest, each is taken from its own look. */
function seenBy<C extends Category>(
  sights: readonly Sight[],
  { knownNone }: Sifted<C>,
  look: (sight: Sight) => Sifted<C>,
): Pick<Sifted<C>, 'entries' | 'knownNone' | 'attachments'> | undefined {
  if (sights.length === 1) return undefined;
  const looks = sights.map(look);
  const told = looks.map((one) => new Set(one.knownNone.map((statement) => JSON.stringify(statement))));
  return {
    entries: looks.flatMap(({ entries }) => entries),
    // Of what kind a statement is it does not say: all must be able to see it.
    knownNone: knownNone.filter((statement) => told.every((one) => one.has(JSON.stringify(statement)))),
    attachments: new Map(looks.flatMap(({ attachments }) => [...attachments])),
  };
}

export function answerOf(source: Source, status: SourceAnswer['status'], brought?: Brought): SourceAnswer {
  const { odsCode, name } = source.organisation;
  return {
    organisation: { odsCode, name },
    system: source.system,
    status,
    asOf: brought?.asOf ?? null,
    withheld: brought?.withheld ?? false,
    uncoded: 0,
    unreadable: brought?.unreadable ?? 0,
  };
}

export const isOut = (status: SourceAnswer['status']) => status === 'unavailable' || status === 'timed-out';

/** Complete only if nothing at all could be missing. */
export function completenessOf(answers: readonly SourceAnswer[]): 'complete' | 'partial' {
  const whole = answers.every(
    ({ status, withheld, uncoded, unreadable }) =>
      status === 'answered' && !withheld && uncoded === 0 && unreadable === 0,
  );
  return whole ? 'complete' : 'partial';
}
