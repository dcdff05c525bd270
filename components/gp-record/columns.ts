import type { Entry } from '../../api-spec/record.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { allergyWords } from '../../src/text/allergies.ts';
import { encounterWords } from '../../src/text/encounters.ts';
import { immunisationWords } from '../../src/text/immunisations.ts';
import { medicationWords } from '../../src/text/medications.ts';
import { problemWords } from '../../src/text/problems.ts';
import { words } from '../../src/text/words.ts';
import { agent, allergyStatus, reactions, risk } from '../../src/view/allergy.ts';
import { conditionStatus, since } from '../../src/view/condition.ts';
import { encounterStatus, setting, spanned, why } from '../../src/view/encounter.ts';
import { given, vaccine } from '../../src/view/immunisation.ts';
import { dose, medicationStatus, medicine, taken } from '../../src/view/medication.ts';
import type { Column } from '../../src/view/rows.ts';

type GpEntry = Entry<'gp-record'>;
export type Heading = GpEntry['heading'];
type Of<H extends Heading> = Extract<GpEntry, { heading: H }>;

/**
 * The columns of each heading. The source is left out: there is only one, the GP practice, and two practices are told
 * apart in the detail. Results are drawn as reports, not as rows.
 */
export const columns = (): { readonly [H in Exclude<Heading, 'investigations'>]: readonly Column<Of<H>>[] } => ({
  allergies: [
    { heading: allergyWords.agent, cell: agent },
    { heading: allergyWords.reaction, cell: reactions },
    { heading: allergyWords.risk, cell: risk },
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
    { heading: medicationWords.medicine, cell: medicine },
    { heading: medicationWords.dose, cell: dose },
    { heading: medicationWords.status, cell: medicationStatus },
    { heading: medicationWords.dates, cell: taken },
  ],
  immunisations: [
    { heading: immunisationWords.vaccine, cell: vaccine },
    { heading: immunisationWords.status, cell: given },
    { heading: immunisationWords.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
  ],
  consultations: [
    { heading: encounterWords.encounter, cell: setting },
    { heading: encounterWords.service, cell: why },
    { heading: encounterWords.status, cell: encounterStatus },
    { heading: encounterWords.dates, cell: spanned },
  ],
});
