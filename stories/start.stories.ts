import { html } from 'lit';
import { patients, sources } from '../demo/in-page.ts';
import { meanings } from './meanings.ts';
import { page, storyLink } from './page.ts';
import { states, cellsOf, tags, type Tag } from './cells.ts';

export default { title: 'Start here', tags: ['!autodocs'] };

const cell = (tag: Tag, state: string) => {
  const stories = cellsOf(tag).filter(([, { shows }]) => shows === state);
  const why = Object.values(tag.cells).find(({ shows, scene }) => shows === state && !scene)?.why;
  return stories.length
    ? html`<td>${stories.map(([story, { name }], index) => html`${index ? ' ' : ''}${storyLink(tag.title, story, html`<span aria-label=${`${tag.tag}, ${name}`}>${index + 1}</span>`)}`)}</td>`
    : html`<td title=${why ?? ''}>–</td>`;
};

export const StartHere = page('London Care Record widgets', () => html`
  <p>
    These elements show a patient’s shared care record inside any health or social care system. Each story here runs the
    real gateway in its page, over ${sources.length} invented sources and ${patients.length} invented patients:
    nothing is painted for the occasion.
  </p>
  <h2>Where to look</h2>
  <ul>
    <li>${storyLink('Design/States', 'States', 'States')}: what a widget may say, when, and what a reader may conclude.</li>
    <li>${storyLink('Design/Tokens', 'Tokens', 'Tokens')}: colours, type and spacing, and how a host sets them.</li>
    <li>${storyLink('Design/Wording', 'Wording', 'Wording')}: every sentence that a reader can meet, with its name.</li>
    <li>${storyLink('Hosts', 'SidebarOfAnEhr', 'Hosts')}: a sidebar, a whole page, a council’s portal, dark, on paper, in high contrast, at 400 %, from right to left.</li>
    <li>${storyLink('In use', 'Filter', 'In use')}: what a reader does with a widget, played and checked.</li>
    <li>Patient, Whole record and Categories: each tag, with its states and with what is special to it.</li>
  </ul>
  <h2>The toolbar</h2>
  <p>
    Above each story: another patient, role or organisation; each of the five sources down, too slow, out of date or keeping
    something back; slower answers; another theme or language, or room for touch. What is chosen stays chosen from story to story.
  </p>
  <h2>Every tag in every state</h2>
  <p>A number leads to a story. A dash: the tag is never in that state; point at it to read why.</p>
  <div class="wide" tabindex="0" role="region" aria-label="Stories by tag and state">
    <table class="count">
      <thead>
        <tr><th scope="col">Tag</th>${states.map((state) => html`<th scope="col" title=${meanings[state].means}>${state}</th>`)}</tr>
      </thead>
      <tbody>
        ${tags.map((tag) => html`<tr><th scope="row"><code>${tag.tag}</code></th>${states.map((state) => cell(tag, state))}</tr>`)}
      </tbody>
    </table>
  </div>
`);
