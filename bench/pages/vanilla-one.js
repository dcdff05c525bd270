/**
 * The page of one list: rows as ours are, and of what stands around them no more than its patients need, who have nothing
 * that is over or that sources disagree about.
 */
import { allergyRows, allergyTable } from './by-hand/allergies.js';
import { day, safe } from './by-hand/frame.js';

const name = 'Allergies and adverse reactions';
const answered = ({ organisation, system, status, asOf }) => `<li>${safe(organisation.name)}, ${safe(system)}: ${status} · ${day(asOf)}</li>`;
const list = ({ entries, total, sources }) =>
  `<section aria-label="${name}"><header part="header"><div role="heading" aria-level="2" part="heading">${name} <span class="count">${total ?? entries.length}</span></div><button aria-expanded="false">Filter</button></header>${allergyTable(name, entries)}<footer part="completeness">${sources.length} sources answered · <details><summary>What is not here</summary><ul>${sources.map(answered).join('')}</ul></details></footer></section>`;

export async function load([place], ask) {
  const read = async (more = '') => (await ask(`/v1/record/allergies?limit=1000${more}`)).json();
  let section = await read();
  if (document.body.dataset.how !== 'windowed') {
    place.innerHTML = list(section);
    return;
  }
  // All of it in memory, as many rows in the document as the window shows.
  const { entries } = section;
  while (section.next) {
    section = await read(`&cursor=${encodeURIComponent(section.next)}`);
    entries.push(...section.entries);
  }
  const height = 33;
  place.innerHTML = list({ ...section, entries: [], total: entries.length });
  const body = place.querySelector('tbody');
  const draw = () => {
    const first = Math.max(0, Math.floor(scrollY / height) - 10);
    const shown = entries.slice(first, first + 60);
    body.innerHTML = `<tr style="height:${first * height}px"></tr>${allergyRows(shown)}<tr style="height:${(entries.length - first - shown.length) * height}px"></tr>`;
  };
  addEventListener('scroll', draw, { passive: true });
  draw();
}
