import { html } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { formatDosage } from '../../src/format/dose.ts';
import { allergyWords } from '../../src/text/allergies.ts';
import { doseWords } from '../../src/text/dose.ts';
import { encounterWords } from '../../src/text/encounters.ts';
import { immunisationWords } from '../../src/text/immunisations.ts';
import { medicationWords } from '../../src/text/medications.ts';
import { problemWords } from '../../src/text/problems.ts';
import { words } from '../../src/text/words.ts';
import { conditionStatus, since } from '../../src/view/condition.ts';
import { dated, unbroken } from '../../src/view/dated.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/table.ts';

type GpEntry = Entry<'gp-record'>;
export type Heading = GpEntry['heading'];
type Of<H extends Heading> = Extract<GpEntry, { heading: H }>;

const joined = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join('. ');

/** What was not given may never read as if it were: the name itself says so. */
const vaccine = ({ code, status }: Of<'immunisations'>): Content =>
  status === 'not-done' ? html`<span><span class="mark">${immunisationWords.notGiven}</span> ${formatCoding(code)}</span>` : formatCoding(code);

const given = ({ status, statusReason, reported }: Of<'immunisations'>) =>
  status === 'not-done'
    ? immunisationWords.notGivenBecause(statusReason?.display ?? words.notRecorded)
    : joined(immunisationWords.given, reported && immunisationWords.reported);

const reactions = ({ reactions: all }: Of<'allergies'>) =>
  all.flatMap(({ manifestations }) => manifestations.map(({ display }) => display)).join(', ') || words.notRecorded;

const allergyStatus = ({ status, verification, degraded }: Of<'allergies'>) =>
  joined(allergyWords.clinicalStatus[status], verification && allergyWords.verification[verification], degraded && allergyWords.degraded);

/** What the source wrote is always there, beside what was put together from its parts. */
const dose = ({ dosages }: Of<'medications'>): Content =>
  dosages.length
    ? dosages.flatMap((one) => [formatDosage(one), one.text && doseWords.sourceText(one.text)].filter(Boolean)).map((line) => html`<div>${line}</div>`)
    : words.notRecorded;

const medicationStatus = ({ from, status, statusReason, doNotTake }: Of<'medications'>): Content => {
  const said = doNotTake ? medicationWords.doNotTake : medicationWords.statuses[from][status];
  const text = statusReason ? medicationWords.because(said, statusReason.display) : said;
  return doNotTake || status === 'stopped' || status === 'not-taken' ? html`<span class="mark">${text}</span>` : text;
};

const medicationDates = ({ period, when, from }: Of<'medications'>): Content => {
  const { start, end } = period ?? {};
  if (!start && !end) return when ? dated(medicationWords.written[from], when) : words.notRecorded;
  return [...(start ? [dated(end ? '' : medicationWords.since, start, end && medicationWords.upTo)] : []), ...(end ? [dated('', end)] : [])];
};

const consultation = ({ class: sent, types, service }: Of<'consultations'>): string => {
  const place = sent && (encounterWords.classes[sent.code ?? ''] ?? sent.display);
  const what = types.map(({ display }) => display).join(', ') || service?.display;
  return place && what ? encounterWords.named(place, what) : (place ?? what ?? words.notRecorded);
};

const reasons = ({ reasons: why, diagnoses }: Of<'consultations'>) =>
  (why.length ? why : diagnoses.map(({ condition }) => condition)).map(({ display }) => display).join(', ') || words.notRecorded;

/**
 * The columns of each heading. The source is left out: there is only one, the GP practice, and two practices are told
 * apart in the detail. Results are drawn as reports, not as rows.
 */
export const columns: { readonly [H in Exclude<Heading, 'investigations'>]: readonly Column<Of<H>>[] } = {
  allergies: [
    { heading: allergyWords.agent, cell: ({ code }) => formatCoding(code) },
    { heading: allergyWords.reaction, cell: reactions },
    { heading: allergyWords.status, cell: allergyStatus },
    { heading: allergyWords.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
  ],
  problems: [
    { heading: problemWords.problem, cell: ({ code }) => formatCoding(code) },
    { heading: problemWords.status, cell: conditionStatus },
    { heading: problemWords.significance, cell: ({ significance: how }) => (how ? problemWords.significances[how] : words.notRecorded) },
    { heading: problemWords.since, cell: since },
  ],
  medications: [
    { heading: medicationWords.medicine, cell: ({ code }) => formatCoding(code) },
    { heading: medicationWords.dose, cell: dose },
    { heading: medicationWords.status, cell: medicationStatus },
    { heading: medicationWords.dates, cell: medicationDates },
  ],
  immunisations: [
    { heading: immunisationWords.vaccine, cell: vaccine },
    { heading: immunisationWords.status, cell: given },
    { heading: immunisationWords.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
  ],
  consultations: [
    { heading: encounterWords.encounter, cell: consultation },
    { heading: encounterWords.service, cell: reasons },
    { heading: encounterWords.status, cell: ({ status }) => encounterWords.statuses[status] },
    { heading: encounterWords.dates, cell: ({ when }) => unbroken(formatDay(when)) },
  ],
};
