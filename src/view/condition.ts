import type { Condition } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { conditionWords as say } from '../text/conditions.ts';
import { words } from '../text/words.ts';
import { unbroken } from './dated.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';

/** Whether it was ruled out: then it is the opposite of what its name says. */
export const isRefuted = ({ verification }: Condition): boolean => verification === 'refuted';

/** The clinical status and how sure it is, in words. Refuted is a danger: it reads like the condition itself. */
export function conditionStatus({ status, verification }: Condition): Content {
  if (verification === 'refuted') return classed('mark', say.verification.refuted);
  return [say.status[status], verification && say.verification[verification]].filter(Boolean).join('. ');
}

/** Since when, as far as anybody wrote that down; else when it was recorded, which is said. */
export function since({ onset, onsetText, recorded }: Condition): Content {
  if (onset) return unbroken(formatDay(onset, false));
  return onsetText ?? (recorded ? unbroken(say.recordedOn(formatDay(recorded, false))) : words.notRecorded);
}
