import type { Kind } from '../../api-spec/record.ts';

/**
 * What a type of document says by itself (UKCore-DocumentReference, refset 1127551000000109; LOINC): the category that
 * shows it, or which kind of correspondence it is. The list is open: a type that is not here says nothing.
 */
type Type =
  | 'assessments' | 'care-plans' | 'miscellaneous-reports' | 'progress-notes'
  | Kind<'correspondence'>
  /** A discharge summary of a stay that the type does not name. */
  | 'discharge'
  /** A letter, of which only its encounter or service can say what it is about. */
  | 'letter';

export const types: ReadonlyMap<string, Type> = table<Type>({
  'inpatient-discharge': '824331000000106',
  'emergency-discharge': '24561000000109',
  'outpatient-letter': '823681000000100 24731000000108',
  discharge: '373942005 18842-5',
  letter: '823751000000102 149701000000109 371531000 11488-4',
  // The record types of the National Record Locator (NRLF-RecordType).
  'care-plans': `734163000 736253002 887701000000100 861421000000109 1382601000000107 736373009 735324008
    2181441000000107`,
  assessments: '325931000000109 325941000000100',
  'progress-notes': '823651000000106 11506-3',
  // Operation notes, and reports of something that was done or found, wherever that was.
  'miscellaneous-reports': `371525003 11504-8 28570-0 722124004 4201000179104 717321000000108 24611000000106 371528001
    721981007 4321000179101 1129261000000102 1054161000000101 11502-2 1363501000000100`,
});

/** Plans for an emergency, a crisis or the end of life: who looks for one has no time to search. */
export const emergencyPlans: ReadonlySet<string> = new Set([
  '1382601000000107', '887701000000100', '735324008', '736373009', '861421000000109', '736253002',
]);

export const GENERAL_PRACTICE = '788007007';
export const EMERGENCY_SERVICE = '310000008';

/** HL7 v3 ActCode, the classes of an encounter. */
export const classes: ReadonlyMap<string, Kind<'correspondence'>> = table({
  'inpatient-discharge': 'IMP ACUTE NONAC SS OBSENC',
  'emergency-discharge': 'EMER',
  'outpatient-letter': 'AMB VR',
});

function table<T extends string>(rows: Partial<Record<T, string>>): ReadonlyMap<string, T> {
  return new Map(
    (Object.entries(rows) as [T, string][]).flatMap(([name, codes]) =>
      codes.trim().split(/\s+/).map((code) => [code, name] as const),
    ),
  );
}
