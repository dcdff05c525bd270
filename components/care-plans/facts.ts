import { html, nothing } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { carePlanFactWords as say } from '../../src/text/care-plan-facts.ts';
import { clinicalDocumentFactWords } from '../../src/text/clinical-document-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

const inWords = (status: string | undefined, list: Record<string, string>) => status && (Object.hasOwn(list, status) ? list[status] : status);

/** What a care plan's detail adds to its row (FHIR CarePlan, Goal). Loaded when the first row is opened. */
export function facts({ description, categories, period, goals, activities, replacedBy, documents, classifiedBy }: Entry<'care-plans'>): Fact[] {
  return [
    [say.description, description],
    [say.categories, categories.length > 1 ? categories.map(({ display }) => display).join(', ') : undefined],
    [say.period, period?.start && formatDay(period.start)],
    [say.periodEnd, period?.end && formatDay(period.end)],
    ...goals.map(({ description: { display }, status, due }): Fact => [
      say.goal,
      [display, inWords(status, say.goalStatus), due && say.due(formatDay(due))].filter(Boolean).join(' · '),
    ]),
    ...activities.map(({ description: { display }, doNotPerform, status, scheduled, performers = [] }): Fact => {
      const how = [inWords(status, say.activityStatus), scheduled, performers.length ? say.by(performers.map(({ name }) => name).join(', ')) : ''];
      // A status beside what must not be done would read as if it were to be done.
      return [say.activity, doNotPerform ? html`<span class="mark">${say.not}:</span> ${display}` : [display, ...how].filter(Boolean).join(' · ')];
    }),
    [clinicalDocumentFactWords.files, documents?.length === 0 ? clinicalDocumentFactWords.noFile : nothing],
    [clinicalDocumentFactWords.replacedBy, replacedBy],
    [clinicalDocumentFactWords.classifiedBy, classifiedBy],
  ];
}
