import { html, nothing, type TemplateResult } from 'lit';
import type { Section } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import type { Standing } from '../../src/record/gathering.ts';
import { excerpt, isEnough, search, type Hit } from '../../src/record/search.ts';
import { statusesOf, titleOf } from '../../src/record/title.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { recordWords } from '../../src/text/record.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';

const say = recordWords.search;

/** So many are listed at once; more words find fewer. */
const LISTED = 50;

/** The number of entries that a section has, or at least has. */
export const totalOf = ({ total, entries, next }: Section): string => String(total ?? (next ? words.atLeast(entries.length + 1) : entries.length));

/** What the search could not look at: its answer is only as good as what was loaded. */
function notSearched(all: readonly Standing[]): string[] {
  return [
    ...all.flatMap(({ category, state, section, completeness }) => {
      const title = titles[category];
      if (!section) return [say.state(title, recordWords.states[state])];
      return [
        ...(section.next ? [say.further(title, section.entries.length, totalOf(section))] : []),
        ...(completeness === 'partial' ? [say.missing(title)] : []),
      ];
    }),
    say.documents,
  ];
}

function line({ category, entry, passage }: Hit, query: string, hidden: string | undefined, open: (hit: Hit) => void, hit: Hit): TemplateResult {
  const turning = statusesOf(entry).filter((status) => status.turning);
  return html`<li>
    <button @click=${() => open(hit)}>${titleOf(entry)}</button>
    ${turning.map(({ word }) => html`<span class="chip">${word}</span> `)}
    <div class="aside">${say.line(titles[category], formatDay(entry.when), entry.source.name)}</div>
    ${passage ? classed('passage', excerpt(passage, query, say.cut), 'div') : nothing}
    ${hidden === entry.id ? html`<p role="status">${say.hidden}</p>` : nothing}
  </li>`;
}

/** What was found among what is loaded, what was looked at, and what was not. */
export function found(query: string, all: readonly Standing[], hidden: string | undefined, open: (hit: Hit) => void): Content {
  if (!query.trim()) return nothing;
  if (!isEnough(query)) return html`<div class="found" part="found"><p role="status">${say.tooShort}</p></div>`;
  const sections = all.flatMap(({ section }) => section ?? []);
  const hits = search(sections, query);
  return html`<div class="found" part="found">
    <p role="status"><strong>${!hits.length ? say.nothing : hits.length > LISTED ? say.firstOf(LISTED, hits.length) : say.found(hits.length)}</strong></p>
    <ul>${hits.slice(0, LISTED).map((hit) => line(hit, query, hidden, open, hit))}</ul>
    <div class="aside">
      <p>${say.searched(sections.reduce((sum, { entries }) => sum + entries.length, 0), sections.length)}</p>
      <p>${say.notSearched} ${notSearched(all).join('; ')}.</p>
    </div>
  </div>`;
}
