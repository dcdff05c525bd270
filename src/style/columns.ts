import { css } from 'lit';

/** Groups of one list have their columns below each other: the name and what matters most about it have the most room. */
export const columnSheet = css`
  @container (width >= 44em) {
    table {
      table-layout: fixed;
    }
    td.date {
      white-space: normal;
    }
    thead th:nth-child(1) {
      width: 22%;
    }
    thead th:nth-child(2) {
      width: 26%;
    }
    thead tr:not(:has(> :nth-child(5))) > :first-child {
      width: 34%;
    }
  }
  /* Of six columns none may be too narrow for a day. */
  @container (44em <= width < 56em) {
    thead tr:has(> :nth-child(6)) > :nth-child(1) {
      width: 20%;
    }
    thead tr:has(> :nth-child(6)) > :nth-child(2) {
      width: 17%;
    }
  }
`;
