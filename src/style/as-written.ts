import { css } from 'lit';

/** In a page that runs from right to left, 30-Jun-2025 may not be read as Jun-2025-30, nor 999 526 0182 as 0182 526 999. A list has it with its desk. */
export const asWritten = css`
  :host(:dir(rtl)) :is(th, td, p, li, dt, dd, div, span, strong, summary, footer) {
    unicode-bidi: plaintext;
  }
`;
