import { html, nothing, type TemplateResult } from 'lit';
import type { Category, Session as Access } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { today } from '../format/place.ts';
import { chronicle, type Moment, type Month } from '../record/chronicle.ts';
import { statusesOf, titleOf } from '../record/title.ts';
import { categoryTitles as titles } from '../text/categories.ts';
import { timelineWords as say } from '../text/timeline.ts';
import { detail } from './detail.ts';
import { classed, filled } from './filled.ts';
import { heading, type Content } from './frame.ts';
import { atRow, rowButton, type Rows } from './rows.ts';

const named = (categories: readonly Category[]) => categories.map((category) => titles[category]).join(', ');

function moment({ entry, categories, place }: Moment, rows: Rows, access: Access | undefined): TemplateResult {
  const statuses = statusesOf(entry);
  const rough = place && !place.day ? classed('aside', place.month ? say.dayNotRecorded : nothing, 'div') : nothing;
  const plain = statuses.filter(({ turning }) => !turning).map(({ word }) => word);
  return html`<li class="moment" part="moment">
    <div class="date">${place ? formatDay(entry.when) : entry.when ? say.sentAs(entry.when) : say.undated}${rough}</div>
    <div>
      ${filled`${rowButton(entry.id, titleOf(entry), rows)}`}
      ${statuses.filter(({ turning }) => turning).map(({ word }) => html`<span class="chip">${word}</span> `)}
      <div class="aside">${[named(categories), ...plain, entry.source.name].join(' · ')}</div>
      ${rows.isOpen(entry.id)
        ? html`<div class="detail" part="detail">
            ${detail(entry, [], access)}
            <p class="aside">${say.wholeEntry(named(categories))}</p>
          </div>`
        : nothing}
    </div>
  </li>`;
}

const list = (moments: readonly Moment[], rows: Rows, access: Access | undefined) =>
  html`<ol>
    ${moments.map((each) => moment(each, rows, access))}
  </ol>`;

/** What a month is called; within its own year, one that was not recorded says so. */
const monthTitle = ({ year, month }: Month) => (month ? formatDay(`${year}-${month}`) : say.monthNotRecorded(year));

export interface Drawing {
  readonly dated: readonly Moment[];
  readonly undated: readonly Moment[];
  /** How many of the dated ones are drawn. */
  readonly limit: number;
  readonly level: number;
  readonly rows: Rows;
  readonly access: Access | undefined;
  readonly showMore: () => void;
}

/** Entries of all categories in one order of time, by year and month; those without a date stand apart. */
export function timeline({ dated, undated, limit, level, rows, access, showMore }: Drawing): Content {
  const done = atRow(rows);
  return html`<div @click=${done} @focusin=${done} @keydown=${done}>
    ${chronicle(dated.slice(0, limit), today()).map(
      ({ year, months }) => html`<div class="stretch">
        ${heading(level, year ?? say.future, nothing, 'group')}
        ${months.map((month) => html`<div class="month">${heading(level + 1, monthTitle(month), nothing)}${list(month.moments, rows, access)}</div>`)}
      </div>`,
    )}
    ${dated.length > limit ? html`<p class="state"><button @click=${showMore}>${say.showMore(limit, dated.length)}</button></p>` : nothing}
    ${undated.length
      ? html`<div class="stretch">
          ${heading(level, say.undated, undated.length, 'group')}
          <p class="month aside">${say.undatedNote}</p>
          <div class="month">${list(undated, rows, access)}</div>
        </div>`
      : nothing}
  </div>`;
}
