import { css } from 'lit';

/** What the whole record needs beyond the shared sheet. It scrolls with the host's page, the navigation beside it. */
export const recordSheet = css`
  :host {
    text-transform: none;
    text-indent: 0;
    white-space: normal;
  }
  :host {
    border: 0;
    background: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) 1.5em;
    align-items: baseline;
    padding-inline: 0;
  }
  header [role='heading'] {
    flex: 1 1 auto;
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    align-items: baseline;
  }
  input {
    box-sizing: border-box;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_text-secondary);
    border-radius: var(--_radius);
    min-height: max(32px, var(--_target));
    padding-inline: 0.5em;
    width: 14em;
    max-width: 100%;
  }
  .frame {
    display: grid;
    grid-template-columns: 14.5em minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    align-items: start;
  }
  nav,
  .found,
  .refused,
  .room > .state {
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
  }
  nav {
    position: sticky;
    inset-block-start: var(--_space);
    max-height: calc(100vh - var(--_space) * 2);
    overflow: auto;
  }
  nav ul,
  .found ul {
    list-style: none;
    padding: 0;
  }
  nav [data-row] {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    width: 100%;
    gap: 0 0.75em;
    overflow-wrap: break-word;
    min-height: max(32px, var(--_target));
    padding: 0.25em var(--_edge);
    font-weight: 400;
    text-align: start;
  }
  nav [data-row]::before {
    content: none;
  }
  nav [data-row]:hover {
    background: var(--_surface-raised);
  }
  /* A number stays beside its title; a sentence goes below it. */
  nav [data-row] :first-child {
    flex: 1 1 7em;
    min-width: min-content;
  }
  nav .short {
    color: var(--_danger);
    font-weight: 700;
  }
  .menu {
    display: none;
  }
  .rooms {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .room {
    scroll-margin-block-start: var(--_space);
  }
  .room > .state {
    padding: var(--_space) var(--_edge);
  }
  .room:focus-visible {
    outline: 3px solid var(--_on-focus);
    outline-offset: 2px;
    background: none;
  }
  .refused,
  .found {
    padding: var(--_space) var(--_edge);
  }
  .found {
    margin-block-end: calc(var(--_space) * 2);
  }
  .found li {
    padding-block: calc(var(--_space) / 2);
    border-top: var(--_line);
  }
  .found li button {
    font-weight: 700;
  }
  .passage {
    white-space: pre-line;
  }
  .paper {
    display: none;
  }
  @container (max-width: 839px) {
    .frame {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space);
    }
    .search,
    input {
      width: 100%;
    }
    nav {
      max-height: 60vh;
      z-index: 1;
    }
    .menu {
      display: block;
      width: 100%;
      padding: 0.25em var(--_edge);
      min-height: max(32px, var(--_target));
    }
    nav[data-closed] ul {
      display: none;
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
    .paper {
      display: block;
      border: 2px solid;
      padding: 0.75em;
      margin-block-end: 1em;
    }
    .paper dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 0 1em;
    }
    header,
    nav,
    .found {
      display: none;
    }
    .frame,
    .rooms {
      display: block;
    }
    .room {
      margin-block-end: 1em;
    }
  }
`;
