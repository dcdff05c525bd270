import { html, nothing, type TemplateResult } from 'lit';

/** Anything that can stand in a template as text or as a part of it. */
export type Content = TemplateResult | string | number | typeof nothing | readonly (TemplateResult | typeof nothing)[];

/** A heading at the level that the host's page needs, 1 to 6. */
export const heading = (level: number, text: string, count: Content = nothing, name = ''): TemplateResult =>
  count === nothing
    ? html`<div role="heading" aria-level=${level} class=${name} part="heading" .textContent=${text}></div>`
    : html`<div role="heading" aria-level=${level} class=${name} part="heading">${text} <span class="count">${count}</span></div>`;

/** A skeleton of about the height of what will come, so that nothing jumps when it does. It says in words what it is. */
export const skeleton = (title: string): TemplateResult =>
  html`<div class="state" role="status">${title}</div>
    <div class="bone"></div><div class="bone"></div><div class="bone"></div>`;
