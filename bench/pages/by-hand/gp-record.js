/** The GP record, and the lists whose rows stand in it too. */
import { allergyCells } from './allergies.js';
import { coded, columns, dated, date, day, frame, joined, marked, none, note, safe, shown, source, table, unbroken } from './frame.js';
import { report } from './results.js';

// Problems and diagnoses

const conditions = { active: 'Active', recurrence: 'Recurrence', relapse: 'Relapse', inactive: 'Inactive', remission: 'In remission', resolved: 'Resolved', 'not-recorded': 'Status not recorded' };
const sureness = { confirmed: 'Confirmed', unconfirmed: 'Unconfirmed', provisional: 'Provisional: still to be confirmed', differential: 'Differential: one of several possible' };
const significances = { major: 'Major', minor: 'Minor' };
const isRefuted = ({ verification }) => verification === 'refuted';
const isPast = ({ status }) => status === 'inactive' || status === 'remission' || status === 'resolved';

const condition = ({ code }) => safe(coded(code));
const conditionStatus = (entry) => (isRefuted(entry) ? marked('Refuted: this was ruled out') : joined([conditions[entry.status], sureness[entry.verification]], '. '));
const since = ({ onset, onsetText, recorded }) => (onset ? unbroken(onset) : onsetText ? safe(onsetText) : recorded ? `recorded ${unbroken(recorded)}` : none);

const problemCells = [['Problem', condition], ['Status', conditionStatus], ['Significance', ({ significance }) => significances[significance] ?? none], ['Since', since]];
const problemColumns = columns(...problemCells, source);
export function problems(section) {
  const { entries } = section;
  const groups = [
    ['', entries.filter((entry) => !isRefuted(entry) && !isPast(entry))],
    ['Inactive, in remission or resolved', entries.filter((entry) => !isRefuted(entry) && isPast(entry)), true],
    ['Refuted: ruled out', entries.filter(isRefuted), true],
  ];
  return frame(section, 'Problems', groups, problemColumns);
}

const diagnosisColumns = columns(['Diagnosis', condition], ['Status', conditionStatus], ['Date', since], source);
export function diagnoses(section) {
  const { entries } = section;
  return frame(section, 'Diagnoses', [['', entries.filter((entry) => !isRefuted(entry))], ['Refuted: ruled out', entries.filter(isRefuted), true]], diagnosisColumns);
}

// Medications

const medicationStatuses = {
  statement: { active: 'Said to be taken', completed: 'Completed', intended: 'Intended for later', stopped: 'Stopped', 'on-hold': 'On hold', 'not-taken': 'Not taken', unknown: 'Status not known' },
  request: { active: 'Requested', completed: 'Requested, completed', intended: 'Intended for later', stopped: 'Stopped', 'on-hold': 'On hold', 'not-taken': 'Not taken', unknown: 'Requested, status not known' },
};
/** Units that are misread as symbols, in full. */
const units = { ug: 'micrograms', mcg: 'micrograms', microgram: 'micrograms', IU: 'units', U: 'units', unit: 'units' };

const medicine = ({ code, strength, form }) => {
  const { text, display } = code;
  const name = !text || display.toLowerCase().includes(text.toLowerCase()) ? display : `${text} (${display})`;
  return safe(joined([name, strength, form?.display], ' — '));
};
const amount = ({ type, value, low, high, unit, ucum }) => joined([type === 'range' ? `${low} to ${high}` : value, units[unit ?? ucum] ?? unit ?? ucum], ' ');
const dosage = ({ text, dose, rate, route, site, frequency, asNeeded, maximum }) => {
  const rest = [rate && `at ${amount(rate)}`, (route ?? site)?.display, frequency, asNeeded && `as needed for: ${asNeeded}`, maximum && `no more than ${maximum}`];
  return joined([dose ? `DOSE ${amount(dose)}` : !text && !rate && rest.some(Boolean) && 'DOSE not recorded', ...rest], ' — ');
};
const doses = ({ dosages }) => {
  let lines = '';
  dosages.forEach((one, place) => {
    const line = dosage(one);
    const follows = place && (one.sequence > dosages[place - 1].sequence ? 'then ' : 'and ');
    if (line) lines += `<div>${follows || ''}${safe(line)}</div>`;
    if (one.text) lines += `<div>“${safe(one.text)}”</div>`;
  });
  return dosages.length ? lines : none;
};
const medicationStatus = ({ from, status, statusReason, categories }) => {
  const settings = categories.filter(({ code }) => code !== 'discharge').map(shown);
  const said = joined([medicationStatuses[from][status] + (statusReason ? `: ${statusReason.display}` : ''), ...settings], '. ');
  return status === 'stopped' || status === 'not-taken' ? marked(said) : safe(said);
};
const taken = ({ period: { start, end } = {}, when, from, lastIssued }) => {
  const written = when ? dated(from === 'request' ? 'requested' : 'stated', when) : none;
  const lasted = (start && end !== start ? dated(end ? '' : 'since', start, end && '–') : '') + (end ? dated(start ? '' : 'until', end) : '');
  return (start || end ? lasted : written) + (lastIssued ? dated('issued', lastIssued) : '');
};
/** What was changed at discharge. That nothing is said is not that nothing was changed. */
const change = ({ change: made, status }) =>
  made
    ? `<div${status === 'stopped' ? ' class="mark"' : ''}>${safe(joined([made.what?.display, made.reason], ': '))}</div>${made.when ? dated('', made.when) : ''}`
    : 'Whether it was changed is not recorded';

const medicationColumns = columns(['Medicine', medicine], ['Dose', doses], ['Dates', taken], ['Status', medicationStatus], source);
const dischargeColumns = columns(['Medicine', medicine], ['Dose', doses], ['What changed', change], ['Status', medicationStatus], source);

/** Each discharge by itself, by its stay or else by source and day; those a month older than the latest are folded. */
function discharges(entries) {
  const dayOf = ({ recorded, when }) => (recorded ?? when ?? '').slice(0, 10);
  const latest = Math.max(...entries.map((entry) => Date.parse(dayOf(entry)) || 0));
  const stays = Map.groupBy(entries, (entry) => entry.encounter?.id ?? `${entry.source.odsCode} ${dayOf(entry)}`);
  return [...stays.values()].map((stay) => {
    const isOld = latest - Date.parse(dayOf(stay[0])) > 31 * 86_400_000;
    return [`${isOld ? 'Earlier discharge' : 'Discharge'} from ${stay[0].source.name}, ${day(dayOf(stay[0]))}`, stay, isOld];
  });
}
export function medications(section) {
  const { entries } = section;
  const of = (wanted) => entries.filter(({ kind }) => kind === wanted);
  const groups = [...discharges(of('discharge')), ['Current', of('current')], ['Past', of('past')]];
  const list = (some, title) => table(title, some, some[0].kind === 'discharge' ? dischargeColumns : medicationColumns);
  return frame(section, 'Medications', groups, list, {
    above: entries.some(({ from }) => from === 'request') ? note('A request shows what was asked for. It does not show that the medicine is taken: ask the patient.') : '',
    below: note('Medicines that were bought, prescribed on paper or given only in hospital may be missing.'),
  });
}

// Immunisations

const vaccine = ({ code, status }) => (status === 'not-done' ? `<span><span class="mark">Not given:</span> ${safe(coded(code))}</span>` : safe(coded(code)));
const given = ({ status, statusReason, reported, subpotent }) =>
  status === 'not-done'
    ? `Not given. Reason: ${safe(statusReason?.display ?? none)}`
    : `Given${reported ? '. Reported, not witnessed by the source' : ''}${subpotent ? '. <span class="mark">Counts for less than a full dose</span>' : ''}`;
const immunisationColumns = columns(['Vaccine', vaccine], ['Status', given], ['Dose', ({ dose }) => safe(dose?.number && dose.of ? `${dose.number} of ${dose.of}` : (dose?.number ?? none))], date, source);
export function immunisations(section) {
  const { entries } = section;
  const against = Map.groupBy(entries, ({ targetDiseases, code }) => targetDiseases.map(shown).sort().join(', ') || coded(code));
  const isOfSeveral = entries.some((entry) => entry.source.odsCode !== entries[0].source.odsCode);
  return frame(section, 'Immunisations', [...against], immunisationColumns, { below: isOfSeveral ? note('One dose may be listed more than once, by each source that tells of it.') : '' });
}

// Encounters

const settings = { IMP: 'Inpatient', ACUTE: 'Inpatient', NONAC: 'Inpatient', EMER: 'Emergency', AMB: 'Clinic or GP', HH: 'Home visit', SS: 'Day case', VR: 'Telephone or video' };
const encounterStatuses = { planned: 'Planned: has not taken place', arrived: 'Arrived', triaged: 'Triaged', 'in-progress': 'In progress', onleave: 'On leave', finished: 'Finished', cancelled: 'Cancelled: did not take place', unknown: 'Status not known' };
const goesOn = ({ status }) => status === 'in-progress' || status === 'arrived' || status === 'triaged' || status === 'onleave';
const isOpen = (entry) => goesOn(entry) && !entry.period.end;

const setting = ({ class: sent, types, service }) => joined([settings[sent?.code] ?? sent?.display, types.map(shown).join(', ') || service?.display], ': ') || none;
const why = ({ service, reasons, diagnoses: found }) =>
  safe(joined([service?.display, ...(reasons.length ? reasons : found.map((one) => one.condition)).map(shown)], '. ') || none);
const spanned = (entry) => {
  const { status, period: { start, end } } = entry;
  if (!start) return end ? dated('until', end) : none;
  if (status === 'planned') return dated('for', start);
  if (status === 'cancelled' || (end && day(end) === day(start))) return dated('', start);
  return end ? dated('', start, '–') + dated('', end) : `${dated(goesOn(entry) ? 'since' : '', start)}<div>end not recorded</div>`;
};
const encounterStatus = (entry) => {
  const said = encounterStatuses[entry.status];
  if (goesOn(entry)) return said + (entry.period.end ? ', although an end is recorded' : ', as far as recorded');
  return safe(joined([said, entry.dischargedTo ? `Discharged to: ${entry.dischargedTo.display}` : entry.dischargeMethod?.display], '. '));
};
const encounterName = (entry) => safe(`${entry.partOf ? 'Part of the stay above: ' : ''}${setting(entry)}`);
const encounterColumns = columns(['Encounter', encounterName], ['Service and reason', why], ['Dates', spanned], ['Status', encounterStatus], source);
/** A stay with what was part of it below, in the order in which that took place. */
export function encounters(section) {
  const { entries } = section;
  const parts = Map.groupBy(entries, ({ partOf }) => partOf);
  const wholes = parts.get(undefined);
  const isUnclosed = (whole) => isOpen(whole) || parts.get(whole.id)?.some(isOpen);
  const rest = wholes.filter((whole) => !isUnclosed(whole));
  const withParts = (some) => some.flatMap((whole) => [whole, ...(parts.get(whole.id)?.toReversed() ?? [])]);
  const groups = [
    ['Open: no end recorded', withParts(wholes.filter(isUnclosed))],
    ['Planned', withParts(rest.filter(({ status }) => status === 'planned'))],
    ['Finished, or status not known', withParts(rest.filter(({ status }) => status !== 'planned' && status !== 'cancelled'))],
    ['Cancelled: did not take place', withParts(rest.filter(({ status }) => status === 'cancelled')), true],
  ];
  const open = '“No end recorded” does not mean still going on: an encounter may never have been closed. Look at the date.';
  return frame(section, 'Encounters and visits', groups, encounterColumns, { above: entries.some(isOpen) ? note(open) : '' });
}

// The GP record: one source, which is named below

const under = {
  problems: ['Problems', columns(...problemCells)],
  medications: ['Medications', columns(['Medicine', medicine], ['Dose', doses], ['Status', medicationStatus], ['Dates', taken])],
  allergies: ['Allergies and adverse reactions', columns(...allergyCells)],
  immunisations: ['Immunisations', columns(['Vaccine', vaccine], ['Status', given], date)],
  investigations: ['Investigations and results'],
  consultations: ['Consultations', columns(['Encounter', (entry) => safe(setting(entry))], ['Service and reason', why], ['Status', encounterStatus], ['Dates', spanned])],
};
const isOver = (entry) => entry.kind === 'past' || isRefuted(entry) || isPast(entry);
export function gpRecord(section) {
  const headed = Map.groupBy(section.entries, (entry) => entry.heading);
  const groups = Object.entries(under).flatMap(([key, [title]]) => {
    const entries = headed.get(key) ?? [];
    return [[title, entries.filter((entry) => !isOver(entry))], [`${title}: past, ruled out or never in force`, entries.filter(isOver), true]];
  });
  const list = (some, title) => (under[some[0].heading][1] ? table(title, some, under[some[0].heading][1]) : some.map((entry) => report(entry)).join(''));
  const warnings = section.warnings.map(({ text, source: { name } }) => `<p>${safe(`${name}: ${text}`)}</p>`).join('');
  return frame(section, 'GP record', groups, list, {
    above: warnings && `<div class="notice" part="notice" role="status">${warnings}</div>`,
    below: note('Only what the practice has coded is here: free text, letters and referrals of the practice are never included.'),
  });
}
