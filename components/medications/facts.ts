import type { Dosage, Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { formatValue } from '../../src/format/quantity.ts';
import { medicationFactWords as say } from '../../src/text/medication-facts.ts';
import { medicationWords } from '../../src/text/medications.ts';
import { person, type Fact } from '../../src/view/detail.ts';

const day = (date: string | undefined) => date && formatDay(date);

/** Everything of a dose apart, as it was sent: units are not written out here. */
const dosed = ({ text, dose, rate, route, method, site, frequency, dates, period, asNeeded, instructions, maximum }: Dosage): Fact[] => [
  [say.text, text],
  [say.dose, dose && formatValue(dose)],
  [say.rate, rate && formatValue(rate)],
  [say.route, route?.display],
  [say.method, method?.display],
  [say.site, site?.display],
  [say.frequency, frequency],
  [say.dates, dates?.map((date) => formatDay(date)).join(', ')],
  [say.start, day(period?.start)],
  [say.end, day(period?.end)],
  [say.asNeeded, asNeeded],
  [say.maximum, maximum],
  [say.instructions, instructions],
];

/** What a medicine's detail adds to its line (FHIR MedicationStatement, MedicationRequest). Loaded when the first row is opened. */
export function facts(entry: Entry<'medications'>): Fact[] {
  const { from, intent, statusReason, strength, form, dosages, period, course, reasons, quantity, lastIssued, change, encounter, categories } = entry;
  return [
    [say.told, say.from[from]],
    [say.intent, intent && medicationWords.intents[intent]],
    [say.statusReason, statusReason?.display],
    [say.change, change?.what?.display],
    [say.changeReason, change?.reason],
    [say.changed, day(change?.when)],
    [say.strength, strength],
    [say.form, form?.display],
    ...dosages.flatMap(dosed),
    [say.start, day(period?.start)],
    [say.end, day(period?.end)],
    [say.course, course?.display],
    [say.reasons, reasons.map(({ display }) => display).join(', ')],
    [say.quantity, quantity && formatValue(quantity)],
    [say.lastIssued, day(lastIssued)],
    [say.requester, person(entry.requester)],
    [say.encounter, encounter?.display],
    [say.category, categories.map(({ display }) => display).join(', ')],
    [say.classifiedBy, entry.classifiedBy],
  ];
}
