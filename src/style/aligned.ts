import { css } from 'lit';

/**
 * For a widget of several tables: their columns stand below one another, and where there is room for columns, only
 * the first table shows its headings. To a screen reader every table keeps its own.
 */
export const alignedSheet = css`
  @container (width >= 44em) {
    table {
      table-layout: fixed;
    }
    td.date {
      white-space: normal;
    }
    th:first-child {
      width: 28%;
    }
    /* Of six columns none may be too narrow for a day. */
    thead tr:has(> :nth-child(6)) > :first-child {
      width: 22%;
    }
    table ~ table thead th {
      padding-block: 0;
      border: 0;
      line-height: 0;
      opacity: 0;
    }
  }
`;
