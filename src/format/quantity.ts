import type { Range, Value } from '../../api-spec/record.ts';
import { formatDay } from './day.ts';
import { quantityWords as words } from '../text/quantity.ts';

const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

/** The unit as sent. UCUM `1` is the code of having none, and "2.1 1" could be read as another figure. */
export const unitOf = ({ unit, ucum }: { unit?: string | undefined; ucum?: string | undefined }): string | undefined =>
  [unit ?? ucum].find((sent) => sent !== '1');

/** Writes a value as its source sent it: decimals, comparator and unit untouched, nothing converted (FHIR Quantity). */
export function formatValue(value: Value): string {
  switch (value.type) {
    case 'quantity':
      return joined(value.comparator, value.value, unitOf(value));
    case 'text':
      return value.text;
    case 'range':
      return joined(formatRange(value));
    case 'ratio':
      return `${value.numerator} : ${value.denominator}`;
    case 'date':
      return formatDay(value.date);
    case 'boolean':
      return value.value ? words.yes : words.no;
  }
}

/** Writes a reference range as sent: its own text first, else `115–150`, `under 5`, `over 90`, with what it applies to. */
export function formatRange({ low, high, unit, text, appliesTo }: Range): string {
  const bounds = low && high ? `${low}–${high}` : high ? words.upTo(high) : low ? words.from(low) : undefined;
  return joined(text ?? joined(bounds, unit), appliesTo && `(${appliesTo})`);
}
