import type { Coding, Term } from '../../api-spec/record.ts';
import type { Holdings } from './holdings.ts';
import { inFull } from './measurement.ts';
import { at, coding, inWords, objects, statusOf, term, text, type Json } from './read.ts';
import type { LeftFor } from './rule.ts';

/** Which medicine an order or a statement is about. */
export interface Medicine {
  readonly code: Coding;
  readonly form?: Term | undefined;
  readonly strength?: string | undefined;
}

/**
 * `medication[x]`: a concept, or a `Medication` that was sent along or is contained. Without a code there is no
 * medicine to speak of; and one that the reader may not see leaves nothing of what is about it either.
 */
export function medicineOf(resource: Json, holdings: Holdings): Medicine | LeftFor | 'not-sent' {
  const link = resource['medicationReference'];
  const own = coding(resource['medicationCodeableConcept']);
  if (own) return { code: own };
  if (!text(at(link, 'reference'))) return 'uncoded';
  const found = holdings.follow(link, resource);
  if (!found) return 'not-sent';
  if (statusOf(found.resource['status'], ['entered-in-error'])) return 'entered-in-error';
  if (!holdings.mention(link, resource)) return 'withheld';
  const code = coding(found.resource['code']);
  return code ? { code, form: term(found.resource['form']), strength: strengthOf(found.resource) } : 'uncoded';
}

/** FHIR `Medication.ingredient.strength`, as sent; each by its ingredient where there are several. */
function strengthOf(medication: Json): string | undefined {
  const ingredients = objects(medication['ingredient']);
  const strengths = ingredients.flatMap(({ strength, itemCodeableConcept }) => {
    const [amount, per] = [inFull(at(strength, 'numerator')), inFull(at(strength, 'denominator'))];
    if (!amount) return [];
    const written = per && per !== '1' ? `${amount} / ${per}` : amount;
    return [ingredients.length > 1 ? [inWords(itemCodeableConcept), written].filter(Boolean).join(' ') : written];
  });
  return strengths.join(' + ') || undefined;
}
