import { html, nothing, type TemplateResult } from 'lit';
import { formatDay } from '../format/day.ts';

/** A line with a day in it, which never breaks inside the day: "since 12-Mar-2019". */
export const dated = (before: string, date: string, after = ''): TemplateResult =>
  html`<div>${before ? `${before} ` : nothing}<span class="date">${formatDay(date, false)}</span>${after ? ` ${after}` : nothing}</div>`;
