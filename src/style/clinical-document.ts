import { css } from 'lit';

/** What documents, plans and assessments need beyond the shared sheet. */
export const clinicalDocumentSheet = css`
  .chip {
    padding: 0 0.4em;
    border: 1px solid;
    border-radius: var(--_radius);
    font-weight: 400;
    display: inline-block;
  }
  .whole {
    white-space: pre-line;
  }
  .scale {
    display: inline-block;
  }
  .under {
    display: block;
  }
`;
