import { css } from 'lit';

/** What a list that is worked on needs beyond the shared sheet. */
export const deskSheet = css`
  /* How a host's page writes may not change what the record says: "mg" is not "MG", and nothing runs off the edge. */
  :host {
    text-transform: none;
    text-indent: 0;
    white-space: normal;
  }
  /* A list out of view is neither styled nor laid out until it comes near, if what then grows above the reader does not push away what is read. */
  /* Firefox measures nothing in what it leaves out: there it is laid out at once. */
  @supports (overflow-anchor: auto) and (not (-moz-appearance: none)) {
    :host {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 32em;
    }
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    justify-content: space-between;
  }
  .state button {
    margin-inline-end: 0.75em;
  }
  tbody th .aside {
    display: block;
    font-weight: 400;
  }
  .report {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2.5em;
  }
  footer :is(details, summary) {
    display: inline-block;
  }
  /* A day stays in one piece where there is room for it, and in a column that a wide letter makes too narrow it wraps. */
  :not(td).date {
    display: inline-block;
    white-space: normal;
  }
  .detail dl {
    display: grid;
    gap: 0 1em;
  }
  .paper {
    display: none;
    padding: 0 var(--_edge);
  }
  /* In a page that runs from right to left, 30-Jun-2025 may not be read as Jun-2025-30. */
  :host(:dir(rtl)) :is(th, td, p, li, dt, dd, div, span, strong, summary, footer) {
    unicode-bidi: plaintext;
  }
  /* On a card the labels stand in a column of their own, and what nobody sent, such as a flag, has no line. */
  @container (width < 44em) {
    td[data-label] {
      display: flow-root;
      padding-inline-start: calc(var(--_edge) + min(7em, 33cqi));
    }
    td[data-label]::before {
      float: inline-start;
      width: min(6.5em, 31cqi);
      margin-inline-start: calc(-1 * min(7em, 33cqi));
    }
    td:empty {
      display: none;
    }
  }
  @container (width >= 44em) {
    .detail dl {
      grid-template-columns: max-content 1fr;
    }
  }
  @media print {
    /* Paper is white, whatever the host's page is. */
    :host {
      color-scheme: light;
      content-visibility: visible;
    }
    button:not([data-row]) {
      display: none;
    }
    .paper {
      display: block;
    }
    ::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    .report {
      content-visibility: visible;
    }
  }
`;

/**
 * What a widget of thousands of rows needs: a browser leaves out a part of a table only where that is laid out as a
 * block, so that its columns are equal. It is a sheet of its own because a selector that looks inside a table for long
 * parts would have every row of it styled anew with each part that comes.
 */
export const longSheet = css`
  [part='table'] > tbody {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 100em;
  }
  @container (min-width: 700px) {
    [part='table'],
    [part='table'] > * {
      display: block;
    }
    [part='table'] > * > tr {
      display: grid;
      grid: auto / minmax(0, 1.5fr);
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
    }
  }
  @media print {
    [part='table'] > tbody {
      content-visibility: visible;
    }
  }
`;
