import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { nothing, render } from 'lit';
import { classed, filled, inside, none, piece } from '../../src/view/filled.ts';

const drawn = (content: unknown) => {
  const place = document.createElement('div');
  render(content, place);
  return place;
};

const hostile = fc.oneof(fc.string(), fc.constantFrom('<img src=x onerror=alert(1)>', '¤', '"', '</p>', '<!--', '?lit$1$'));

describe('A template of pieces', () => {
  it('is the one that its pieces make together, with every value in its place', () => {
    fc.assert(
      fc.property(fc.array(hostile), hostile, fc.boolean(), (items, label, isLast) => {
        const place = drawn(filled`<ul aria-label=${label}>${items.map((item) => piece`<li title=${item}${inside(item)}</li>`)}${isLast ? piece`<li>${label}</li>` : none}</ul>`);
        const list = place.firstElementChild!;
        const all = isLast ? [...items, label] : items;
        expect(list.getAttribute('aria-label')).to.equal(label);
        expect([...list.children].map(({ localName }) => localName)).to.deep.equal(all.map(() => 'li'));
        expect([...list.children].map(({ textContent }) => textContent)).to.deep.equal(all);
        expect([...list.children].slice(0, items.length).map((item) => item.getAttribute('title'))).to.deep.equal(items);
        expect(list.querySelectorAll('*').length).to.equal(all.length);
      }),
      { numRuns: 100 },
    );
  });

  it('is drawn into the nodes that are there when only its values change', () => {
    const place = document.createElement('div');
    const draw = (text: string) => render(filled`<p${inside(text)}</p>`, place);
    draw('one');
    const before = place.firstElementChild;
    draw('two');
    expect(place.firstElementChild).to.equal(before);
    expect(before!.textContent).to.equal('two');
  });

  it('holds a text, a number, a template or nothing in an element of a class', () => {
    for (const tag of ['span', 'div', 'p'] as const) {
      for (const [content, text] of [['High', 'High'], [3, '3'], [classed('mark', 'Low'), 'Low'], [nothing, '']] as const) {
        const element = drawn(classed('aside state', content, tag)).firstElementChild!;
        expect([element.localName, element.className, element.textContent]).to.deep.equal([tag, 'aside state', text]);
      }
    }
  });
});
