import { html, type TemplateResult } from 'lit';
import type { Session as Access } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { formatNhsNumber } from '../../src/format/nhs-number.ts';
import type { Standing } from '../../src/record/gathering.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { recordWords } from '../../src/text/record.ts';
import { facts } from '../../src/view/detail.ts';
import { missing } from '../../src/view/notice.ts';
import { totalOf } from './found.ts';

const say = recordWords.paper;

/** What the printed copy lacks, category by category. */
function lacking(all: readonly Standing[]): string[] {
  return all.flatMap(({ category, state, section, completeness }) => {
    const title = titles[category];
    if (!section) return [say.state(title, state === 'not-permitted' ? recordWords.notForRole : recordWords.states[state])];
    return [
      ...(section.next ? [say.further(title, section.entries.length, totalOf(section))] : []),
      ...(completeness === 'partial' ? [say.missing(title, missing(section.sources).join(' '))] : []),
    ];
  });
}

export interface Copy {
  readonly patient: string;
  /** Who prints, where the session says so. */
  readonly access: Access | undefined;
  readonly printedAt: Date;
  /** Whether every entry has been opened for it. */
  readonly opened: boolean;
  readonly standings: readonly Standing[];
}

/** The head of a printed copy: whose record, who printed it and when, and what it lacks. On the screen it is not shown. */
export function paper({ patient, access, printedAt, opened, standings }: Copy): TemplateResult {
  const gaps = lacking(standings);
  const { user, organisation } = access ?? {};
  return html`<div class="paper" part="paper">
    <p><strong>${say.title}</strong></p>
    <p><strong>${say.outOfDate}</strong></p>
    <div data-banner></div>
    ${facts([
      [say.nhsNumber, formatNhsNumber(patient)],
      [say.printedBy, user && organisation ? say.by(user.name, user.roles.map(({ display }) => display).join(', '), organisation.name) : say.byUnknown],
      [say.printedAt, formatDay(printedAt.toISOString())],
    ])}
    <p>${opened ? say.opened : say.asOnScreen}</p>
    ${gaps.length
      ? html`<p><strong>${say.notWhole}</strong></p>
          <ul>
            ${gaps.map((gap) => html`<li>${gap}</li>`)}
          </ul>`
      : html`<p>${say.whole}</p>`}
    <p>${say.confidential}</p>
  </div>`;
}
