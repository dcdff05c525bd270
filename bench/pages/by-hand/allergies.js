/** Allergies: the one list that also has a page of its own. */
import { columns, day, frame, joined, marked, named, none, rows, safe, shown, source, table } from './frame.js';

const risks = { high: 'High risk', low: 'Low risk', 'unable-to-assess': 'Risk could not be assessed' };
const statuses = { active: 'Active', inactive: 'Inactive', resolved: 'Resolved', 'not-recorded': none };
const verifications = { confirmed: 'Confirmed', unconfirmed: 'Unconfirmed', refuted: 'Refuted: not an allergy' };

const reaction = ({ manifestations, severity }) => {
  const what = manifestations.map(shown).join(', ');
  return severity ? `${what || none} (${severity})` : what;
};
const reactions = (entry) => safe(joined(entry.reactions.map(reaction), '; ') || none);
const risk = ({ criticality }) => (criticality === 'high' ? marked(risks.high) : (risks[criticality] ?? none));
const status = (entry) =>
  joined([statuses[entry.status], verifications[entry.verification], entry.degraded && 'Transferred record: check with the patient or GP'], '. ');

export const allergyCells = [
  ['Allergen', ({ code }) => safe(named(code))],
  ['Reaction', reactions],
  ['Risk', risk],
  ['Status', status],
  ['Date', ({ when }) => day(when), 'date'],
];
const allergyColumns = columns(...allergyCells, source);
export const allergyRows = (entries) => rows(entries, allergyColumns);
export const allergyTable = (label, entries) => table(label, entries, allergyColumns);

/** The entries on each agent of which sources say different things; one code stands for all that lost their own. */
const disputed = (entries) =>
  [...Map.groupBy(entries.filter(({ degraded }) => !degraded), ({ code }) => `${code.system} ${code.code}`).values()].filter(
    (same) =>
      same.length > 1 &&
      ['status', 'criticality', 'verification'].some((fact) => {
        const telling = same.filter((entry) => entry[fact] && entry[fact] !== 'not-recorded');
        return new Set(telling.map((entry) => entry[fact])).size > 1 && new Set(telling.map((entry) => entry.source.odsCode)).size > 1;
      }),
  );
const saying = (entry) => `<li>${safe(`${entry.source.name}: ${joined([status(entry), risks[entry.criticality]], '. ')}`)}</li>`;
const dispute = (same) =>
  `<p><strong>Sources disagree about ${safe(named(same[0].code))}. Check with the patient.</strong></p><ul>${[...new Set(same.map(saying))].join('')}</ul>`;
export const conflict = ({ code, source: { name } }) => `<p>${safe(`${name} states “${code.display}”, but entries are listed here. Check with the patient.`)}</p>`;

export function allergies(section) {
  const { entries, knownNone } = section;
  const isOver = ({ status: stands }) => stands === 'inactive' || stands === 'resolved';
  const refuted = entries.filter(({ verification }) => verification === 'refuted');
  const standing = entries.filter(({ verification }) => verification !== 'refuted');
  const groups = [
    ['', standing.filter((entry) => !isOver(entry))],
    ['Inactive or resolved', standing.filter(isOver), true],
    ['Refuted: not an allergy', refuted, true],
  ];
  const said = [...knownNone.map(conflict), ...disputed(entries).map(dispute)].join('');
  return frame(section, 'Allergies and adverse reactions', groups, allergyColumns, { above: said && `<div class="notice" role="status">${said}</div>` });
}
