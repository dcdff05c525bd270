import type { ListWarning } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import type { Holdings } from './holdings.ts';
import { codings, notes, objects, oneOf, SNOMED, statusOf, text } from './read.ts';
import type { LeftFor } from './rule.ts';

/** The lists of a GP record (UKCore-ListCode; the headings of GP Connect Access Record: Structured). */
export const lists = {
  allergies: '886921000000105',
  endedAllergies: '1103671000000101',
  problems: '717711000000103',
  medications: '933361000000108',
  immunisations: '1102181000000102',
  investigations: '887191000000108',
  consultations: '1149501000000101',
} as const;

/** What a list's code has to be to find it: `List?code=`. */
export const listCodes = (...codes: readonly string[]): string => codes.map((code) => `${SNOMED}|${code}`).join(',');

/** What a list adds to what its members say: that something is not on it. */
export interface Listed {
  readonly items: readonly unknown[];
  readonly warnings: readonly ListWarning[];
  readonly withheld: boolean;
  readonly complete: boolean;
}

/** What GP Connect tells a consumer to say where the practice's system sent no words of its own. */
const WARNINGS: { readonly [C in ListWarning['code']]: string } = {
  'confidential-items': 'Items excluded due to confidentiality and/or patient preferences.',
  'data-in-transit':
    'Patient record transfer from previous GP practice not yet complete; earlier information may be missing.',
  'data-awaiting-filing':
    'Patient data may be incomplete as there is data supplied by a third party awaiting review before becoming available.',
};

/** Which of these lists a List is. */
export function listCodeOf(list: Resource): string | undefined {
  const known: readonly string[] = Object.values(lists);
  return codings(list['code']).find(({ system, code }) => system === SNOMED && known.includes(code))?.code;
}

/**
 * FHIR List (UKCore-List; https://hl7.org/fhir/R4/valueset-list-empty-reason.html, UKCore-ListWarningCode). A warning
 * that this version does not know is still a warning: the list is not taken to be whole.
 */
export function readList(list: Resource, holdings: Holdings): Listed | LeftFor {
  if (list['status'] === 'retired') return 'lapsed';
  const { source } = holdings;
  const sent = objects(list['extension'])
    .filter(({ url }) => /ListWarningCode/.test(text(url) ?? ''))
    .map(({ valueCode }) => text(valueCode));
  const warnings = sent.flatMap((code): ListWarning[] => {
    const known = oneOf(code, Object.keys(WARNINGS) as ListWarning['code'][]);
    // One note cannot be told to belong to one of several warnings.
    const own = sent.length === 1 ? notes(list['note']) : undefined;
    return known ? [{ code: known, text: own ?? WARNINGS[known], source }] : [];
  });
  const items = objects(list['entry']).filter(({ deleted }) => deleted !== true).map(({ item }) => item);
  const reason = statusOf(list['emptyReason'], ['withheld', 'unavailable']);
  return {
    items,
    warnings,
    withheld: sent.includes('confidential-items') || reason === 'withheld',
    complete:
      !sent.some((code) => code !== 'confidential-items') &&
      reason !== 'unavailable' &&
      items.every((item) => holdings.follow(item, list) !== undefined),
  };
}
