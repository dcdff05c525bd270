/**
 * Whether an answer soundly says that there is nothing, read by other eyes than the gateway's: a searchset without
 * entries, that counts none and leads to no further page (https://hl7.org/fhir/R4/bundle.html#searchset).
 */
export function isSoundNothing(text: string): boolean {
  let bundle: { resourceType?: unknown; type?: unknown; total?: unknown; entry?: unknown; link?: unknown };
  try {
    bundle = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof bundle !== 'object' || bundle === null) return false;
  const { resourceType, type, total, entry = [], link = [] } = bundle;
  const isCounted = total === undefined || total === 0;
  const isLast = Array.isArray(link) && link.every((one) => typeof one?.relation === 'string' && one.relation !== 'next');
  return resourceType === 'Bundle' && type === 'searchset' && isCounted && isLast && Array.isArray(entry) && entry.length === 0;
}
