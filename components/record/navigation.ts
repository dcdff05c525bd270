import { html, nothing, type TemplateResult } from 'lit';
import type { Standing } from '../../src/record/gathering.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { recordWords as say } from '../../src/text/record.ts';
import { classed } from '../../src/view/filled.ts';
import { atRow, type Rows } from '../../src/view/rows.ts';
import type { Content } from '../../src/view/frame.ts';
import { totalOf } from './found.ts';

/** Where the reader can go beside the categories. */
export const REFUSED = 'refused';

/** What stands beside a category: how many entries, or its state in words. */
function beside({ state, completeness, section }: Standing): Content {
  if (state !== 'ready' || !section) {
    const short = state === 'failed' || state === 'incomplete' || state === 'session-ended';
    return html`<span class=${short ? 'count short' : 'count'}>${say.states[state]}</span>`;
  }
  const count = totalOf(section);
  return completeness === 'partial'
    ? classed('count short', say.partly(count))
    : classed('count', count);
}

/** The list of categories: one Tab stop, with the arrow keys inside; folded away where it is narrow. */
export function navigation(
  shown: readonly Standing[],
  refused: readonly Standing[],
  rows: Rows,
  menu: { open: boolean; toggle: () => void },
): TemplateResult {
  const stop = (key: string, title: string, more: Content) => html`<li>
    <button data-row=${key} tabindex=${rows.isCurrent(key) ? 0 : -1}>
      <span>${title}</span> ${more}
    </button>
  </li>`;
  const done = atRow(rows);
  return html`<nav part="navigation" aria-label=${say.navigation} ?data-closed=${!menu.open} @click=${done} @focusin=${done} @keydown=${done}>
    <button class="menu" aria-expanded=${menu.open} @click=${menu.toggle}>${say.showCategories}</button>
    <ul>
      ${shown.map((one) => stop(one.category, titles[one.category], beside(one)))}
      ${refused.length ? stop(REFUSED, say.notForRole, classed('count', refused.length)) : nothing}
    </ul>
  </nav>`;
}
