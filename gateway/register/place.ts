const POSTCODE = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b/;

/**
 * A home address as one short text that is the same however it is written: the postcode, and the numbers before it or,
 * where a house has a name instead, its first word. Undefined where there is no postcode to hold on to.
 */
export function placeOf(address: readonly string[]): string | undefined {
  const whole = address.join(' ').toUpperCase();
  const [found, outward, inward] = POSTCODE.exec(whole) ?? [];
  if (found === undefined) return undefined;
  const rest = whole.replace(found, ' ');
  const numbers = rest.match(/\b[0-9]+[A-Z]?\b/g) ?? rest.match(/[A-Z]+/g)?.slice(0, 1) ?? [];
  return [`${outward} ${inward}`, ...numbers].join(' ');
}

/**
 * Where a user lives, in a form that can be compared and not read: it stands in the user's access token. The user's id
 * goes into it, so that two people of one address have nothing in common there.
 */
export async function homeOf(user: string, place: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${user}\n${place}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
