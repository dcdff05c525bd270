import { css } from 'lit';
import { chip } from './chip.ts';

/** What reports and their charts need beyond the shared sheet. */
export const reportSheet = [chip, css`
  .report {
    border-top: 1px solid var(--_border);
  }
  .report-title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    align-items: baseline;
    padding: calc(var(--_space) / 2) calc(var(--_space) * 1.5);
  }
  .report-title > :first-child {
    flex: 1 1 14em;
    min-width: 0;
  }
  .report-title [role='heading'] {
    font-size: 1em;
  }
  .panels {
    padding-inline-start: 1.25em;
  }
  .conclusion,
  .line {
    padding: 0 calc(var(--_space) * 1.5) var(--_space);
  }
  .conclusion {
    white-space: pre-line;
  }
  .part {
    padding-inline-start: calc(var(--_space) * 3.5);
  }
  .trend {
    padding: var(--_space) calc(var(--_space) * 1.5);
    background: var(--_surface);
  }
  figure {
    margin: 0;
  }
  /* Reports stand below one another: so do their days, their flags, and the columns of what they found. */
  @container (width >= 44em) {
    .report-title {
      display: grid;
      grid-template-columns: minmax(0, 2fr) 9em minmax(0, 1fr) minmax(0, 1.25fr);
    }
    .measurements {
      table-layout: fixed;
    }
    .measurements th:first-child {
      width: 34%;
    }
    .measurements th:nth-child(2) {
      width: 22%;
    }
    .measurements th:last-child {
      width: 16%;
    }
  }
  @container (width < 44em) {
    .measurements tbody th:not(.aside) {
      font-weight: 700;
    }
    .measurements .chip {
      font-weight: 400;
    }
  }
  figcaption {
    font-weight: 700;
  }
  svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  svg text {
    fill: var(--_text-secondary);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  svg .band {
    fill: var(--lcr-success, light-dark(#00662f, #9fe0b6));
    opacity: 0.15;
  }
  svg .tick line {
    stroke: var(--_border);
  }
  svg .line {
    fill: none;
    stroke: var(--_link);
    stroke-width: 1.5;
  }
  svg .plain {
    fill: var(--_link);
  }
  svg .flagged {
    fill: var(--_danger);
  }
  svg g:focus-visible {
    outline: 3px solid var(--_on-focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    svg .band {
      fill: GrayText;
    }
    svg .line {
      stroke: CanvasText;
    }
    svg .plain,
    svg .flagged {
      fill: CanvasText;
    }
  }
`];
