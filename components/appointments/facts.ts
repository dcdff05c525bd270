import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { appointmentFactWords as say } from '../../src/text/appointment-facts.ts';
import { words } from '../../src/text/words.ts';
import { person, type Fact } from '../../src/view/detail.ts';

/** What an appointment's detail adds to its row (FHIR Appointment). Loaded when the first row is opened. */
export function facts({ end, requested, specialty, type, clinicians, location, reasons, instruction, cancellation, status }: Entry<'appointments'>): Fact[] {
  const reason = cancellation?.display ?? (status === 'cancelled' ? words.notRecorded : undefined);
  return [
    [say.cancellation, reason],
    [say.instruction, instruction],
    [say.ends, end && formatDay(end)],
    [say.wanted, requested && say.between(formatDay(requested.start), formatDay(requested.end))],
    [say.specialty, specialty?.display],
    [say.type, type?.display],
    [say.clinicians, clinicians.map(person).join('; ')],
    [say.where, location && [location.name, location.address].filter(Boolean).join(', ')],
    [say.telephone, location?.telephone],
    [say.reasons, reasons.map(({ display }) => display).join(', ')],
  ];
}
