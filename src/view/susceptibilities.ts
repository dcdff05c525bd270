import { html, nothing, type TemplateResult } from 'lit';
import type { Measurement } from '../../api-spec/record.ts';
import { cumulativeWords as say } from '../text/cumulative.ts';
import { resultWords } from '../text/results.ts';
import { classed } from './filled.ts';
import { flagText, flagWords, statusChip, valueWords } from './measurements.ts';

/** HL7 v3 ObservationInterpretation, the branch for susceptibility. */
const SUSCEPTIBILITY = new Set(['S', 'SDD', 'I', 'R', 'NS', 'MS', 'VS', 'SYN-R', 'SYN-S', 'NCL', 'IE']);

const isPlain = ({ ranges, parts, uncodedParts, unitConflict }: Measurement) =>
  !ranges.length && !parts?.length && !uncodedParts && !unitConflict;

const isJudged = ({ flags }: Measurement) => flags.some(({ code }) => SUSCEPTIBILITY.has(code));

/** The measurements of a report that belong in a grid of antimicrobials by organism, and all others. */
export function susceptibilities(measurements: readonly Measurement[]): { tested: Measurement[]; others: Measurement[] } {
  const panels = new Set(measurements.filter(isJudged).flatMap(({ panel }) => panel ?? []));
  // An antimicrobial without a verdict yet stands with those of its group that have one.
  const isTested = (one: Measurement) => isPlain(one) && (isJudged(one) || panels.has(one.panel ?? ''));
  return { tested: measurements.filter(isTested), others: measurements.filter((one) => !isTested(one)) };
}

/** S, I or R in words; the value, too, where the laboratory sent another word than its flag's. */
function cell(measurement: Measurement): TemplateResult {
  const { value, flags, status, note } = measurement;
  const isSame = value?.type === 'text' && flags.length > 0 && flags.every((flag) => flagText(flag).toLowerCase() === value.text.toLowerCase());
  return html`<div>
    ${isSame ? nothing : html`<b>${valueWords(measurement)}</b> `}${flags.map(flagWords)}${statusChip(status)}
    ${note ? classed('aside', note) : nothing}
  </div>`;
}

/** Antimicrobials down, organisms across, each under the name that its laboratory gave the group. */
export function susceptibilityGrid(label: string, tested: readonly Measurement[]): TemplateResult {
  const named = ({ panel }: Measurement) => panel ?? say.unnamed;
  const organisms = [...new Set(tested.map(named))];
  const antimicrobials = Map.groupBy(tested, ({ code }) => `${code.system}|${code.code}|${code.text ?? ''}`);
  return html`<table role="table" aria-label=${say.susceptibilities(label)}>
    <thead role="rowgroup">
      <tr role="row">
        ${[say.antimicrobial, ...organisms].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${[...antimicrobials.values()].map(
        (same) => html`<tr role="row" part="measurement">
          <th role="rowheader" scope="row">${same[0]?.code.text || same[0]?.code.display || resultWords.test}</th>
          ${organisms.map((organism) => {
            const found = same.filter((one) => named(one) === organism);
            return html`<td role="cell" data-label=${organism}>${found.length ? found.map(cell) : classed('aside', say.untested)}</td>`;
          })}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
