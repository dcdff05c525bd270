import { css } from 'lit';

/** What the filter needs beyond the shared sheet; it comes with it. */
export const toolbarSheet = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 2);
    align-items: end;
    /* WebKit takes what a field does not show of a long choice for a part of the page. */
    overflow: hidden;
    padding: var(--_space) var(--_edge);
    border-top: var(--_line);
    background: var(--_surface-raised);
  }
  .toolbar label {
    display: grid;
    /* A field is as wide as its longest choice, or as a date, unless its column may be narrower. */
    grid-template-columns: minmax(0, 1fr);
    flex: 1 1 9em;
    max-width: 100%;
    font-size: 0.875em;
  }
  .toolbar label.tick {
    display: flex;
    gap: 0.5em;
    align-items: center;
    min-height: var(--_target);
  }
  .toolbar :is(input, select) {
    box-sizing: border-box;
    min-width: 0;
    max-width: 100%;
    min-height: max(var(--_target), 2em);
    padding: 0 0.375em;
    font: inherit;
    font-size: 1rem;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_text-secondary);
    border-radius: var(--_radius);
  }
  .toolbar .tick input {
    width: 1.25em;
    min-height: 1.25em;
  }
  @media print {
    .toolbar {
      display: none;
    }
  }
`;
