import type { Dosage } from '../../api-spec/record.ts';
import { inFull, valueOf, type Tally } from './measurement.ts';
import { at, decimal, inWords, isObject, known, listed, objects, statusOf, term, text, type Json, periodOf } from './read.ts';
import { datesOf, timingInWords } from './timing.ts';

/** FHIR `Dosage`s, those that come first before those that come after (https://hl7.org/fhir/R4/dosage.html). */
export function dosages(written: unknown, tally: Tally): Dosage[] {
  return objects(written)
    .map((one) => dosage(one, tally))
    .filter((one) => Object.keys(one).some((element) => element !== 'sequence'))
    .toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

function dosage(written: Json, tally: Tally): Dosage {
  const sequence = decimal(written['sequence']);
  const { timing } = written;
  const dates = datesOf(timing);
  const [dose, rate] = doseAndRate(written['doseAndRate'], tally);
  const instructions = [...listed(written['additionalInstruction']).map(inWords), text(written['patientInstruction'])];
  return known<Dosage>({
    sequence: sequence && /^\d{1,6}$/.test(sequence) ? Number(sequence) : undefined,
    text: text(written['text']),
    dose,
    rate,
    route: term(written['route']),
    method: term(written['method']),
    site: term(written['site']),
    frequency: timingInWords(timing),
    dates: dates.length > 0 ? dates : undefined,
    period: periodOf(at(at(timing, 'repeat'), 'boundsPeriod')),
    asNeeded: asNeeded(written),
    instructions: instructions.filter(Boolean).join('\n') || undefined,
    maximum: maximum(written),
  });
}

/** What was ordered, before what somebody calculated from it. */
function doseAndRate(written: unknown, tally: Tally) {
  const all = objects(written);
  const ordered = all.find(({ type }) => statusOf(type, ['ordered'])) ?? all[0];
  const value = (name: 'dose' | 'rate') =>
    valueOf(
      known<Json>({
        valueQuantity: ordered?.[`${name}Quantity`],
        valueRange: ordered?.[`${name}Range`],
        valueRatio: ordered?.[`${name}Ratio`],
      }),
      tally,
    );
  return [value('dose'), value('rate')] as const;
}

/** What it is needed for, or that it is taken as needed. */
const asNeeded = (written: Json): string | undefined =>
  inWords(written['asNeededCodeableConcept']) ?? (written['asNeededBoolean'] === true ? 'as needed' : undefined);

function maximum(written: Json): string | undefined {
  const { maxDosePerPeriod: ratio, maxDosePerAdministration: once, maxDosePerLifetime: ever } = written;
  const [most, within] = [amount(at(ratio, 'numerator')), amount(at(ratio, 'denominator'))];
  const parts = [
    most && (within ? `${most} in ${within}` : most),
    amount(once) && `${amount(once)} at a time`,
    amount(ever) && `${amount(ever)} in a lifetime`,
  ].filter(Boolean);
  return parts.join(', ') || undefined;
}

/** Units that are dangerous as symbols, in full (NHS CUI medication line). Nobody's own words are replaced by these. */
const IN_FULL: ReadonlyMap<string, string> = new Map([
  ['ug', 'micrograms'], ['ng', 'nanograms'], ['[iU]', 'units'], ['[IU]', 'units'], ['h', 'hours'], ['d', 'days'],
]);

/** A quantity in one phrase, its unit as sent; where only a code was sent, in full. */
function amount(quantity: unknown): string | undefined {
  const code = text(at(quantity, 'code'));
  return inFull(isObject(quantity) ? { ...quantity, unit: text(quantity['unit']) ?? IN_FULL.get(code ?? '') } : undefined);
}
