import { html, type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { sheet } from '../../src/style/sheet.ts';
import { appointmentWords as say } from '../../src/text/appointments.ts';
import { words } from '../../src/text/words.ts';
import { unbroken } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';

type Appointment = Entry<'appointments'>;

const OFF = new Set<Appointment['status']>(['cancelled', 'noshow']);
const NOT_BOOKED = new Set<Appointment['status']>(['proposed', 'pending', 'waitlist']);
const isOff = ({ status }: Appointment) => OFF.has(status);
const isNotBooked = ({ status }: Appointment) => NOT_BOOKED.has(status);

/** A date that nobody has agreed to never stands there as if it were one. */
function when(appointment: Appointment): Content {
  const { when: start, requested } = appointment;
  if (start) return unbroken(isNotBooked(appointment) ? say.notAgreed(formatDay(start)) : formatDay(start));
  if (!requested) return isNotBooked(appointment) ? say.noDate : words.notRecorded;
  return unbroken(say.wanted(requested.start ? formatDay(requested.start) : '', requested.end ? formatDay(requested.end) : ''));
}

const status = (appointment: Appointment) => {
  const { status: code, cancellation } = appointment;
  if (code === 'cancelled')
    return html`<span class="mark">${say.statuses.cancelled}</span>: ${cancellation?.display ?? say.reasonNotRecorded}`;
  return isOff(appointment) ? classed('mark', say.statuses[code]) : say.statuses[code];
};

/**
 * Appointments from today in London on, the soonest first (FHIR Appointment, UKCore-Appointment). What is only proposed,
 * asked for or waited for stands apart from what is booked; what was cancelled waits under its own heading, with its reason.
 *
 * @element lcr-appointments
 */
export class LcrAppointments extends CategoryElement<'appointments'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet];

  protected override readonly category = 'appointments';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Appointment>[] {
    return [
      { heading: say.service, cell: ({ service, specialty, type }) => (service ?? specialty ?? type)?.display ?? words.notRecorded },
      { heading: say.when, cell: when },
      { heading: say.where, cell: ({ location, channel }) => [location?.name, channel?.display].filter(Boolean).join('. ') || words.notRecorded },
      { heading: say.clinicians, cell: ({ clinicians }) => clinicians.map(({ name }) => name).join('; ') || words.notRecorded },
      { heading: say.status, cell: status },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Appointment[]): Group<Appointment>[] {
    const standing = entries.filter((entry) => !isOff(entry));
    return [
      { entries: standing.filter((entry) => !isNotBooked(entry)) },
      { title: say.notBookedGroup, entries: standing.filter(isNotBooked) },
      { title: say.offGroup, entries: entries.filter(isOff), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-appointments', LcrAppointments);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-appointments': LcrAppointments;
  }
}
