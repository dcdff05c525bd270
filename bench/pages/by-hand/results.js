/** Results and vital signs: what is measured. Values, ranges and flags stand as they were sent. */
import { columns, frame, heading, headings, joined, marked, moment, named, none, note, rowButton, safe, table, unbrokenMoment } from './frame.js';

const flagged = { H: 'High', L: 'Low', HH: 'Critically high', LL: 'Critically low', A: 'Abnormal', AA: 'Critically abnormal', N: 'Normal', S: 'Susceptible', I: 'Intermediate', R: 'Resistant', POS: 'Positive', NEG: 'Negative' };
const stands = { registered: 'Awaited', partial: 'Interim – not final', preliminary: 'Interim – not final', amended: 'Corrected', corrected: 'Corrected', appended: 'Added to', cancelled: 'Cancelled', unknown: 'Status not recorded' };

const isMarked = ({ level }) => level === 'abnormal' || level === 'critical';
const flagText = ({ code, display }) => flagged[code] ?? display ?? code;
const flagWords = (flag) => `${isMarked(flag) ? marked(flagText(flag)) : safe(flagText(flag))} `;
const chip = (status) => (status === 'final' ? '' : `<span class="chip">${stands[status]}</span> `);

/** UCUM `1` is the code of having no unit. */
const unitOf = ({ unit, ucum }) => (unit ?? ucum) !== '1' && (unit ?? ucum);
export const rangeText = ({ low, high, unit, text, appliesTo }) =>
  joined([text ?? joined([low && high ? `${low}–${high}` : high ? `up to ${high}` : low && `from ${low}`, unit], ' '), appliesTo && `(${appliesTo})`], ' ');
const valueText = (value) => (value.type === 'quantity' ? joined([value.comparator, value.value, unitOf(value)], ' ') : value.type === 'range' ? rangeText(value) : value.text);
export const value = (measurement) => (measurement.value ? safe(valueText(measurement.value)) : safe(measurement.absent ?? 'No value sent'));

// Reports

const measurementHead = headings(['Test', 'Value', 'Reference range', 'Flag']);
const identity = ({ code }) => `${code.system}|${code.code}`;

function measured(label, measurements, repeated) {
  let lines = '';
  for (const measurement of measurements) {
    const { code, ranges, flags, status } = measurement;
    const trend = repeated.has(identity(measurement)) ? ` <button aria-expanded="false" aria-label="Trend of ${safe(code.display)}">Trend</button>` : '';
    lines += `<tr role="row" part="measurement"><th role="rowheader" scope="row">${safe(named(code))}${chip(status) && ` ${chip(status)}`}</th><td role="cell" data-label="Value" class="number"><b>${value(measurement)}</b>${trend}</td><td role="cell" data-label="Range" class="number">${
      ranges.length ? safe(ranges.map(rangeText).join('; ')) : '<span class="aside">Not sent</span>'
    }</td><td role="cell" data-label="Flag">${flags.map(flagWords).join('')}</td></tr>`;
  }
  return `<table role="table" aria-label="${safe(label)}" class="measurements"><thead>${measurementHead}</thead><tbody>${lines}</tbody></table>`;
}

/** What the organism of a culture is susceptible to, apart from what was measured. */
const isTested = ({ flags, ranges }) => !ranges.length && flags.some(({ code }) => code === 'S' || code === 'I' || code === 'R');
function tested(label, measurements) {
  const organism = safe(measurements[0].panel ?? 'Organism not named with these');
  const line = ({ code, value: said, flags }) => {
    const isSame = flags.every((flag) => flagText(flag).toLowerCase() === said?.text?.toLowerCase());
    return `<tr role="row" part="measurement"><th role="rowheader" scope="row">${safe(named(code))}</th><td role="cell" data-label="${organism}"><div>${isSame || !said ? '' : `<b>${safe(valueText(said))}</b> `}${flags.map(flagWords).join('')}</div></td></tr>`;
  };
  return `<table role="table" aria-label="${safe(label)}: susceptibilities"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Antimicrobial</th><th role="columnheader" scope="col">${organism}</th></tr></thead><tbody role="rowgroup">${measurements.map(line).join('')}</tbody></table>`;
}

function body({ id, code, when, conclusion, kind, measurements, documents = [] }, repeated) {
  const others = measurements.filter((one) => !isTested(one));
  const grid = measurements.filter(isTested);
  const label = `${named(code)}, ${moment(when)}`;
  const files = documents.length && `${documents.length === 1 ? 'Document' : `${documents.length} documents`}, and where this comes from`;
  return `${conclusion ? `<p class="conclusion">${safe(conclusion)}</p>` : ''}${kind === 'radiology' ? '<p class="aside line">The images themselves are not part of this record.</p>' : ''}${
    others.length ? measured(measurements.length === 1 && measurements[0].id === id ? named(code) : label, others, repeated) : ''
  }${grid.length ? tested(label, grid) : ''}<details class="detail" part="detail"><summary>${files || 'Where this comes from'}</summary>Loading</details>`;
}

/** A report; open, with its findings. @param repeated - The tests that have more than one value; given where it is open. */
export function report(entry, repeated) {
  const { id, code, when, status, measurements } = entry;
  const title = named(code);
  const marks = new Map();
  const panels = new Set();
  for (const { flags, panel } of measurements) {
    for (const flag of flags) if (isMarked(flag)) marks.set(flag.code, flag);
    if (panel && panel !== title) panels.add(panel);
  }
  const about = panels.size && !repeated ? `<div class="aside panels">${safe([...panels].join(', '))}</div>` : '';
  return `<article class="report" part="report"><div class="report-title"><div><div role="heading" aria-level="4">${rowButton(id, safe(title), Boolean(repeated))}</div>${about}</div><span class="number">${moment(when)}</span><span>${chip(status)}${[...marks.values()].map(flagWords).join('')}</span><span class="aside">${safe(entry.source.name)}</span></div>${repeated ? body(entry, repeated) : ''}</article>`;
}

const kinds = { 'blood-sciences': 'Blood sciences', 'microbiology-virology': 'Microbiology and virology', radiology: 'Radiology', histopathology: 'Histopathology', other: 'Other diagnostic reports' };

/** The newest report of each panel is open; a test with several values has a trend. */
export function results(section) {
  const { entries } = section;
  const [newest, ids, repeated, titles] = [new Map(), new Map(), new Set(), new Set()];
  let withValues = 0;
  for (const entry of entries) {
    const panel = identity(entry);
    if (!newest.has(panel)) newest.set(panel, entry.id);
    if (!entry.measurements.length) continue;
    withValues++;
    titles.add(named(entry.code));
    for (const measurement of entry.measurements) {
      const test = identity(measurement);
      const before = ids.get(test);
      if (!before) ids.set(test, measurement.id);
      else if (before !== measurement.id) repeated.add(test);
    }
  }
  const of = Map.groupBy(entries, ({ kind }) => (kinds[kind] ? kind : 'other'));
  const groups = Object.entries(kinds).map(([kind, title]) => [title, of.get(kind) ?? []]);
  const list = (some) => some.map((entry) => report(entry, newest.get(identity(entry)) === entry.id && repeated)).join('');
  return frame(section, 'Diagnostic results and reports', groups, list, {
    above: titles.size < withValues ? '<p class="state"><button>Side by side by date</button></p>' : '',
    below: note('A result stays the responsibility of the person or organisation that requested it. If something worries you, speak to them.'),
  });
}

// Vital signs: SNOMED CT codes in the order in which an observation chart is read

const [NEWS2, SATURATION, OXYGEN] = ['1104051000000101', '431314004', '371825009'];
const [SYSTOLIC, DIASTOLIC] = ['72313002', '1091811000000102'];
const chart = ['86290005', SATURATION, OXYGEN, '75367002', '364075005', '1104441000000107', '703421000'];
const place = ({ measurement: { code } }) => (chart.includes(code.code) ? chart.indexOf(code.code) : chart.length);
const isScore = ({ measurement: { code } }) => code.code === NEWS2;

/** The last moment that a date may mean: a partial one stands at the end of its period. */
function lastMoment(date) {
  if (!date) return -Infinity;
  if (date.length > 10) return Date.parse(date);
  const [year, month, day] = date.split('-').map(Number);
  return (day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month) : Date.UTC(year + 1)) - 1;
}

/** `92/52 mmHg`, both of one reading. */
const pressure = (parts) => {
  const [high, low] = [SYSTOLIC, DIASTOLIC].map((wanted) => parts.find(({ code }) => code.code === wanted)?.value);
  return safe(high && low ? joined([`${high.value}/${low.value}`, high.unit], ' ') : high ? `Systolic ${valueText(high)}, Diastolic not recorded` : low ? `Systolic not recorded, Diastolic ${valueText(low)}` : 'No value sent');
};
/** What a value means nothing without: air or oxygen for a saturation, the scale for NEWS2. */
const beside = ({ entry, measurement: { code, method } }) => {
  if (code.code === NEWS2) return [method?.display ?? 'Oxygen scale (1 or 2) not recorded'];
  if (code.code !== SATURATION) return [];
  const oxygen = entry.measurements.filter((one) => one.code.code === OXYGEN);
  return oxygen.length ? oxygen.map((one) => (one.value ? `${named(one.code)}: ${valueText(one.value)}` : named(one.code))) : ['Air or oxygen not recorded'];
};
const read = (reading) => {
  const { measurement } = reading;
  const said = measurement.value || !measurement.parts ? value(measurement) : pressure(measurement.parts);
  return `<b class="number${isScore(reading) ? ' score' : ''}">${said}</b> ${chip(measurement.status)}${beside(reading).map((line) => `<span class="aside">${safe(line)}</span> `).join('')}`;
};
const taker = ({ entry, measurement }) => {
  const who = measurement.performer ?? entry.author;
  return who ? safe(joined([who.name, who.role])) : 'by whom is not recorded';
};
const signColumns = columns(
  ['Sign', ({ measurement }) => safe(named(measurement.code))],
  ['Value', read],
  ['Flag', ({ measurement }) => [measurement, ...(measurement.parts ?? [])].flatMap(({ flags }) => flags).map(flagWords).join('')],
  ['Taken, and by whom', (reading) => `${reading.when ? unbrokenMoment(reading.when) : none} <div class="aside">${taker(reading)}</div>`],
  ['Source', ({ entry }) => safe(entry.source.name)],
);

/** The latest reading of each sign that has a value; the older ones wait in its detail. */
export function vitalSigns(section) {
  const readings = new Map();
  for (const entry of section.entries)
    for (const measurement of entry.measurements) {
      const when = measurement.when ?? entry.when;
      // Two scores may have been made from one observation.
      if (!readings.has(measurement.id)) readings.set(measurement.id, { id: measurement.id, entry, measurement, when, last: lastMoment(when) });
    }
  const sorted = [...readings.values()].sort((a, b) => b.last - a.last || 0);
  const hasValue = ({ measurement: { status } }) => status !== 'cancelled' && status !== 'registered';
  const latest = [...Map.groupBy(sorted, ({ measurement }) => identity(measurement)).values()].map((all) => all.find(hasValue) ?? all[0]).sort((a, b) => place(a) - place(b));
  const [scores, signs] = [latest.filter(isScore), latest.filter((one) => !isScore(one))];
  const [newest] = section.entries;
  const list = () =>
    [['Early warning scores', scores], ['Latest of each reading', signs]].map(([title, some]) => (some.length ? heading(title) + table(title, some, signColumns) : '')).join('');
  return frame(section, 'Vital signs', [['', section.entries]], list, {
    first: latest.some(({ id }) => id === newest.id) ? newest.id : [...scores, ...signs][0].id,
    below: note('A reading stays the responsibility of the person or organisation that took it. If something worries you, speak to them.'),
  });
}
