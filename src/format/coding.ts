import type { Coding } from '../../api-spec/record.ts';

/**
 * Writes a coded concept in one phrase: what the source wrote, and what its code means where that says something
 * else. Neither may be lost (FHIR CodeableConcept: `text` is what was meant, `display` what was coded).
 */
export function formatCoding({ display, text }: Coding): string {
  if (!text || display.toLowerCase().includes(text.toLowerCase())) return display;
  return text.toLowerCase().includes(display.toLowerCase()) ? text : `${text} (${display})`;
}
