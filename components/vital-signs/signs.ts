import type { Entry, Measurement } from '../../api-spec/record.ts';
import { lastMoment } from '../../src/format/day.ts';

type VitalSign = Entry<'vital-signs'>;

/** One reading of one sign: an entry itself, or one of the observations that a score was made from. */
export interface Reading {
  readonly id: string;
  readonly entry: VitalSign;
  readonly measurement: Measurement;
  readonly when: string | null;
}

/** All readings of one sign, by its own code: whether two codes mean the same is a clinician's judgement. */
export interface Sign {
  readonly latest: Reading;
  readonly older: readonly Reading[];
}

const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const codes = (snomed: string, loinc = ''): ReadonlySet<string> =>
  new Set([...snomed.split(' ').map((code) => `${SNOMED}|${code}`), ...loinc.split(' ').filter(Boolean).map((code) => `${LOINC}|${code}`)]);

/** The NEWS2 total (Royal College of Physicians), which has two scales for oxygen. */
const NEWS2 = codes('1104051000000101');
const SCORES = codes('1104051000000101 1363261000000104');
const SATURATION = codes('431314004 103228002', '2708-6 59408-5');
/** On oxygen, or on room air. */
const OXYGEN = codes('371825009 722742002', '3151-8 3150-6');
const SYSTOLIC = codes('72313002 271649006 314464000', '8480-6');
const DIASTOLIC = codes('1091811000000102 271650006 314465004', '8462-4');

/** The order in which an observation chart is read. */
const ORDER = [
  codes('86290005', '9279-1'), SATURATION, OXYGEN, codes('75367002 314463006', '85354-9 55284-4'),
  codes('364075005 444981005', '8867-4'), codes('1104441000000107'), codes('703421000 276885007', '8310-5'),
];

const identity = ({ code }: Measurement) => `${code.system}|${code.code}`;
const among = (list: ReadonlySet<string>) => (measurement: Measurement) => list.has(identity(measurement));
const place = (measurement: Measurement) => {
  const at = ORDER.findIndex((list) => among(list)(measurement));
  return at < 0 ? ORDER.length : at;
};

export const isScore = among(SCORES);
export const isNews2 = among(NEWS2);
export const isSaturation = among(SATURATION);

/** The two pressures of one reading. Those of different readings are never put together. */
export const pressuresOf = ({ parts = [] }: Measurement) => ({ systolic: parts.find(among(SYSTOLIC)), diastolic: parts.find(among(DIASTOLIC)) });

/** What a saturation was measured on, where the source says so in the same observation or the same score. */
export const oxygenOf = ({ entry, measurement }: Reading): Measurement[] => {
  const own = measurement.parts?.filter(among(OXYGEN)) ?? [];
  return own.length > 0 ? own : entry.measurements.filter(among(OXYGEN));
};

const hasValue = ({ measurement: { status } }: Reading) => status !== 'cancelled' && status !== 'registered';

/** Every sign with its latest reading, by its own time, that has a value; and the others. */
export function signsOf(entries: readonly VitalSign[]): Sign[] {
  const readings = new Map<string, Reading>();
  for (const entry of entries)
    for (const measurement of entry.measurements) {
      const { id } = measurement;
      // Two scores may have been made from the same observation: it was taken once.
      if (!readings.has(id)) readings.set(id, { id, entry, measurement, when: measurement.when ?? entry.when });
    }
  const sorted = [...readings.values()].toSorted((a, b) => lastMoment(b.when) - lastMoment(a.when) || 0);
  const groups = [...Map.groupBy(sorted, ({ measurement }) => identity(measurement)).values()];
  return groups
    .map((all) => {
      const latest = (all.find(hasValue) ?? all[0]) as Reading;
      return { latest, older: all.filter((one) => one !== latest) };
    })
    .toSorted((a, b) => place(a.latest.measurement) - place(b.latest.measurement));
}

/** A reading as an entry of its own. What a score's entry says of the score is not said of what it was made from. */
export function entryOf({ id, entry, measurement, when }: Reading): VitalSign {
  if (id === entry.id) return entry;
  const { code, status, performer } = measurement;
  const author = performer ?? entry.author;
  return { id, code, status, when, recorded: null, source: entry.source, ...(author && { author }), measurements: [measurement] };
}
