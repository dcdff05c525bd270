import { css } from 'lit';

/** What documents need beyond the shared sheet. Paper is white and its ink dark, whatever the host's colours are. */
export const documentSheet = css`
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    align-items: baseline;
  }
  .name {
    font-weight: 700;
    flex: 1 1 10em;
    min-width: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    align-items: center;
    padding: 0 var(--_edge) var(--_space);
  }
  .tools button[aria-disabled='true'] {
    color: var(--_text-secondary);
    cursor: default;
  }
  a {
    color: var(--_link);
  }
  .copy {
    display: inline-block;
    min-height: var(--_target);
  }
  .aside.line {
    padding: var(--_space) var(--_edge) 0;
  }
  .aside.line:last-child {
    padding-block-end: var(--_space);
  }
  .frame,
  .sheets,
  .text {
    box-sizing: border-box;
    display: block;
    width: 100%;
    height: min(75vh, 60rem);
    margin: 0;
    border: 0;
    border-block: var(--_line);
    overflow: auto;
    color-scheme: only light;
    background: #e8edee;
  }
  :is(.sheets, .text, .frame):focus-visible {
    outline-offset: -3px;
  }
  .frame,
  .text {
    background: #fff;
    color: #212b32;
  }
  .text {
    height: auto;
    max-height: min(75vh, 60rem);
    padding: var(--_edge);
    white-space: pre-wrap;
    font-family: ui-monospace, Consolas, monospace;
    font-size: 0.9375em;
  }
  .sheets .sheet {
    position: relative;
    box-sizing: border-box;
    /* No wider than paper at arm's length, until somebody wants it larger. */
    width: calc(min(100%, 56rem) * var(--_zoom, 1));
    margin: 0 auto var(--_space);
    background: #fff;
  }
  canvas,
  .sheet img {
    display: block;
    width: 100%;
  }
  canvas {
    height: 100%;
  }
  /* The words of a page lie over its picture, unseen, in the places and sizes that PDF.js gives them. */
  .words {
    --min-font-size: 1;
    --scale-round-x: 1px;
    --scale-round-y: 1px;
    position: absolute;
    inset: 0;
    overflow: clip;
    line-height: 1;
    text-align: initial;
    transform-origin: 0 0;
    forced-color-adjust: none;
  }
  .words[data-main-rotation='90'] {
    transform: rotate(90deg) translateY(-100%);
  }
  .words[data-main-rotation='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }
  .words[data-main-rotation='270'] {
    transform: rotate(270deg) translateX(-100%);
  }
  .words > * {
    --font-height: 0;
    --scale-x: 1;
    --rotate: 0deg;
    position: absolute;
    color: transparent;
    white-space: pre;
    cursor: text;
    font-size: calc(var(--total-scale-factor, 1) * var(--min-font-size) * var(--font-height));
    transform-origin: 0 0;
    transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(calc(1 / var(--min-font-size)));
  }
  @media print {
    .frame,
    .sheets,
    .text {
      height: auto;
      max-height: none;
    }
  }
`;
