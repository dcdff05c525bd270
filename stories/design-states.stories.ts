import { html } from 'lit';
import '../components/index.ts';
import { words } from '../src/text/words.ts';
import { meanings } from './meanings.ts';
import { page, storyLink } from './page.ts';
import { inScene } from './scene.ts';
import { states, cellsOf, tags, type Shown } from './cells.ts';

export default { title: 'Design/States', tags: ['!autodocs'] };

/** In which tag each state is shown here: another one each, as a page of the record has them. */
const shownIn: Readonly<Record<Shown, string>> = {
  'no-patient': 'alerts', loading: 'vital-signs', 'ready complete': 'immunisations', 'ready partial': 'medications',
  'nothing-recorded': 'care-plans', 'known-none': 'allergies', incomplete: 'diagnoses', 'not-permitted': 'results',
  'opted-out': 'problems', 'no-relationship': 'encounters', 'session-ended': 'correspondence', failed: 'procedures',
};

function part(state: Shown) {
  const tag = tags.find((one) => one.tag === `lcr-${shownIn[state]}`)!;
  const [story, cell] = cellsOf(tag).find(([, { shows }]) => shows === state)!;
  const { means, when, conclude } = meanings[state];
  const said = words.states[state.split(' ')[0] as keyof typeof words.states].filter(Boolean);
  return html`<h2>${storyLink(tag.title, story, state)}</h2>
    <div class="state">
      <dl>
        <dt>What it means</dt><dd>${means}</dd>
        <dt>When</dt><dd>${when}</dd>
        <dt>What the reader may conclude</dt><dd>${conclude}</dd>
        ${said.length ? html`<dt>What it says</dt><dd>${said.map((sentence) => html`“${sentence}” `)}</dd>` : ''}
      </dl>
      ${inScene(Object.assign(document.createElement(tag.tag), { headingLevel: 3 }), cell.scene!)}
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
