import { html, type TemplateResult } from 'lit';
import type { SourceAnswer } from '../../api-spec/record.ts';
import { formatDay, formatTime } from '../format/day.ts';
import { words } from '../text/words.ts';

/** The line at the foot of every widget: who answered, when, how old each answer is, and what is never included. */
export function completenessLine(sources: readonly SourceAnswer[], answeredAt: string): TemplateResult {
  const say = words.completeness;
  const has = ({ status }: SourceAnswer) => status === 'answered' || status === 'partial';
  return html`<footer part="completeness">
    ${say.answered(sources.filter(has).length, sources.length, formatTime(answeredAt))} ·
    <details>
      <summary>${say.whatIsNotHere}</summary>
      <ul>
        ${sources.map((source) => {
          const { organisation, system, status, asOf } = source;
          return html`<li>
            ${[organisation.name, system].filter(Boolean).join(', ')}:
            ${say.status[status]}${has(source) ? ` · ${asOf ? say.asOf(formatDay(asOf)) : say.asOfUnknown}` : ''}
          </li>`;
        })}
        ${say.never.map((line) => html`<li>${line}</li>`)}
      </ul>
    </details>
  </footer>`;
}
