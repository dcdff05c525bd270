import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { html, nothing, render, type TemplateResult } from 'lit';
import { classed } from '../../src/view/filled.ts';
import { atRow, type ManyRows } from '../../src/view/rows.ts';
import { table } from '../../src/view/table.ts';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly said: string;
}

/** Rows that note what is done to them. */
function noted(): ManyRows & { done: string[] } {
  const done: string[] = [];
  return {
    done,
    isOpen: () => false,
    toggle: (id) => done.push(`toggle ${id}`),
    isCurrent: () => false,
    moveTo: (id) => done.push(`move to ${id}`),
    walk: ({ key }) => done.push(`walk ${key}`),
    also: () => nothing,
    parts: () => undefined,
  };
}

function drawn(entries: readonly Line[], headings: readonly [string, string], rows = noted()): HTMLElement {
  const place = document.createElement('div');
  const columns = [
    { heading: headings[0], cell: ({ name }: Line) => name },
    { heading: headings[1], cell: ({ said }: Line) => said },
  ];
  const done = atRow(rows);
  render(html`<div @click=${done} @focusin=${done} @keydown=${done}>${table('A list', entries, columns, rows, () => nothing)}</div>`, place);
  document.body.append(place);
  return place;
}

describe('a table', () => {
  it('says whatever its headings and cells say, and is nothing else than a table', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('"><img src=x onerror=alert(1)>', '¤', '&quot;', "' onclick='", '${1}', '<!--', '?lit$1$'));
    fc.assert(
      fc.property(word, word, word, word, (heading, beside, name, said) => {
        const place = drawn([{ id: 'a', name, said }], [heading, beside]);
        const [cell] = place.querySelectorAll('td');
        expect(cell!.dataset['label']).to.equal(beside);
        expect(cell!.textContent).to.equal(said);
        expect(place.querySelector('[data-row]')!.textContent).to.equal(name);
        expect([...place.querySelectorAll('thead th')].map(({ textContent }) => textContent)).to.deep.equal([heading, beside]);
        const tags = [...place.querySelectorAll('*')].map(({ localName }) => localName).join(' ');
        expect(tags).to.equal('div table thead tr th th tbody tr th button td');
        expect(cell!.getAttributeNames()).to.deep.equal(['role', 'data-label']);
        place.remove();
      }),
      { numRuns: 60 },
    );
  });

  it('tells a press, the focus and a key of the row that they come to, and of nothing beside it', () => {
    const rows = noted();
    const place = drawn([{ id: 'a', name: 'One', said: 'x' }, { id: 'b', name: 'Two', said: 'y' }], ['Name', 'Said'], rows);
    const [, second] = place.querySelectorAll('button');
    const key = () => new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true });
    second!.click();
    second!.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    second!.dispatchEvent(key());
    expect(rows.done.splice(0)).to.deep.equal(['toggle b', 'move to b', 'walk ArrowUp']);
    place.querySelector('td')!.click();
    place.querySelector('td')!.dispatchEvent(key());
    expect(rows.done).to.deep.equal([]);
    place.remove();
  });

  it('shows after any change what it would show from the start: nothing of what stood in a row before is left in it', () => {
    const content = fc.oneof(fc.string(), fc.string().map((text) => classed('mark', text)), fc.constant(nothing));
    const shown = fc.record({
      lines: fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), name: content, said: content, also: content, isOpen: fc.boolean() }), { selector: ({ id }) => id, maxLength: 6 }),
      heading: fc.constantFrom('Name', 'Test'),
      current: fc.nat(5),
    });
    type Shown = Parameters<Parameters<typeof shown.map>[0]>[0];
    const draw = ({ lines, heading, current }: Shown, place: HTMLElement) => {
      const of = (id: string) => lines.find((line) => line.id === id)!;
      const rows = { ...noted(), isOpen: (id: string) => of(id).isOpen, also: (id: string) => of(id).also, isCurrent: (id: string) => id === lines[current]?.id };
      const columns = [
        { heading, cell: ({ name }: Shown['lines'][number]) => name },
        { heading: 'Said', cell: ({ said }: Shown['lines'][number]) => said },
      ];
      render(table('A list', lines, columns, rows, ({ name }) => name), place);
      return place.innerHTML.replace(/<!--.*?-->/g, '');
    };
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1, maxLength: 4 }), (times) => {
        const place = document.createElement('div');
        for (const time of times) expect(draw(time, place)).to.equal(draw(time, document.createElement('div')));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves the keyboard in the row that was opened, and in one whose text became more than text', () => {
    const place = document.createElement('div');
    document.body.append(place);
    const lines = ['a', 'b'].map((id) => ({ id, name: id, said: id }));
    const draw = (open: string, said: (line: Line) => string | TemplateResult) =>
      render(table('A list', lines, [{ heading: 'Name', cell: ({ name }: Line) => name }, { heading: 'Said', cell: said }], { ...noted(), isOpen: (id) => id === open }, () => 'more'), place);
    draw('', ({ said }) => said);
    const [, second] = place.querySelectorAll('button');
    second!.focus();
    draw('b', ({ said }) => classed('mark', said));
    expect(document.activeElement).to.equal(second);
    expect(place.querySelector('.detail')!.textContent).to.equal('more');
    draw('', ({ said }) => said);
    expect(document.activeElement).to.equal(second);
    expect(place.querySelector('.detail')).to.equal(null);
    place.remove();
  });
});
