import type { Category, Section, Session as Access, State } from '../../api-spec/record.ts';
import type { Answer, Failure } from '../api/client.ts';
import { conclude, concludeFailure, isComplete, type Conclusion } from './conclude.ts';
import { Reading, type ReadingHost } from './reading.ts';
import { together } from './together.ts';

/** What has come of asking for several categories. It belongs to one patient, and is filled as the answers arrive. */
export interface Gathered {
  readonly patient: string;
  readonly asked: readonly Category[];
  readonly answers: Map<Category, Answer<Section>>;
  /** What each answer is awaited from: the latest counts. */
  readonly awaited: Map<Category, Promise<Answer<Section>>>;
  /** Who the user is and what their role has, once that is known or known not to come. */
  access?: Answer<Access>;
}

/** What may be said of all of it together, and why where it failed. */
export interface Overall extends Conclusion {
  readonly failure?: Failure | undefined;
}

/** Where one category stands. */
export interface Standing extends Overall {
  readonly category: Category;
  readonly section?: Section | undefined;
}

const grants = (access: Access, category: Category) => access.categories.some((grant) => grant.category === category);

/** Where a category stands. Only the gateway refuses: where the session cannot be had, nothing is taken to be refused. */
export function standing({ answers, access }: Gathered, category: Category): Standing {
  const answer = answers.get(category);
  if (answer?.data) return { category, section: answer.data, ...conclude(answer.data) };
  const failure = answer?.failure;
  const state: State | undefined = failure && concludeFailure(failure);
  if (state !== 'not-permitted' && access?.data && !grants(access.data, category)) return { category, state: 'not-permitted' };
  return { category, state: state ?? 'loading', failure };
}

/** Where each category that was asked for stands, in the order asked. */
export const standings = (gathered: Gathered): Standing[] => gathered.asked.map((category) => standing(gathered, category));

/** What may be said of all of it together: empty only if every category that the role has is, and answered in full. */
export function concludeAll(gathered: Gathered): Overall {
  const all = standings(gathered);
  if (all.some(({ state }) => state === 'loading')) return { state: 'loading' };
  const permitted = all.filter(({ state }) => state !== 'not-permitted');
  const sections = permitted.flatMap(({ section }) => section ?? []);
  if (!sections.length) {
    const [first, ...others] = permitted.length ? permitted : all;
    const alike = first && others.every(({ state }) => state === first.state);
    return { state: alike ? first.state : 'failed', failure: first?.failure };
  }
  return conclude({
    completeness: sections.length === permitted.length && sections.every(isComplete) ? 'complete' : 'partial',
    sources: together(sections),
    entries: sections.flatMap(({ entries }) => entries as Section['entries'][number][]) as Section['entries'],
    knownNone: [],
    next: sections.find(({ next }) => next)?.next ?? null,
  });
}

/** The time of the latest answer. */
export const answeredAt = (sections: readonly Section[]): string => sections.map((section) => section.answeredAt).sort().at(-1) ?? '';

/**
 * Reads several categories at once, in one round trip with whatever else the page asks for in the same turn, and shows
 * each as it comes. Like every reading it drops all of it, at once, when the session changes.
 */
export class Gathering extends Reading<Gathered> {
  /** @param categories - Those to ask for, at least one. */
  constructor(host: ReadingHost, categories: () => readonly Category[]) {
    super(host, {
      ask: (session, signal, anew) => {
        const gathered: Gathered = { patient: session.patient, asked: categories(), answers: new Map(), awaited: new Map() };
        for (const category of gathered.asked) void this.#hear(gathered, category, session.first(category, anew), signal);
        void session.access.then((access) => {
          gathered.access = access;
          this.#arrived(gathered, signal);
        });
        return Promise.resolve({ data: gathered });
      },
      conclude: concludeAll,
    });
  }

  /** Where every category stands; nothing where no patient is open. */
  get standings(): Standing[] {
    return this.data ? standings(this.data) : [];
  }

  override hostConnected(): void {
    super.hostConnected();
    document.addEventListener('lcr-state', this.#compare);
  }

  override hostDisconnected(): void {
    document.removeEventListener('lcr-state', this.#compare);
    super.hostDisconnected();
  }

  /** Asks again for what has not come, or not in full. */
  retry(): void {
    const { data, session, signal } = this;
    if (!data || !session) return;
    for (const { category, state, completeness } of this.standings) {
      if (state === 'loading' || state === 'not-permitted' || completeness === 'complete') continue;
      data.answers.delete(category);
      void this.#hear(data, category, session.first(category, true), signal);
    }
    this.extend(data);
  }

  /** Takes a section that holds more of the same, such as a further page. */
  replace(section: Section): void {
    const { data } = this;
    if (section.patient !== data?.patient) return;
    data.answers.set(section.category, { data: section });
    this.extend(data);
  }

  async #hear(gathered: Gathered, category: Category, asked: Promise<Answer<Section>>, signal: AbortSignal): Promise<void> {
    gathered.awaited.set(category, asked);
    const answer = await asked;
    if (gathered.awaited.get(category) !== asked) return;
    gathered.answers.set(category, answer);
    this.#arrived(gathered, signal);
  }

  #arrived(gathered: Gathered, signal: AbortSignal): void {
    if (!signal.aborted && this.data === gathered) this.extend(gathered);
  }

  /** A list of the same page may have asked anew, and then has the answer that everybody should have. */
  readonly #compare = ({ detail }: GlobalEventHandlersEventMap['lcr-state']): void => {
    const { data, session, signal } = this;
    const asked = data?.asked.find((category) => category === detail?.category);
    const shared = asked && session?.shared(asked);
    if (data && shared && shared !== data.awaited.get(asked)) void this.#hear(data, asked, shared, signal);
  };
}
