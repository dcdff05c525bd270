import { html, nothing } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { once } from '../../src/record/once.ts';
import { allergyWords as say } from '../../src/text/allergies.ts';
import { words } from '../../src/text/words.ts';
import { agent, allergyStatus, isOver, isRefuted, reactions, risk } from '../../src/view/allergy.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { statements } from '../../src/view/notice.ts';
import type { Column } from '../../src/view/rows.ts';

type Allergy = Entry<'allergies'>;

const saying = (entry: Allergy) =>
  say.says(entry.source.name, [allergyStatus(entry), entry.criticality && say.criticality[entry.criticality]].filter(Boolean).join('. '));

/** What sources may contradict each other in. One that says nothing contradicts nobody. */
const DISPUTABLE = ['status', 'criticality', 'verification'] as const;

/**
 * The entries on each agent of which sources say different things (domain rules, A4). One code stands for all
 * that lost their own on a transfer: those are about different agents.
 */
const disagreements = once((entries: readonly Allergy[]): Allergy[][] =>
  [...Map.groupBy(entries.filter(({ degraded }) => !degraded), ({ code }) => `${code.system} ${code.code}`).values()].filter(
    (same) =>
      same.length > 1 &&
      DISPUTABLE.some((fact) => {
        const telling = same.filter((entry) => entry[fact] && entry[fact] !== 'not-recorded');
        return [telling.map((entry) => entry[fact]), telling.map(({ source }) => source.odsCode)].every((said) => new Set<unknown>(said).size > 1);
      }),
  ),
);

/**
 * Allergies and adverse reactions, by allergen (FHIR AllergyIntolerance, UKCore-AllergyIntolerance). Active ones
 * first; inactive, resolved and refuted ones wait under their own headings. "No known allergies" appears only as
 * what a source stated, and beside a listed allergy only as a disagreement (domain rules, A4).
 *
 * @element lcr-allergies
 */
export class LcrAllergies extends CategoryElement<'allergies'> {
  protected override readonly category = 'allergies';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Allergy>[] {
    return [
      { heading: say.agent, cell: agent, sort: agent },
      { heading: say.reaction, cell: reactions },
      { heading: say.risk, cell: risk },
      { heading: say.status, cell: allergyStatus },
      { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date', sort: ({ when }) => when },
      { heading: say.source, cell: ({ source }) => source.name, sort: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Allergy[]): Group<Allergy>[] {
    const standing = entries.filter((entry) => !isRefuted(entry));
    return [
      { entries: standing.filter((entry) => !isOver(entry)) },
      { title: say.inactiveGroup, entries: standing.filter(isOver), folded: true },
      { title: say.refutedGroup, entries: entries.filter(isRefuted), folded: true },
    ];
  }

  protected override above({ entries, knownNone }: Section<'allergies'>): Content {
    const active = entries.some((entry) => !isRefuted(entry) && !isOver(entry));
    const apart = disagreements(entries);
    return html`${knownNone.length && !active ? classed('state', statements(knownNone), 'div') : nothing}
      ${apart.length || (knownNone.length && active)
        ? html`<div class="notice" role="status">
            ${active ? knownNone.map(({ code, source }) => html`<p>${words.conflict(code.display, source.name)}</p>`) : nothing}
            ${apart.map((same) => html`<p><strong>${say.disagreement(agent(same[0]!))}</strong></p>
                <ul>${[...new Set(same.map(saying))].map((line) => html`<li>${line}</li>`)}</ul>`)}
          </div>`
        : nothing}`;
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-allergies', LcrAllergies);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-allergies': LcrAllergies;
  }
}
