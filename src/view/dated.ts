import { html, type TemplateResult } from 'lit';
import { formatDay } from '../format/day.ts';
import { classed, filled, none, piece } from './filled.ts';

/** A sentence with days in it, none of which breaks at its hyphens: "recorded 12-Mar-2019". */
export const unbroken = (sentence: string): TemplateResult =>
  html`${sentence.split(/(\d\d-\p{L}+-\d{4})/u).map((part, place) => (place % 2 ? classed('date', part) : part))}`;

/** A line with a day in it, which never breaks inside the day: "since 12-Mar-2019". */
export const dated = (before: string, date: string, after = ''): TemplateResult =>
  filled`<div>${before ? piece`${before} ` : none}<span class="date" .textContent=${formatDay(date, false)}></span>${after ? piece` ${after}` : none}</div>`;
