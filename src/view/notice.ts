import { html, nothing, type TemplateResult } from 'lit';
import type { KnownNone, SourceAnswer, State } from '../../api-spec/record.ts';
import type { Failure } from '../api/client.ts';
import { formatDay } from '../format/day.ts';
import { words, type CategoryWords } from '../text/words.ts';
import { classed } from './filled.ts';
import { skeleton } from './frame.ts';

/** What is missing from a list, source by source, in sentences. */
export function missing(sources: readonly SourceAnswer[]): string[] {
  const say = words.missing;
  return sources.flatMap(({ organisation, status, withheld, uncoded, unreadable }) => {
    const who = organisation.name;
    return [
      status === 'answered' ? '' : say.status(who, words.completeness.status[status]),
      withheld ? say.withheld(who) : '',
      uncoded ? say.uncoded(who, uncoded) : '',
      unreadable ? say.unreadable(who, unreadable) : '',
    ].filter(Boolean);
  });
}

const retryButton = (retry: () => void) => html`<button @click=${retry}>${words.tryAgain}</button>`;
const lines = (sentences: readonly string[]) => html`<ul>${sentences.map((line) => html`<li>${line}</li>`)}</ul>`;

/** The warning above a list that is not whole: which source, why, and what to do. */
export const missingNotice = (sources: readonly SourceAnswer[], retry: () => void): TemplateResult =>
  html`<div class="notice" part="notice" role="status">
    <strong>${words.missing.incomplete}</strong>
    ${lines(missing(sources))}
    ${sources.some(({ status }) => status !== 'answered' && status !== 'not-connected') ? retryButton(retry) : nothing}
  </div>`;

const stated = ({ scope, code }: KnownNone): string => words.knownNone[scope] ?? code.display;

/** A source's own coded statement of absence, with who made it and when. */
export const statements = (known: readonly KnownNone[]): TemplateResult =>
  html`<ul>
    ${known.map((none) => html`<li>${words.statement(stated(none), none.source.name, formatDay(none.recorded ?? none.when))}</li>`)}
  </ul>`;

/** Everything that a widget shows when it has no entries: each state in its own words, and who can help. */
export function stateNotice(
  state: State,
  what: CategoryWords,
  detail: { failure?: Failure | undefined; sources?: readonly SourceAnswer[]; known?: readonly KnownNone[]; retry: () => void },
): TemplateResult {
  const [title, body] = words.states[state].map((sentence) => sentence.replace('%', () => what.title));
  if (state === 'loading') return skeleton(title ?? '');
  const { failure, known = [], sources = failure?.sources ?? [], retry } = detail;
  const own = failure && words.failures[failure.code];
  const holes = missing(sources);
  const isFault = state === 'failed' || state === 'incomplete';
  return html`<div class=${isFault ? 'notice danger' : 'state'} part="notice" role="status">
    <strong>${state === 'known-none' ? [...new Set(known.map(stated))].join(', ') : title}</strong>
    ${own ? html`<p>${own}</p>` : nothing} ${holes.length ? lines(holes) : nothing}
    ${own && state === 'no-patient' ? nothing : html`<p>${body?.replace('@', () => (failure?.contact ? words.contact(failure.contact) : words.serviceDesk))}</p>`}
    ${known.length ? statements(known) : nothing}
    ${what.caution && sources.length && state !== 'failed' ? html`<p>${what.caution}</p>` : nothing}
    ${isFault || state === 'session-ended' ? retryButton(retry) : nothing}
    ${failure?.correlationId ? classed('aside', words.reference(failure.correlationId), 'p') : nothing}
  </div>`;
}
