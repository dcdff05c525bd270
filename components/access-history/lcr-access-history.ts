import { LitElement, css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Access, AccessHistory, Contact, Grant } from '../../api-spec/record.ts';
import { readAccesses, type Visits } from '../../src/api/accesses.ts';
import { announcer } from '../../src/element/announce.ts';
import { define } from '../../src/element/define.ts';
import { formatDay, formatTime } from '../../src/format/day.ts';
import { Reading, type ReadingHost } from '../../src/record/reading.ts';
import type { Session } from '../../src/session/session.ts';
import { asWritten } from '../../src/style/as-written.ts';
import { sheet } from '../../src/style/sheet.ts';
import { toolbarSheet } from '../../src/style/toolbar.ts';
import { accessHistoryWords as say, visitWords } from '../../src/text/access-history.ts';
import { categoryTitles, kindTitles } from '../../src/text/categories.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import { heading } from '../../src/view/frame.ts';
import { stateNotice } from '../../src/view/notice.ts';
import { why } from '../../src/view/why.ts';

const titleOf = (category: string): string => (categoryTitles as Record<string, string>)[category] ?? category;
const kindOf = (kind: string): string => (kindTitles as Record<string, string>)[kind] ?? kind;

/** A category that was asked for, with its kinds where it was only some of them. */
const granted = ({ category, kinds }: Grant): string => (kinds ? say.all(titleOf(category), kinds.map(kindOf).join(', ')) : titleOf(category));

/**
 * Who has looked at this record: person, role and organisation, what they asked for, of whose data, and whether it was
 * shown or refused and why. For the patient, and for those who watch over access (contract, section 3); anybody else is
 * told that their role does not have it.
 *
 * @element lcr-access-history
 * @fires {LcrStateEvent} lcr-state - The history came into a state (`category` is `accesses`).
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart header - The heading's line.
 * @csspart heading - The heading.
 * @csspart table - The table of visits.
 * @csspart row - A visit.
 * @csspart notice - A state in words.
 * @csspart why - Why something is not shown, and whom to ask.
 */
export class LcrAccessHistory extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = [
    sheet,
    asWritten,
    toolbarSheet,
    css`
      tbody th {
        font-weight: 400;
        white-space: nowrap;
      }
      td ul {
        padding-inline-start: 1em;
      }
      footer p + p {
        margin-top: calc(var(--_space) / 2);
      }
      @container (max-width: 699px) {
        tbody th {
          font-weight: 700;
        }
        td > strong {
          display: inline;
        }
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    headingLevel: { type: Number, attribute: 'heading-level', useDefault: true },
    density: { reflect: true },
  };

  /** Level of the heading, 1 to 6. */
  declare headingLevel: number;
  /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  /** The days that are asked for. They are the patient's who is open, and go with them. */
  #days: Pick<Visits, 'from' | 'to'> = {};
  #turned = false;
  #more: 'ready' | 'loading' | 'failed' = 'ready';
  #of: Session | undefined;
  #helpdesk: Contact | undefined;

  readonly #reading = new Reading<AccessHistory>(this, {
    ask: (session, signal) => readAccesses(session.gateway, this.#days, signal),
    conclude: ({ accesses, next }) => ({
      state: accesses.length > 0 ? 'ready' : next === null ? 'nothing-recorded' : 'incomplete',
      completeness: 'complete',
    }),
  });
  readonly #announce = announcer(this, 'accesses');

  constructor() {
    super();
    this.headingLevel = 2;
  }

  stateChanged(clear: boolean): void {
    const { session, data, state } = this.#reading;
    if (clear) this.#more = 'ready';
    if (session !== this.#of) this.#begin(session);
    this.requestUpdate();
    if (clear && this.hasUpdated) this.performUpdate();
    const isCounted = data !== undefined && data.next === null;
    this.#announce(this.#reading, isCounted && (state === 'ready' || state === 'nothing-recorded') ? data.accesses.length : null);
  }

  #begin(session: Session | undefined): void {
    this.#of = session;
    this.#days = {};
    this.#turned = false;
    this.#helpdesk = undefined;
    void session?.access.then(({ data }) => {
      if (session !== this.#of) return;
      this.#helpdesk = data?.contacts.helpdesk;
      this.requestUpdate();
    });
  }

  protected override render(): TemplateResult {
    const { data, state, failure } = this.#reading;
    return html`<section aria-label=${say.title} aria-busy=${state === 'loading'}>
      <header part="header">${heading(this.headingLevel, say.title, this.#count(data))}</header>
      ${data && (state === 'ready' || state === 'nothing-recorded')
        ? html`${this.#toolbar()} ${state === 'ready' ? this.#table(data) : this.#none()} ${this.#foot(data)}`
        : stateNotice(state, say.subject, { failure, retry: () => this.#reading.reload() })}
      ${why({ state, failure, session: this.#reading.session, data: undefined })}
    </section>`;
  }

  #count(data: AccessHistory | undefined): string | typeof nothing {
    if (!data?.accesses.length) return nothing;
    const { length } = data.accesses;
    return data.next === null ? say.visits(length) : say.atLeast(length);
  }

  #toolbar(): TemplateResult {
    const { from = '', to = '' } = this.#days;
    return html`<form class="toolbar" aria-label=${say.days} @submit=${this.#choose}>
      <label>${say.fromDay}<input type="date" name="from" .value=${from} /></label>
      <label>${say.toDay}<input type="date" name="to" .value=${to} /></label>
      <button type="submit">${say.show}</button>
      ${from || to ? html`<button type="reset" @click=${() => this.#ask({})}>${say.showAll}</button>` : nothing}
      ${this.#turned ? html`<p role="alert">${say.turned}</p>` : nothing}
    </form>`;
  }

  #choose(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [from, to] = ['from', 'to'].map((name) => String(form.get(name) ?? ''));
    this.#turned = Boolean(from && to && from > to);
    if (this.#turned) this.requestUpdate();
    else this.#ask({ ...(from && { from }), ...(to && { to }) });
  }

  #ask(days: Pick<Visits, 'from' | 'to'>): void {
    this.#days = days;
    this.#turned = false;
    this.#reading.reload();
  }

  #none(): TemplateResult {
    const { from, to } = this.#days;
    return html`<p class="state" part="notice" role="status">${say.noVisits(say.between(from && formatDay(from), to && formatDay(to)))}</p>`;
  }

  /** The roles are written out: rows that are laid out as blocks lose them in some browsers. */
  #table({ accesses }: AccessHistory): TemplateResult {
    return html`<table role="table" aria-label=${say.title} part="table">
      <thead>
        <tr role="row">
          ${[say.when, say.who, say.what, say.outcome].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${accesses.map((access) => this.#row(access))}
      </tbody>
    </table>`;
  }

  #row(access: Access): TemplateResult {
    const { at, until, user, organisation, purpose, sources } = access;
    const last = formatTime(until) === formatTime(at) ? nothing : html` <span class="aside">${say.until(formatTime(until))}</span>`;
    const roles = user.roles.map(({ display, code }) => display || code).join(', ');
    return html`<tr role="row" part="row">
      <th role="rowheader" scope="row" class="date">${formatDay(at)}${last}</th>
      <td role="cell" data-label=${say.who}>
        <strong>${user.name}</strong>
        <div>${say.whose(organisation.name || organisation.odsCode, roles)}</div>
        ${purpose ? classed('aside', say.purposes[purpose] ?? say.purpose(purpose), 'div') : nothing}
      </td>
      <td role="cell" data-label=${say.what}>
        ${this.#what(access)}
        <div class="aside">${sources.length ? say.from(sources.map(({ name, odsCode }) => name || odsCode).join(', ')) : say.noSource}</div>
      </td>
      <td role="cell" data-label=${say.outcome}>${this.#outcome(access)}</td>
    </tr>`;
  }

  #what({ actions, categories, refused, documents, outcome }: Access): TemplateResult {
    const asked = [
      ...categories.map(granted),
      ...(outcome === 'granted' ? [] : refused.map(titleOf)),
      ...actions.map(visitWords).filter((one) => one !== undefined),
      ...(documents ? [say.documents(documents)] : []),
    ];
    return html`<ul>
      ${[...new Set(asked)].map((line) => html`<li>${line}</li>`)}
      ${outcome === 'granted' && refused.length ? html`<li class="aside">${say.notGiven(refused.map(titleOf).join(', '))}</li>` : nothing}
    </ul>`;
  }

  #outcome({ outcome, code, refused }: Access): TemplateResult {
    if (outcome === 'granted') return html`<span>${refused.length ? say.grantedInPart : say.granted}</span>`;
    return html`<strong class="mark">${say.refused}</strong> <div>${(code && say.refusals[code]) ?? say.failed}</div>`;
  }

  #foot({ next, keptSince, answeredAt }: AccessHistory): TemplateResult {
    return html`${next === null
        ? nothing
        : html`<p class="state" role="status">
            ${this.#more === 'failed' ? say.moreFailed : nothing}
            <button ?disabled=${this.#more === 'loading'} @click=${() => void this.#load()}>${this.#more === 'loading' ? say.loading : say.more}</button>
          </p>`}
      <footer>
        <p>${say.explained}</p>
        <p>${keptSince === null ? say.keptAll : say.kept(formatDay(keptSince))} ${say.answered(formatDay(answeredAt))}</p>
        <p>${say.ask(this.#helpdesk ? words.contact(this.#helpdesk) : say.helpdesk)}</p>
      </footer>`;
  }

  async #load(): Promise<void> {
    const { session, data, signal } = this.#reading;
    if (!session || !data?.next || this.#more === 'loading') return;
    this.#more = 'loading';
    this.requestUpdate();
    const { data: earlier, failure } = await readAccesses(session.gateway, { ...this.#days, cursor: data.next }, signal);
    if (signal.aborted) return;
    this.#more = earlier ? 'ready' : 'failed';
    if (earlier) this.#reading.extend({ ...earlier, accesses: [...data.accesses, ...earlier.accesses] });
    else this.#reading.missed(failure);
  }
}

define('lcr-access-history', LcrAccessHistory);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-access-history': LcrAccessHistory;
  }
}
