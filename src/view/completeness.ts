import type { TemplateResult } from 'lit';
import type { SourceAnswer } from '../../api-spec/record.ts';
import { formatDay, formatTime } from '../format/day.ts';
import { words } from '../text/words.ts';
import { filled, piece } from './filled.ts';

const has = ({ status }: SourceAnswer) => status === 'answered' || status === 'partial';

/** What became of asking one source. */
function toldOf(source: SourceAnswer): string {
  const { organisation, system, status, asOf } = source;
  const say = words.completeness;
  const age = has(source) ? ` · ${asOf ? say.asOf(formatDay(asOf)) : say.asOfUnknown}` : '';
  return `${[organisation.name, system].filter(Boolean).join(', ')}: ${say.status[status]}${age}`;
}

/** The line at the foot of every widget: who answered, when, how old each answer is, and what is never included. */
export function completenessLine(sources: readonly SourceAnswer[], answeredAt: string): TemplateResult {
  const say = words.completeness;
  const lines = [...sources.map(toldOf), ...say.never];
  return filled`<footer part="completeness">
    ${say.answered(sources.filter(has).length, sources.length, formatTime(answeredAt))} ·
    <details>
      <summary>${say.whatIsNotHere}</summary>
      <ul>
        ${lines.map((line) => piece`<li .textContent=${line}></li>`)}
      </ul>
    </details>
  </footer>`;
}
