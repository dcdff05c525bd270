import { html, nothing } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { allergyWords as say } from '../../src/text/allergies.ts';
import { words } from '../../src/text/words.ts';
import type { Content } from '../../src/view/frame.ts';
import { statements } from '../../src/view/notice.ts';
import type { Column } from '../../src/view/table.ts';

type Allergy = Entry<'allergies'>;

const isRefuted = ({ verification }: Allergy) => verification === 'refuted';
const isOver = ({ status }: Allergy) => status === 'inactive' || status === 'resolved';

const reactions = ({ reactions: all }: Allergy) =>
  all
    .map(({ manifestations, severity }) => {
      const what = manifestations.map(({ display }) => display).join(', ');
      return severity ? say.reactionWith(what || words.notRecorded, say.severity[severity]) : what;
    })
    .filter(Boolean)
    .join('; ') || words.notRecorded;

const risk = ({ criticality }: Allergy) =>
  !criticality ? words.notRecorded : criticality === 'high' ? html`<span class="mark">${say.criticality.high}</span>` : say.criticality[criticality];

const status = ({ status: clinical, verification, degraded }: Allergy) =>
  [say.clinicalStatus[clinical], verification && say.verification[verification], degraded && say.degraded].filter(Boolean).join('. ');

/**
 * Allergies and adverse reactions, by allergen (FHIR AllergyIntolerance, UKCore-AllergyIntolerance). Active ones
 * first; inactive, resolved and refuted ones wait under their own headings. "No known allergies" appears only as
 * what a source stated, and beside a listed allergy only as a disagreement (domain rules, A4).
 *
 * @element lcr-allergies
 * @fires {LcrStateEvent} lcr-state - The widget came into a state.
 * @fires {LcrEntryOpenEvent} lcr-entry-open - The detail of an entry was opened.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart heading - The heading.
 * @csspart table - A list of entries.
 * @csspart row - A row of the list.
 * @csspart detail - An opened detail.
 * @csspart notice - A state or a warning in words.
 * @csspart completeness - The line that says who answered.
 */
export class LcrAllergies extends CategoryElement<'allergies'> {
  protected override readonly category = 'allergies';
  protected override readonly words = say;

  protected override readonly columns: readonly Column<Allergy>[] = [
    { heading: say.agent, cell: ({ code }) => code.text || code.display },
    { heading: say.reaction, cell: reactions },
    { heading: say.risk, cell: risk },
    { heading: say.status, cell: status },
    { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
    { heading: say.source, cell: ({ source }) => source.name },
  ];

  protected override groups(entries: readonly Allergy[]): Group<Allergy>[] {
    const standing = entries.filter((entry) => !isRefuted(entry));
    return [
      { entries: standing.filter((entry) => !isOver(entry)) },
      { title: say.inactiveGroup, entries: standing.filter(isOver), folded: true },
      { title: say.refutedGroup, entries: entries.filter(isRefuted), folded: true },
    ];
  }

  protected override above({ entries, knownNone }: Section<'allergies'>): Content {
    if (!knownNone.length) return nothing;
    const active = entries.some((entry) => !isRefuted(entry) && !isOver(entry));
    return active
      ? html`<div class="notice" role="status">
          ${knownNone.map(({ code, source }) => html`<p>${words.conflict(code.display, source.name)}</p>`)}
        </div>`
      : html`<div class="state">${statements(knownNone)}</div>`;
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-allergies', LcrAllergies);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-allergies': LcrAllergies;
  }
}
