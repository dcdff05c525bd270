import { css } from 'lit';
import { chip } from '../../src/style/chip.ts';

/** What the timeline needs beyond the shared sheet: the dates stand in a column of their own where there is room. */
export const timelineSheet = [chip, css`
  :host {
    text-transform: none;
    text-indent: 0;
    white-space: normal;
  }
  .month {
    padding: calc(var(--_space) / 2) var(--_edge);
  }
  .month [role='heading'] {
    font-size: 1em;
    color: var(--_text-secondary);
  }
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .moment {
    display: grid;
    grid-template-columns: 9.5em minmax(0, 1fr);
    gap: 0 1em;
    padding-block: calc(var(--_space) / 2);
    border-top: var(--_line);
  }
  .filter {
    padding: calc(var(--_space) / 2) var(--_edge);
    border-top: var(--_line);
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    columns: 16em;
  }
  legend {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
  fieldset label {
    display: flex;
    gap: 0.5em;
    align-items: baseline;
    min-height: var(--_target);
    break-inside: avoid;
  }
  @container (max-width: 559px) {
    .moment {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
    .filter:not([data-narrowed]) {
      display: none;
    }
  }
`];
