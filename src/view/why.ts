import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { Session as Access, SourceAnswer, State } from '../../api-spec/record.ts';
import type { Failure } from '../api/client.ts';
import { whyWords as say } from '../text/why.ts';
import { words } from '../text/words.ts';

/** A reading, as far as it says why something is not shown. */
export interface Unseen {
  readonly state: State;
  readonly failure: Failure | undefined;
  readonly data: { readonly sources: readonly SourceAnswer[] } | undefined;
  readonly session: { readonly access: Promise<{ data?: Access }> } | undefined;
}

/**
 * "Why can't I see this?" with whom to ask, for whatever was refused or is kept back; nothing where nothing is. The
 * answer is the same for every patient: it gives away neither what there is nor how much.
 */
export function why({ state, failure, data, session }: Unseen): TemplateResult | typeof nothing {
  const cause = data?.sources.some(({ withheld }) => withheld) ? 'withheld' : state;
  const reasons = Object.hasOwn(say.reasons, cause) ? say.reasons[cause] : undefined;
  if (!reasons) return nothing;
  const known = session?.access.then(({ data: access }) => whom(cause, failure, access), () => whom(cause, failure));
  return html`<details class="state" part="why">
    <summary>${say.title}</summary>
    ${reasons.map((reason) => html`<p>${reason}</p>`)} ${known ? until(known, whom(cause, failure)) : whom(cause, failure)}
  </details>`;
}

/** Access is a matter of the user's own organisation; sharing is one of the record (provider FAQ). */
function whom(cause: string, failure: Failure | undefined, access?: Access): TemplateResult {
  const contact = failure?.contact;
  if (cause !== 'opted-out') {
    const asked = contact ?? access?.contacts.localSystemAdministrator;
    return html`<p>${say.ask(asked ? words.contact(asked) : say.localSystemAdministrator)}</p>`;
  }
  const page = access?.optOutPage;
  const asked = contact ?? access?.contacts.helpdesk;
  return html`<p>${say.helpdesk(asked ? words.contact(asked) : say.theHelpdesk)}</p>
    ${page ? html`<p><a href=${page} target="_blank" rel="noreferrer">${say.optOutPage}</a></p>` : nothing}`;
}
