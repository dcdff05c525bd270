/** Documents, and what can be replaced by a newer version as they can: assessments and care plans. */
import { columns, date, day, frame, joined, named, none, safe, source, split, time } from './frame.js';
import { rangeText, value } from './results.js';

const author = ['Author', (entry) => safe(entry.author?.name ?? none)];

// Letters, reports and notes

const completions = { preliminary: 'Preliminary: not the final version', amended: 'Amended' };
export const isSuperseded = ({ status }) => status === 'superseded';
export const superseded = 'Replaced by a newer version';
const chips = ({ completion, replacedBy, status, documents }, isHere) =>
  [completions[completion], status === 'superseded' ? 'Replaced' : replacedBy && 'A newer version exists', !isHere && !documents.length && 'The document itself was not sent']
    .map((chip) => (chip ? ` <span class="chip">${chip}</span>` : ''))
    .join('');
/** Which of the entries that are listed stands in the place of an old one. */
let listed = [];
const replacement = (entry) => {
  if (!entry.replacedBy && !isSuperseded(entry)) return '';
  const newer = listed.find(({ id }) => id === entry.replacedBy);
  const said = newer ? `Replaced by “${newer.title ?? named(newer.code)}” of ${day(newer.recorded ?? newer.when)}` : `${superseded}, which is not in this list`;
  return `<span class="aside under">${safe(said)}</span>`;
};
const documentColumns = columns(
  ['Type', (entry) => `<span>${safe(named(entry.code))}${chips(entry)}</span>`],
  date,
  ['About', (entry) => safe(entry.title ?? none) + replacement(entry)],
  ['Author, specialty', (entry) => `${safe(entry.author?.name ?? 'Author not recorded')}<span class="aside under">${safe(entry.specialty?.display ?? 'Specialty not recorded')}</span>`],
  ['Organisation', (entry) => safe(entry.source.name)],
);
export function correspondence(section) {
  const [standing, old] = split((listed = section.entries), isSuperseded);
  const of = (wantedKind) => standing.filter(({ kind }) => kind === wantedKind);
  const groups = [
    ['Inpatient discharge summaries and letters', of('inpatient-discharge')],
    ['Emergency department summaries and letters', of('emergency-discharge')],
    ['Outpatient letters', of('outpatient-letter')],
    [superseded, old, true],
  ];
  return frame(section, 'Clinical correspondence', groups, documentColumns);
}
export function miscellaneousReports(section) {
  const [standing, old] = split((listed = section.entries), isSuperseded);
  return frame(section, 'Miscellaneous reports', [['', standing], [superseded, old, true]], documentColumns);
}

const noteTime = ({ when }) => (when?.includes('T') ? time(when) : 'Time not recorded');
/** The first line of a note, and on to the end of its sentence. */
function firstLines(text) {
  const lines = text.split(/\r\n?|\n/);
  let last = 0;
  for (; last + 1 < lines.length; last++) {
    const next = lines[last + 1].trim();
    if (!next || (/[.!?]["'’”)\]]*$/.test(lines[last].trimEnd()) && !/^\p{Ll}/u.test(next))) break;
  }
  return lines.slice(0, last + 1).join('\n');
}
const beginning = ({ text, documents }) => {
  if (!text) return documents.length ? '<span class="aside under">This note is a document: open it to read it.</span>' : '';
  const first = firstLines(text);
  return `<span class="whole">${safe(first)}</span>${first.length < text.length ? '<span class="aside under">The note goes on: open it to read all of it.</span>' : ''}`;
};
const noteColumns = columns(
  ['Time', (entry) => `${noteTime(entry)} ${safe(named(entry.code))}`],
  ['Note', (entry) => `${entry.title ? `<b>${safe(entry.title)}</b> ` : ''}${beginning(entry)}${chips(entry, entry.text)} ${replacement(entry)}`],
  ['Author', (entry) => safe(joined([entry.author?.name, entry.author?.role]) || none)],
  source,
);
export function progressNotes(section) {
  const [standing, old] = split((listed = section.entries), isSuperseded);
  const days = Map.groupBy(standing, ({ when }) => (when ? day(when) : 'Date not recorded'));
  return frame(section, 'Progress notes', [...days, [superseded, old, true]], noteColumns);
}

// Assessments

const assessmentStatuses = { 'in-progress': 'In progress: not complete', completed: 'Completed', amended: 'Amended', stopped: 'Stopped: not complete', registered: 'Awaited', preliminary: 'Preliminary: not final', final: 'Final', corrected: 'Corrected', cancelled: 'Cancelled', unknown: 'Status not recorded', current: 'Current at its source', superseded: 'Replaced' };
/** A score beside its scale: 6 may be of 9 or of 60. */
const score = (one) =>
  `<b>${value(one)}</b> ${one.ranges.length ? `<span class="scale">(scale ${safe(one.ranges.map(rangeText).join('; '))})</span>` : '<span class="aside">(scale not sent)</span>'}`;
const assessmentColumns = columns(
  ['Assessment', ({ title }) => safe(title)],
  date,
  ['Score', ({ scores }) => scores.map(score).join('<br>') || 'No score was sent'],
  ['Status', (entry) => joined([assessmentStatuses[entry.status], completions[entry.completion]], '. ') + replacement(entry)],
  author,
  source,
);
export function assessments(section) {
  const [standing, old] = split((listed = section.entries), isSuperseded);
  const titles = Map.groupBy(standing, ({ title }) => title);
  const repeated = [...titles].filter(([, same]) => same.length > 1);
  const once = standing.filter(({ title }) => titles.get(title).length === 1);
  return frame(section, 'Assessments', [...repeated, [repeated.length ? 'Assessed once' : '', once], [superseded, old, true]], assessmentColumns);
}

// Care plans

const planStatuses = { draft: 'Draft: not in force', active: 'Active', 'on-hold': 'On hold', revoked: 'Ended early', completed: 'Completed', unknown: 'Status not recorded', current: 'Current at its source', superseded: 'Replaced' };
const intents = { proposal: 'Proposed: not agreed', option: 'An option: not agreed' };
const hasEnded = ({ status }) => status === 'completed' || status === 'revoked' || status === 'superseded';
const planStatus = (plan) =>
  joined([planStatuses[plan.status], intents[plan.intent], completions[plan.completion], plan.replacedBy && !hasEnded(plan) && 'A newer version exists'], '. ') + replacement(plan);
const planColumns = columns(
  ['Plan', (plan) => safe(plan.title || named(plan.code))],
  ['Status', planStatus],
  ['Date', ({ when }) => `<b>${day(when)}</b>`, 'date'],
  ['Source', (plan) => `<b>${safe(plan.source.name)}</b>`],
  ['Type', ({ code }) => safe(named(code))],
  author,
);
const several = ([type, [latest, ...others]]) =>
  others.length
    ? `<div class="notice" role="status">${safe(`${others.length + 1} current versions of “${type}” are listed here. The latest is of ${day(latest.when)}, from ${latest.source.name}. Check which one is in force.`)}</div>`
    : '';
export function carePlans(section) {
  const [standing, ended] = split((listed = section.entries), hasEnded);
  const [others, emergency] = split(standing, (plan) => plan.emergency);
  const groups = [
    ['For an emergency, a crisis or the end of life', emergency],
    [emergency.length ? 'Other plans' : '', others],
    ['Ended or replaced', ended, true],
  ];
  const caution = '<p class="state">A copy here may not be the plan in force. Check its date and source, and ask whoever keeps the plan.</p>';
  return frame(section, 'Care plans', groups, planColumns, { above: caution + [...Map.groupBy(emergency, ({ code }) => named(code))].map(several).join('') });
}
