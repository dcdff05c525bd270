import { css } from 'lit';

/** Groups of one list have their columns below each other: the name and what matters most about it have the most room. */
export const columnSheet = css`
  @container (min-width: 900px) {
    table {
      table-layout: fixed;
    }
    thead th:nth-child(1) {
      width: 24%;
    }
    thead th:nth-child(2) {
      width: 26%;
    }
  }
`;
