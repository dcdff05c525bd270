import { css } from 'lit';
import { tokens } from './tokens.ts';

/** The one sheet that all widgets share. Wide or narrow is a matter of the widget's own width, not the window's. */
export const sheet = [
  tokens,
  css`
    :host {
      --_line: 1px solid var(--_border);
      --_edge: calc(var(--_space) * 1.5);
      display: block;
      container-type: inline-size;
      color: var(--_text);
      background: var(--_surface);
      border: var(--_line);
      border-radius: var(--_radius);
      font-family: var(--_font);
      font-size: var(--_font-size);
      line-height: var(--_line-height);
      text-align: start;
      overflow-wrap: anywhere;
    }
    :host([hidden]) {
      display: none;
    }
    header,
    footer,
    .notice,
    .state,
    .group,
    .detail {
      padding: var(--_space) var(--_edge);
    }
    footer,
    .state,
    .group,
    th,
    td {
      border-top: var(--_line);
    }
    .group,
    .detail,
    .bone {
      background: var(--_surface-raised);
    }
    [role='heading'] {
      font-size: 1.125em;
      font-weight: 700;
    }
    .aside,
    .count,
    footer,
    dt,
    thead th {
      color: var(--_text-secondary);
      font-size: 0.875em;
    }
    .count {
      font-weight: 400;
    }
    .count,
    .date,
    .number {
      font-variant-numeric: tabular-nums;
    }
    p,
    ul,
    dl,
    dd {
      margin: 0;
    }
    ul {
      padding-inline-start: 1.25em;
    }
    .notice {
      background: var(--_warning-surface);
      border-inline-start: 6px solid var(--_warning-border);
    }
    .danger {
      background: var(--_danger-surface);
      border-color: var(--_danger);
    }
    .mark {
      font-weight: 700;
      color: var(--_danger);
    }
    button,
    summary {
      font: inherit;
      min-height: var(--_target);
      color: var(--_link);
      text-decoration: underline;
      cursor: pointer;
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      text-align: inherit;
    }
    :focus-visible {
      outline: 3px solid var(--_on-focus);
      background: var(--_focus);
      color: var(--_on-focus);
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding: calc(var(--_space) / 2) 0.375em;
      text-align: start;
      vertical-align: top;
      line-height: 1.5;
      font-weight: 400;
      /* No column may be squeezed until ordinary words break, nor pushed away by one monstrous word in another. */
      min-width: 5.75em;
    }
    tbody th {
      min-width: 8.5em;
    }
    :is(th, td):first-child {
      padding-inline-start: var(--_edge);
    }
    .date {
      white-space: nowrap;
    }
    [data-row] {
      display: inline-flex;
      gap: 0.3em;
      font-weight: 700;
      color: inherit;
      text-decoration: none;
    }
    [data-row]::before {
      content: '▸' / '';
      color: var(--_link);
    }
    [data-row][aria-expanded='true']::before {
      content: '▾' / '';
    }
    footer :is(details, summary) {
      display: inline;
    }
    .bone {
      height: 1em;
      margin: var(--_edge);
    }
    @container (width < 44em) {
      table,
      tbody,
      tbody :is(tr, th, td) {
        display: block;
      }
      thead {
        display: none;
      }
      tbody :is(th, td) {
        min-width: 0;
        border: 0;
        padding-block: 0;
        padding-inline: var(--_edge);
      }
      tbody tr {
        padding-block: var(--_space);
        border-top: var(--_line);
      }
      td[data-label]::before {
        content: attr(data-label) ': ';
        color: var(--_text-secondary);
      }
    }
    @media (prefers-contrast: more) {
      :host {
        --_border: currentcolor;
        --_text-secondary: var(--_text);
      }
    }
  `,
];
