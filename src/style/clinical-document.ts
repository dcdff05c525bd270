import { css } from 'lit';
import { chip } from './chip.ts';

/** What documents, plans and assessments need beyond the shared sheet. */
export const clinicalDocumentSheet = [chip, css`
  .whole {
    white-space: pre-line;
  }
  .scale {
    display: inline-block;
  }
  .under {
    display: block;
  }
`];
