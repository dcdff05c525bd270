import { html, nothing } from 'lit';
import type { Session as Access } from '../../api-spec/record.ts';
import type { Standing } from '../../src/record/gathering.ts';
import { categoryTitles as titles, kindTitles } from '../../src/text/categories.ts';
import { recordWords as say } from '../../src/text/record.ts';
import { words } from '../../src/text/words.ts';
import { heading, type Content } from '../../src/view/frame.ts';
import { REFUSED } from './navigation.ts';

/** What the reader's role does not have, category by category and kind by kind, why, and whom to ask (provider FAQ). */
export function refusals(shown: readonly Standing[], refused: readonly Standing[], access: Access | undefined, level: number): Content {
  const narrowed = shown.flatMap(({ category }) => {
    const kinds = access?.categories.find((grant) => grant.category === category)?.kinds;
    return kinds?.length ? [say.kindsOnly(titles[category], kinds.map((kind) => kindTitles[kind]).join(', '))] : [];
  });
  if (!refused.length && !narrowed.length) return nothing;
  const contact = access?.contacts.localSystemAdministrator ?? refused.find(({ failure }) => failure?.contact)?.failure?.contact;
  return html`<div class="refused" part="refused" data-room=${REFUSED} tabindex="-1" role="group" aria-label=${say.notForRole}>
    ${heading(level, say.notForRole)}
    <ul>
      ${[...refused.map(({ category }) => titles[category]), ...narrowed].map((line) => html`<li>${line}</li>`)}
    </ul>
    <details>
      <summary>${say.why}</summary>
      <p>${say.because}</p>
      ${access ? html`<p>${say.youAre(access.user.name, access.user.roles.map(({ display }) => display).join(', '), access.organisation.name)}</p>` : nothing}
      <p>${say.askFor(contact ? words.contact(contact) : say.administrator)}</p>
    </details>
  </div>`;
}
