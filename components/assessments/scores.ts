import { html, nothing, type TemplateResult } from 'lit';
import type { Measurement } from '../../api-spec/record.ts';
import { formatRange } from '../../src/format/quantity.ts';
import { assessmentWords as say } from '../../src/text/assessments.ts';
import { flagWords, statusChip, valueWords } from '../../src/view/measurements.ts';

/**
 * A score beside its scale. A number whose scale was not sent says so: 6 may be of 9 or of 60. Where the score is the
 * whole entry, its status is told there.
 */
export function scoreWords(score: Measurement, within = ''): TemplateResult {
  const { value, ranges, flags, unitConflict, parts = [] } = score;
  const scale = ranges.map(formatRange).filter(Boolean).join('; ');
  const isNumber = value?.type === 'quantity';
  return html`<b>${valueWords(score)}</b>
    ${scale ? html`<span class="scale">(${say.scale(scale)})</span>` : isNumber ? html`<span class="aside">(${say.noScale})</span>` : nothing}
    ${unitConflict ? nothing : flags.map(flagWords)}${score.id === within ? nothing : statusChip(score.status)}
    ${parts.map((part) => html`<div>${say.scoreOf(nameOf(part))}${scoreWords(part)}</div>`)}`;
}

export const nameOf = ({ code }: Measurement): string => code.text || code.display;
