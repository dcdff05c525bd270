import type { Entry } from '../../api-spec/record.ts';
import { allergyWords as say } from '../text/allergies.ts';
import { words } from '../text/words.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';

type Allergy = Entry<'allergies'>;

/** Whether it was ruled out: then it is the opposite of what its name says. */
export const isRefuted = ({ verification }: Allergy): boolean => verification === 'refuted';

/** Whether it is said to be over, which is not that it never was. */
export const isOver = ({ status }: Allergy): boolean => status === 'inactive' || status === 'resolved';

/** What the patient is allergic to, never cut. */
export const agent = ({ code }: Allergy): string => code.text || code.display;

/** What happened, each with how bad it was, if that was said. */
export const reactions = ({ reactions: all }: Allergy): string =>
  all
    .map(({ manifestations, severity }) => {
      const what = manifestations.map(({ display }) => display).join(', ');
      return severity ? say.reactionWith(what || words.notRecorded, say.severity[severity]) : what;
    })
    .filter(Boolean)
    .join('; ') || words.notRecorded;

/** How dangerous the next contact may be (FHIR `criticality`), which is not how bad the last one was. */
export const risk = ({ criticality }: Allergy): Content =>
  !criticality ? words.notRecorded : criticality === 'high' ? classed('mark', say.criticality.high) : say.criticality[criticality];

/** The clinical status, how sure it is, and whether its code was lost on a transfer. */
export const allergyStatus = ({ status: clinical, verification, degraded }: Allergy): string =>
  [say.clinicalStatus[clinical], verification && say.verification[verification], degraded && say.degraded].filter(Boolean).join('. ');
