import { html, nothing } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatCoding } from '../format/coding.ts';
import { immunisationWords as say } from '../text/immunisations.ts';
import { words } from '../text/words.ts';
import type { Content } from './frame.ts';

type Immunisation = Entry<'immunisations'>;

/** What was not given may never read as if it were: the name itself says so. */
export const vaccine = ({ code, status }: Immunisation): Content =>
  status === 'not-done' ? html`<span><span class="mark">${say.notGiven}</span> ${formatCoding(code)}</span>` : formatCoding(code);

/** Whether it was given, and why not; by hearsay, or too weak to count. */
export function given({ status, statusReason, reported, subpotent }: Immunisation): Content {
  if (status === 'not-done') return say.notGivenBecause(statusReason?.display ?? words.notRecorded);
  return html`${[say.given, reported && say.reported].filter(Boolean).join('. ')}${subpotent
    ? html`. <span class="mark">${say.subpotent}</span>`
    : nothing}`;
}
