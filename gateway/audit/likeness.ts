import type { Demographics } from '../../api-spec/record.ts';
import { homeOf, placeOf } from '../register/place.ts';
import type { Likeness } from '../store/store.ts';

/** The user, as the access token says. */
export interface Onlooker {
  sub: string;
  name: string;
  /** Where the user lives, as `homeOf` writes it, where the host said so. */
  home?: string;
}

const TITLE = /^(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|lord|lady|rev|revd|sister|nurse)$/;

/**
 * In what a user and the patient are alike: surname, whole name, address. Nothing of it proves anything; it is what a
 * privacy officer looks at first.
 */
export async function likenessOf(
  { sub, name, home }: Onlooker,
  patient: Pick<Demographics, 'name' | 'address'>,
): Promise<Likeness[]> {
  const found: Likeness[] = [];
  const user = wordsOf(inOrder(name)).filter((word) => !TITLE.test(word));
  const family = wordsOf(patient.name?.family ?? '');
  if (user.length > 1 && sharesSurname(user, family)) {
    const given = wordsOf(patient.name?.given.join(' ') ?? '');
    found.push(given.length > 0 && given[0] === user[0] ? 'same-name' : 'same-surname');
  }
  const place = placeOf(patient.address ?? []);
  if (home !== undefined && place !== undefined && home === (await homeOf(sub, place))) found.push('same-address');
  return found;
}

/** Both as `da Costa` and as `Costa`; `Smith-Jones` shares with `Smith` and with `Jones`. */
function sharesSurname(user: readonly string[], family: readonly string[]): boolean {
  if (family.length === 0) return false;
  if (user.slice(1).slice(-family.length).join(' ') === family.join(' ')) return true;
  const parts = user.at(-1)!.split('-');
  return family.at(-1)!.split('-').some((part) => parts.includes(part));
}

/** `OKAFOR, Amara (Dr)` in the order in which it is spoken. */
function inOrder(name: string): string {
  const [family, given] = name.split(',');
  return given === undefined ? name : `${given.replace(/\(.*\)/, ' ')} ${family}`;
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}|['’.]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}-]+/u)
    .filter(Boolean);
