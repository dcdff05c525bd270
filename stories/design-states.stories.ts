import { html } from 'lit';
import '../components/index.ts';
import { words } from '../src/text/words.ts';
import { meanings } from './meanings.ts';
import { page, storyLink } from './page.ts';
import { inScene } from './scene.ts';
import { states, cellsOf, tags, type Shown } from './cells.ts';

export default { title: 'Design/States', tags: ['!autodocs'] };

const allergies = tags.find(({ tag }) => tag === 'lcr-allergies')!;

function part(state: Shown) {
  const [story, cell] = cellsOf(allergies).find(([, { shows }]) => shows === state)!;
  const { means, when, conclude } = meanings[state];
  const said = words.states[state.split(' ')[0] as keyof typeof words.states].filter(Boolean);
  return html`<h2>${storyLink(allergies.title, story, state)}</h2>
    <div class="state">
      <dl>
        <dt>What it means</dt><dd>${means}</dd>
        <dt>When</dt><dd>${when}</dd>
        <dt>What the reader may conclude</dt><dd>${conclude}</dd>
        ${said.length ? html`<dt>What it says</dt><dd>${said.map((sentence) => html`“${sentence}” `)}</dd>` : ''}
      </dl>
      ${inScene(html`<lcr-allergies .headingLevel=${3}></lcr-allergies>`, cell.scene!)}
    </div>`;
}

export const States = page('States', () => html`
  <p>
    One vocabulary for screen, event (<code>lcr-state</code>), test and story. Each state has its own sentence, the same in
    every widget, and no two look alike. In a sentence, <code>%</code> stands for what the category is called, and
    <code>@</code> for who can help.
  </p>
  ${states.map(part)}
`);
