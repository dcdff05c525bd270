import { css } from 'lit';

/** What results side by side need beyond the shared sheet; it comes with them. */
export const cumulativeSheet = css`
  .across {
    overflow-x: auto;
    overscroll-behavior-x: contain;
    border-top: var(--_line);
  }
  @container (width >= 44em) {
    .across table {
      width: max-content;
      min-width: 100%;
      border-collapse: separate;
      border-spacing: 0;
    }
    .across tbody td,
    .across thead th {
      min-width: 7em;
      max-width: 14em;
    }
    .across tr > :first-child {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-width: 11em;
      max-width: 16em;
      background: var(--_surface);
      border-inline-end: var(--_line);
    }
  }
  @container (width < 44em) {
    .across td[data-label] {
      padding-inline-start: calc(var(--_edge) + 9.5em);
    }
    .across td[data-label]::before {
      width: 9.5em;
      margin-inline-start: -9.5em;
    }
  }
  .across .aside,
  .across .chip {
    display: block;
    width: fit-content;
  }
`;
