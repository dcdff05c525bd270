import type { Entry, Term } from '../../api-spec/record.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { formatValue } from '../../src/format/quantity.ts';
import { immunisationFactWords as say } from '../../src/text/immunisation-facts.ts';
import { words } from '../../src/text/words.ts';
import { person, type Fact } from '../../src/view/detail.ts';

const terms = (all: readonly Term[] = []) => all.map(({ display }) => display).join(', ');

/** What an immunisation's detail adds to its row (FHIR Immunization). Loaded when the first row is opened. */
export function facts(entry: Entry<'immunisations'>): Fact[] {
  const { location, procedure, quantity, expires, subpotent } = entry;
  const given = entry.status === 'completed';
  return [
    [say.reasonNotGiven, given ? undefined : (entry.statusReason?.display ?? words.notRecorded)],
    [say.procedure, procedure && formatCoding(procedure)],
    [say.diseases, terms(entry.targetDiseases)],
    [say.series, entry.dose?.series],
    [say.subpotent, subpotent && (terms(subpotent) || words.notRecorded)],
    [say.manufacturer, entry.manufacturer],
    [say.batch, entry.batch ?? (given ? words.notRecorded : undefined)],
    [say.expires, expires && formatDay(expires)],
    [say.quantity, quantity && formatValue(quantity)],
    [say.site, entry.site?.display],
    [say.route, entry.route?.display],
    [given ? say.reasons : say.reasonsNotDone, terms(entry.reasons)],
    [given ? say.givenBy : say.professional, person(entry.performer)],
    [say.location, [location?.name, location?.address, location?.telephone].filter(Boolean).join(', ')],
    [say.reportOrigin, entry.reportOrigin?.display],
  ];
}
