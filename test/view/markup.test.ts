import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import { render, type TemplateResult } from 'lit';
import { layMarkup } from '../../src/view/markup.ts';

/** What a reader can read of a page. */
const read = (page: string) => new DOMParser().parseFromString(page, 'text/html').body.textContent;

function shown(letter: string): string {
  const place = document.createElement('div');
  render(layMarkup(letter, 'A letter').content as TemplateResult, place);
  return place.querySelector('iframe')!.srcdoc;
}

describe('A letter that is a web page', () => {
  it('keeps every word, those too that are disguised while it is cleaned', () => {
    const word = fc.constantFrom('style', 'STYLE', ' on', ' once', '"on', '/on', ' onclick=1', 'base', '&lt;base', '&lt;script>', '&lt;audio', 'video', '&lt;style>', '\uE000', 's', 'tyle', 'o', 'n', ' ');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const letter = `<p>${words.join('')}</p>`;
        expect(read(shown(letter))).to.equal(read(letter));
      }),
    );
  });

  it('loses no word to a sound or a film that does not end', () => {
    for (const tag of ['audio', 'video']) expect(read(shown(`<p>One<${tag} src="data:x" autoplay></p><p>Two</p>`))).to.equal('OneTwo');
  });

  it('has none of its sheets, scripts, handlers and base addresses', () => {
    const page = shown('<base href="https://elsewhere.example/"><style>p { color: white }</style><unknown><svg><script>go()</script></svg></unknown><script>go()</script><p style="color: white" onclick="go()" title="style on">Take one</p>');
    expect(read(page)).to.equal('Take one');
    expect(page).to.contain('title="style on"');
    expect(page).not.to.match(/white|script>|go\(|onclick|elsewhere|noframes|\uE000/);
  });
});
