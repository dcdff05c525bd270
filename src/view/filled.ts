import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from './frame.ts';

/** A piece of a template. Only `piece` makes one, and only of what stands in our own code: a word of a record is always a value. */
class Piece {
  /** With `¤` where each of the values goes. */
  markup: string;
  readonly values: unknown[] = [];

  constructor(markup: string) {
    this.markup = markup;
  }

  add(value: unknown): void {
    if (value instanceof Piece) {
      this.markup += value.markup;
      this.values.push(...value.values);
    } else if (Array.isArray(value) && value[0] instanceof Piece) for (const one of value) this.add(one);
    else {
      this.markup += '¤';
      this.values.push(value);
    }
  }
}
export type { Piece };

/** Markup that becomes a part of the template around it. */
export function piece([begun, ...others]: TemplateStringsArray, ...values: readonly unknown[]): Piece {
  const made = new Piece(begun!);
  values.forEach((value, place) => {
    made.add(value);
    made.markup += others[place]!;
  });
  return made;
}

/** What may be left out. */
export const none = piece``;

/** Templates by their markup. */
const templates: Record<string, TemplateStringsArray> = {};

function split(markup: string): TemplateStringsArray {
  const strings = markup.split('¤');
  return Object.assign(strings, { raw: strings });
}

/**
 * `html` of which pieces become a part. A template within a template, and each place kept for what may not be there, is two
 * nodes and a moment: in the rows of a list they would be most of both.
 */
export function filled(literal: TemplateStringsArray, ...all: readonly unknown[]): TemplateResult {
  const { markup, values } = piece(literal, ...all);
  return html((templates[markup] ??= split(markup)), ...values);
}

/** The end of an element's tag, and what stands in the element: a text needs none of the marks that Lit leaves around more than that. */
export const inside = (content: Content): Piece =>
  content === nothing ? piece`>` : typeof content === 'string' || typeof content === 'number' ? piece` .textContent=${content}>` : piece`>${content}`;

/** An element of a class of ours, and what stands in it. */
export function classed(name: string, content: Content, tag: 'span' | 'div' | 'p' = 'span'): TemplateResult {
  const rest = piece` class=${name}${inside(content)}`;
  if (tag === 'p') return filled`<p${rest}</p>`;
  return tag === 'div' ? filled`<div${rest}</div>` : filled`<span${rest}</span>`;
}
