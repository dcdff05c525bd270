import type { Dosage, Value } from '../../api-spec/record.ts';
import { doseWords as say } from '../text/dose.ts';
import { formatDay } from './day.ts';
import { formatValue, unitOf } from './quantity.ts';

/** `mcg` is misread as `mg`, `U` as a nought: where we write the unit ourselves, it is written in full. */
const inFull = (unit: string | undefined): string | undefined => (unit && Object.hasOwn(say.units, unit) ? say.units[unit] : unit);

const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

/** An amount of a dose: its number as sent, its unit in full. */
export function formatAmount(amount: Value): string {
  switch (amount.type) {
    case 'quantity':
      return joined(amount.comparator, amount.value, inFull(unitOf(amount)));
    case 'range': {
      const { low, high, unit } = amount;
      const bounds = low && high ? say.range(low, high) : low ? say.from(low) : high ? say.upTo(high) : undefined;
      return joined(bounds, inFull(unit));
    }
    case 'ratio':
      return say.per(amount.numerator, amount.denominator);
    default:
      return formatValue(amount);
  }
}

/**
 * One line of a dose as NHS CUI writes it: `DOSE 40 mg — oral — once a day`. Undefined where nothing but words was
 * sent: those are shown beside it, as they were written, whatever stands here.
 */
export function formatDosage({ text, dose, rate, route, site, frequency, dates, period, asNeeded, maximum }: Dosage): string | undefined {
  const rest = [
    rate && say.rate(formatAmount(rate)),
    route?.display ?? site?.display,
    frequency,
    dates?.map((day) => formatDay(day)).join(', '),
    period && [period.start, period.end].filter(Boolean).map((day) => formatDay(day, false)).join(' – '),
    asNeeded && say.asNeeded(asNeeded),
    maximum && say.maximum(maximum),
  ].filter(Boolean);
  if (!dose && !rest.length) return undefined;
  const amount = dose ? say.dose(formatAmount(dose)) : text || rate ? undefined : say.notRecorded;
  return [amount, ...rest].filter(Boolean).join(say.between);
}
