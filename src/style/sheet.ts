import { css } from 'lit';
import { tokens } from './tokens.ts';

/** The one sheet that all widgets share. Wide or narrow is a matter of the widget's own width, not the window's. */
export const sheet = [
  tokens,
  css`
    :host {
      display: block;
      container-type: inline-size;
      box-sizing: border-box;
      color: var(--_text);
      background: var(--_surface);
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      font: var(--_font-size) / var(--_line-height) var(--_font);
      font-family: var(--_font);
      text-align: start;
      overflow-wrap: anywhere;
    }
    :host([hidden]) {
      display: none;
    }
    * {
      box-sizing: border-box;
    }
    header,
    footer,
    .notice,
    .state {
      padding: var(--_space) calc(var(--_space) * 1.5);
    }
    h2,
    [role='heading'] {
      margin: 0;
      font-size: 1.125em;
      font-weight: 700;
    }
    .group {
      padding: var(--_space) calc(var(--_space) * 1.5);
      background: var(--_surface-raised);
      border-top: 1px solid var(--_border);
      font-size: 1em;
    }
    .count {
      margin-inline-start: 0.5em;
      font-weight: 400;
      color: var(--_text-secondary);
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
      color: var(--_warning);
      border-block: 1px solid var(--_warning-border);
      border-inline-start: 6px solid var(--_warning-border);
    }
    .notice strong,
    .state strong {
      display: block;
    }
    .danger {
      background: var(--_danger-surface);
      border-color: var(--_danger);
    }
    .state {
      border-top: 1px solid var(--_border);
    }
    .known {
      font-size: 1.25em;
    }
    button,
    summary {
      font: inherit;
      min-height: var(--_target);
      cursor: pointer;
    }
    button {
      padding: 0 0.25em;
      border: 0;
      background: none;
      color: var(--_link);
      text-align: inherit;
      text-decoration: underline;
      overflow-wrap: inherit;
    }
    a {
      color: var(--_link);
    }
    :focus-visible {
      outline: 3px solid var(--_on-focus);
      outline-offset: 0;
      background: var(--_focus);
      color: var(--_on-focus);
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding: calc(var(--_space) / 2) calc(var(--_space) * 0.75);
      border-top: 1px solid var(--_border);
      text-align: start;
      vertical-align: baseline;
      font-weight: 400;
    }
    th:first-child,
    td:first-child {
      padding-inline-start: calc(var(--_space) * 1.5);
    }
    thead th {
      color: var(--_text-secondary);
      font-size: 0.875em;
    }
    tbody th button {
      font-weight: 700;
      color: inherit;
      text-decoration: none;
      padding: 0;
    }
    tbody th button::before {
      content: '▸ ' / '';
      color: var(--_link);
    }
    tbody th button[aria-expanded='true']::before {
      content: '▾ ' / '';
    }
    tbody th button:hover {
      text-decoration: underline;
    }
    .number {
      font-variant-numeric: tabular-nums;
    }
    .mark {
      font-weight: 700;
      color: var(--_danger);
    }
    .chip {
      display: inline-block;
      padding: 0 0.4em;
      border: 1px solid currentcolor;
      border-radius: var(--_radius);
      font-size: 0.875em;
    }
    .aside,
    footer {
      color: var(--_text-secondary);
      font-size: 0.875em;
    }
    footer {
      border-top: 1px solid var(--_border);
    }
    footer details,
    footer summary {
      display: inline;
    }
    summary {
      color: var(--_link);
      text-decoration: underline;
    }
    .detail {
      padding: var(--_space) calc(var(--_space) * 1.5);
      background: var(--_surface-raised);
    }
    .detail dl {
      display: grid;
      grid-template-columns: minmax(7em, max-content) 1fr;
      gap: 0.15em 1em;
    }
    dt {
      color: var(--_text-secondary);
      white-space: nowrap;
    }
    .quiet {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .bone {
      height: 1em;
      margin: calc(var(--_space) * 1.5);
      background: var(--_surface-raised);
      border-radius: var(--_radius);
    }
    @media (prefers-reduced-motion: no-preference) {
      .bone {
        animation: breathe 1.5s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.4;
        }
      }
    }
    @container (max-width: 559px) {
      table,
      tbody,
      tbody tr,
      tbody th,
      tbody td {
        display: block;
      }
      thead {
        display: none;
      }
      tbody th,
      tbody td {
        border: 0;
        padding-block: 0;
        padding-inline: calc(var(--_space) * 1.5);
      }
      tbody tr {
        padding-block: var(--_space);
        border-top: 1px solid var(--_border);
      }
      td[data-label]::before {
        content: attr(data-label) ': ';
        color: var(--_text-secondary);
      }
      .detail {
        padding-inline: 0;
        background: none;
      }
      .detail dl {
        grid-template-columns: 1fr;
      }
    }
    @media (prefers-contrast: more) {
      :host {
        --_border: currentcolor;
        --_text-secondary: var(--_text);
      }
    }
    @media print {
      button:not(tbody th button) {
        display: none;
      }
    }
  `,
];
