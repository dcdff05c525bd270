import { html, nothing, type TemplateResult } from 'lit';
import { formatDay } from '../format/day.ts';

/** A sentence with days in it, none of which breaks at its hyphens: "recorded 12-Mar-2019". */
export const unbroken = (sentence: string): TemplateResult =>
  html`${sentence.split(/(\d\d-\p{L}+-\d{4})/u).map((part, place) => (place % 2 ? html`<span class="date">${part}</span>` : part))}`;

/** A line with a day in it, which never breaks inside the day: "since 12-Mar-2019". */
export const dated = (before: string, date: string, after = ''): TemplateResult =>
  html`<div>${before ? `${before} ` : nothing}<span class="date">${formatDay(date, false)}</span>${after ? ` ${after}` : nothing}</div>`;
