import { html } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { encounterWords as say } from '../text/encounters.ts';
import { words } from '../text/words.ts';
import { dated } from './dated.ts';
import type { Content } from './frame.ts';

type Encounter = Entry<'encounters'>;

const OPEN: readonly Encounter['status'][] = ['arrived', 'triaged', 'in-progress', 'onleave'];

/** Whether nobody closed it, which is no proof that it still goes on. */
export const isOpen = ({ status, period }: Encounter): boolean => OPEN.includes(status) && !period.end;

/** Where it took place (FHIR `class`), and what it was. */
export function setting({ class: sent, types, service }: Encounter): string {
  const place = sent && (say.classes[sent.code ?? ''] ?? sent.display);
  const what = types.map(({ display }) => display).join(', ') || service?.display;
  return place && what ? say.named(place, what) : (place ?? what ?? words.notRecorded);
}

/** The service and the reasons, or the diagnoses where no reason was sent. */
export const why = ({ service, reasons, diagnoses }: Encounter): string =>
  [service?.display, ...(reasons.length ? reasons : diagnoses.map(({ condition }) => condition)).map(({ display }) => display)]
    .filter(Boolean)
    .join('. ') || words.notRecorded;

/** From when until when; what is planned or was never closed says so. */
export function spanned({ status, period: { start, end } }: Encounter): Content {
  if (!start) return end ? dated(say.until, end) : words.notRecorded;
  if (status === 'planned') return dated(say.plannedFor, start);
  if (status === 'cancelled' || (end && formatDay(end, false) === formatDay(start, false))) return dated('', start);
  if (end) return [dated('', start, say.upTo), dated('', end)];
  return [dated(OPEN.includes(status) ? say.since : '', start), html`<div>${say.noEnd}</div>`];
}

/** How it stands, and where the patient went. */
export function encounterStatus(entry: Encounter): string {
  const { status, dischargedTo, dischargeMethod } = entry;
  const said = say.statuses[status];
  if (isOpen(entry)) return say.open(said);
  if (OPEN.includes(status)) return say.openButEnded(said);
  return [said, dischargedTo ? say.dischargedTo(dischargedTo.display) : dischargeMethod?.display].filter(Boolean).join('. ');
}
