import type { Period } from '../../api-spec/record.ts';
import { at, date, known } from './read.ts';

/** FHIR `Period`, each end to the precision recorded; undefined where neither end says anything. */
export function periodOf(written: unknown): Period | undefined {
  const [start, end] = [date(at(written, 'start')), date(at(written, 'end'))];
  return start || end ? known<Period>({ start, end }) : undefined;
}
