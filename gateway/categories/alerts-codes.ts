import type { Entry } from '../../api-spec/record.ts';
import { codings, listed } from './read.ts';

type Concern = Entry<'alerts'>['concern'];

/** In the order of gravity: an alert about two things is listed under the graver one. */
export const CONCERNS = ['safeguarding', 'risk', 'other', 'reasonable-adjustment'] as const satisfies readonly Concern[];

/**
 * Codes and categories that say what an alert is about, by the last part of their system's name: NHS England's flags
 * (England-FlagCategoryPatient), Interweave's, HL7's example categories, and SNOMED CT. Anything else is `other`.
 */
const TABLE: readonly (readonly [Concern, system: string, codes: string])[] = [
  ['safeguarding', 'England-FlagCategoryPatient', 'female-genital-mutilation-flag child-protection-information-system-flag'],
  ['safeguarding', 'Interweave-FlagCategory', 'SGC'],
  ['safeguarding', 'Interweave-FlagType', 'MARAC DOLS'],
  // On a child protection plan; family history of female genital mutilation.
  ['safeguarding', 'sct', '342191000000101 902961000000107'],
  ['risk', 'Interweave-FlagCategory', 'RTO RTS RSO'],
  ['risk', 'Interweave-FlagType', 'NVU MANHAN'],
  ['risk', 'flag-category', 'safety behavioral'],
  ['reasonable-adjustment', 'England-FlagCategoryPatient', 'national-reasonable-adjustment-flag'],
  ['reasonable-adjustment', 'Interweave-FlagType', 'COMM'],
  // Interpreters and ways of communicating, reminders, carers, the passport that tells of all these.
  [
    'reasonable-adjustment',
    'sct',
    `315594003 441092009 204331000000107 936681000000100 285055002 1108121000000101 1108131000000104
    719369003 520471000000105 1108151000000106 203321000000107 204191000000105 204021000000108 203901000000102`,
  ],
];

const concerns: ReadonlyMap<string, Concern> = new Map(
  TABLE.flatMap(([concern, system, codes]) =>
    codes.split(/\s+/).map((code) => [`${system}|${code}`, concern] as const),
  ),
);

/** Every category of adjustments that NHS England has (England-FlagCategoryRA). */
const ADJUSTMENTS = 'England-FlagCategoryRA';

const concern = (system: string, code: string): Concern | undefined => {
  const name = system.slice(system.lastIndexOf('/') + 1);
  return name === ADJUSTMENTS ? 'reasonable-adjustment' : concerns.get(`${name}|${code}`);
};

/** What an alert is about, and the code that says so. A child protection flag may have it for its code alone. */
export function concernOf(code: unknown, category: unknown): Pick<Entry<'alerts'>, 'concern' | 'classifiedBy'> {
  const found = [code, ...listed(category)].flatMap(codings).flatMap((one) => {
    const about = concern(one.system, one.code);
    return about ? [{ concern: about, classifiedBy: `code ${one.code}` }] : [];
  });
  const gravest = CONCERNS.map((one) => found.find(({ concern: about }) => about === one)).find((one) => one !== undefined);
  return gravest ?? { concern: 'other' };
}
