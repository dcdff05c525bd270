/** What all twenty lists are made of: texts, days, tables, and what stands around them. All of it answers markup. */
const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const safe = (text) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => signs[sign]) : text);

export const none = 'Not recorded';
export const joined = (parts, between = ', ') => parts.filter(Boolean).join(between);
export const shown = ({ display }) => display;
/** The entries of which something does not hold, and those of which it does. */
export const split = (entries, test) => [entries.filter((entry) => !test(entry)), entries.filter(test)];
export const coded = ({ display, text }) =>
  !text || display.toLowerCase().includes(text.toLowerCase()) ? display : text.toLowerCase().includes(display.toLowerCase()) ? text : `${text} (${display})`;
export const named = ({ display, text }) => text || display;

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const written = (date) => {
  const year = date.slice(0, 4);
  if (date.length < 7) return year;
  const month = months[date.slice(5, 7) - 1];
  return date.length < 10 ? `${month}-${year}` : `${date.slice(8, 10)}-${month}-${year}`;
};

/** Summer time goes from the last Sunday of March to the last of October, at one o'clock (so it has been since 1996). */
const summers = {};
const lastSunday = (year, month) => {
  const end = Date.UTC(year, month + 1, 0, 1);
  return end - new Date(end).getUTCDay() * 86_400_000;
};
const inLondon = (instant) => {
  // Most sources write London's own time, which from November to February and from April to September is plain to see.
  const month = instant.slice(5, 7);
  if (month > '10' || month < '03' ? /(?:Z|\+00:00)$/.test(instant) : month > '03' && month < '10' && instant.endsWith('+01:00')) return instant;
  const at = Date.parse(instant);
  const year = instant.slice(0, 4);
  const [from, until] = (summers[year] ??= [lastSunday(+year, 2), lastSunday(+year, 9)]);
  return new Date(at >= from && at < until ? at + 3_600_000 : at).toISOString();
};

/** A day as precisely as it was recorded; of an instant, the day in London. */
export const day = (date) => (!date ? none : written(date.length > 10 ? inLondon(date) : date));
export const time = (instant) => inLondon(instant).slice(11, 16);
/** A day, and the time of an instant. */
export const moment = (date) => {
  if (!date || date.length <= 10) return day(date);
  const there = inLondon(date);
  return `${written(there)} ${there.slice(11, 16)}`;
};
/** The same in a sentence, where a whole date must not break at its hyphens. */
export const unbroken = (date) => (date.length < 10 ? written(date) : `<span class="date">${day(date)}</span>`);
export const unbrokenMoment = (date) => (date.length <= 10 ? unbroken(date) : moment(date).replace(/^\S+/, '<span class="date">$&</span>'));
export const dated = (before, date, after = '') => `<div>${before && `${before} `}<span class="date">${day(date)}</span>${after && ` ${after}`}</div>`;
export const marked = (text) => `<span class="mark">${safe(text)}</span>`;

/** The one row that Tab reaches. */
let current;
export const rowButton = (id, name, isOpen = false) =>
  `<button data-row="${safe(id)}" tabindex="${id === current ? 0 : -1}" aria-expanded="${isOpen}">${name}</button>`;

/** Columns, each a heading and what makes the markup of a cell: all of a row that is the same for every entry is made once. */
export const columns = (...all) => ({
  head: headings(all.map(([heading]) => heading)),
  name: all[0][1],
  cells: all.slice(1).map(([heading, cell, name]) => [`<td role="cell" data-label="${heading}"${name ? ` class="${name}"` : ''}>`, cell]),
});
export const headings = (names) => `<tr role="row">${names.map((name) => `<th role="columnheader" scope="col">${safe(name)}</th>`).join('')}</tr>`;
export const date = ['Date', ({ when }) => day(when), 'date'];
export const source = ['Source', (entry) => safe(entry.source.name)];

export function rows(entries, { name, cells }) {
  let markup = '';
  for (const entry of entries) {
    markup += `<tr role="row" part="row"><th role="rowheader" scope="row">${rowButton(entry.id, name(entry))}</th>`;
    for (const [begun, cell] of cells) markup += `${begun}${cell(entry)}</td>`;
    markup += '</tr>';
  }
  return markup;
}
export const table = (label, entries, all) =>
  `<table role="table" aria-label="${safe(label)}" part="table"><thead role="rowgroup">${all.head}</thead><tbody role="rowgroup">${rows(entries, all)}</tbody></table>`;

export const heading = (title, count) => `<div role="heading" aria-level="3" class="group" part="heading">${safe(title)}${count ? ` <span class="count">${count}</span>` : ''}</div>`;
const grouped = ([title, entries, isFolded], list, name, isCounted) => {
  const made = list(entries, title || name);
  if (!title) return made;
  if (!isFolded) return heading(title, isCounted && entries.length) + made;
  return `<details class="group" part="group"><summary>${safe(title)} <span class="count">${entries.length}</span></summary>${made}</details>`;
};

const answers = { answered: 'answered', partial: 'answered only in part', unavailable: 'did not answer', 'timed-out': 'did not answer in time', 'not-connected': 'is not connected for this' };
const has = ({ status }) => status === 'answered' || status === 'partial';
const told = ({ organisation, system, status, asOf }) =>
  `<li>${safe(`${organisation.name}, ${system}: ${answers[status]}`)}${has({ status }) ? ` · ${asOf ? `data as of ${moment(asOf)}` : 'age of data not stated'}` : ''}</li>`;
const missing = (sources) => {
  const short = sources.filter(({ status }) => status !== 'answered');
  const lines = short.map(({ organisation, status }) => `<li>${safe(organisation.name)} ${answers[status]}.</li>`);
  return short.length ? `<div class="notice" part="notice" role="status"><strong>This may be incomplete.</strong><ul>${lines.join('')}</ul><button>Try again</button></div>` : '';
};

/**
 * A whole list.
 * @param groups - Each a title (none for the first and only), its entries, and whether it is folded away.
 * @param list - The columns, or what makes the markup of a group from its entries and its title.
 */
export function frame({ entries, sources, total, next, patient, answeredAt }, name, groups, list, { above = '', below = '', first } = {}) {
  const standing = groups.filter(([, some]) => some.length);
  current = first ?? (standing.find(([, , isFolded]) => !isFolded) ?? standing[0])?.[1][0].id;
  const make = typeof list === 'function' ? list : (some, title) => table(title, some, list);
  const lists = standing.map((group) => grouped(group, make, name, !next)).join('');
  const answered = sources.filter(has).length;
  return `<section aria-label="${name}" aria-busy="false"><header part="header"><div role="heading" aria-level="2" class="" part="heading">${name} <span class="count">${total ?? `at least ${entries.length}`}</span></div><button aria-expanded="false">Filter</button></header>${missing(sources)}${above}${lists}<p class="paper aside">NHS number ${patient.replace(/(...)(...)/, '$1 $2 ')}. As the record answered on ${moment(answeredAt)}. It may have changed since.</p>${
    next ? `<p class="state" role="status">${entries.length} of ${total} loaded. <button>Show more</button> <button>Load all</button></p>` : ''
  }${below}<footer part="completeness">${answered} of ${sources.length} ${sources.length === 1 ? 'source' : 'sources'} answered · ${time(answeredAt)} · <details><summary>What is not here?</summary><ul>${sources.map(told).join('')}<li>Only entries with a code are shared here.</li><li>GP letters, GP referrals and EMIS community data are never included.</li><li>This view sends no alerts and does not replace letters between professionals.</li></ul></details></footer></section>`;
}
export const note = (text) => `<p class="aside state">${text}</p>`;
