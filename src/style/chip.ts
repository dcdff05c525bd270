import { css } from 'lit';

/** A status that is not the usual one, beside what it is the status of. */
export const chip = css`
  .chip {
    padding: 0 0.4em;
    border: 1px solid;
    border-radius: var(--_radius);
    font-weight: 400;
    display: inline-block;
  }
`;
