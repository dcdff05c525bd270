import { noChange, nothing, render } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';
import type { Content } from './frame.ts';
import type { Column, Identified, Rows } from './rows.ts';

/** One entry: its row, the button and the cells in it and the texts in those, and below it the detail that a reader opened. */
interface Line {
  readonly row: HTMLElement;
  readonly places: readonly HTMLElement[];
  readonly said: string[];
  detail?: HTMLElement | undefined;
}

function made(name: string, attributes: Record<string, string>, ...inside: Element[]): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...inside);
  return element;
}

function put(element: Element, attribute: string, value: string): void {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

/** What has been drawn by Lit stays Lit's. */
const byLit = new WeakSet<HTMLElement>();

function draw(place: HTMLElement, content: Content): void {
  byLit.add(place);
  render(content, place);
}

/**
 * The rows of a table, of which there may be thousands: most of what stands in them is text, and a text is put into its
 * cell as such, with no part and no mark of Lit's for each. What is more than text is drawn by Lit, in its own cell.
 */
class TableRows<E extends Identified> extends Directive {
  readonly #lines: Line[] = [];
  #blank: HTMLElement | undefined;
  #headings = '';

  render(_entries: readonly E[], _columns: readonly Column<E>[], _rows: Rows, _detail: (entry: E) => Content): unknown {
    return noChange;
  }

  override update({ element: body }: ElementPart, [entries, columns, rows, detail]: Parameters<this['render']>): unknown {
    const headings = columns.map(({ heading }) => heading).join('\n');
    if (headings !== this.#headings) this.#begin(headings, columns);
    entries.forEach((entry, place) => {
      const line = (this.#lines[place] ??= this.#add(body));
      this.#fill(line, entry, columns, rows);
      if (!rows.isOpen(entry.id)) {
        line.detail?.remove();
        line.detail = undefined;
        return;
      }
      if (!line.detail) {
        const cell = made('td', { role: 'cell', colspan: String(columns.length), class: 'detail', part: 'detail' });
        line.row.after((line.detail = made('tr', { role: 'row' }, cell)));
      }
      draw(line.detail.firstElementChild as HTMLElement, detail(entry));
    });
    this.#drop(entries.length);
    return noChange;
  }

  /** Columns that are called otherwise are other columns: nothing of a row may be left under the wrong name. */
  #begin(headings: string, [, ...others]: readonly Column<E>[]): void {
    this.#drop(0);
    this.#headings = headings;
    this.#blank = made(
      'tr',
      { role: 'row', part: 'row' },
      made('th', { role: 'rowheader', scope: 'row' }, made('button', {})),
      ...others.map(({ heading, as }) => made('td', { role: 'cell', 'data-label': heading, ...(as && { class: as }) })),
    );
  }

  #add(body: Element): Line {
    const row = this.#blank!.cloneNode(true) as HTMLElement;
    const places = [row.firstElementChild!.firstElementChild as HTMLElement];
    for (let cell = row.firstElementChild!.nextElementSibling; cell; cell = cell.nextElementSibling) places.push(cell as HTMLElement);
    body.append(row);
    return { row, places, said: [] };
  }

  #drop(from: number): void {
    for (const { row, detail } of this.#lines.splice(from)) {
      row.remove();
      detail?.remove();
    }
  }

  #fill({ places, said }: Line, entry: E, columns: readonly Column<E>[], rows: Rows): void {
    const { id } = entry;
    const button = places[0]!;
    put(button, 'data-row', id);
    put(button, 'tabindex', rows.isCurrent(id) ? '0' : '-1');
    put(button, 'aria-expanded', String(rows.isOpen(id)));
    for (const [index, place] of places.entries()) {
      const content = columns[index]!.cell(entry);
      if (typeof content !== 'string' || byLit.has(place)) {
        if (!byLit.has(place)) place.textContent = '';
        draw(place, content);
      } else if (content !== said[index]) place.textContent = said[index] = content;
    }
    const also = rows.also(id);
    const named = button.parentElement!;
    if (also !== nothing || byLit.has(named)) draw(named, also);
  }
}

/** Keeps what stands in a `tbody` (an element part of Lit's) to these entries. */
export const tableRows = directive(TableRows) as <E extends Identified>(...of: Parameters<TableRows<E>['render']>) => DirectiveResult;
