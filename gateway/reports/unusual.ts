import type { Unusual } from '../../api-spec/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { AuditRow, Likeness, WrittenRow } from '../store/store.ts';
import { farAbove } from './peers.ts';
import { isLook, roleName } from './visits.ts';

type Finding = Unusual['findings'][number];
type Reason = Finding['reasons'][number];

/** Refusals of the kind that need no wrong patient list to explain them: of so many patients. */
const STRANGERS = 3;
/** How many rows a finding names at most: enough to begin with, and the search finds the others. */
const NAMED = 20;

interface Person {
  user: Finding['user'];
  organisation: Finding['organisation'];
  patients: Map<string, number[]>;
  strangers: Map<string, number[]>;
  alike: Map<Likeness, Map<string, number[]>>;
}

/**
 * Access that somebody should look at: the own record, a patient of the same name, surname or address, many more
 * patients than people of the same role in the same organisation, and patients with whom there is no relationship.
 *
 * A surname alone is weak where colleagues of the same organisation had that patient open as well: names are shared,
 * and so are patients. What is weak stands last and says so. None of it proves anything.
 */
export async function unusualIn(
  rows: AsyncIterable<WrittenRow>,
  concerns: (row: AuditRow) => boolean,
  policy: Policy,
): Promise<Pick<Unusual, 'findings' | 'users' | 'notCompared'>> {
  const people = new Map<string, Person>();
  /** Who has had a patient open, by patient and organisation. */
  const openers = new Map<string, Set<string>>();
  let notCompared = 0;

  for await (const { seq, row } of rows) {
    const { user, organisation, patient, action } = row;
    if (!user || !organisation || patient === undefined) continue;
    const who = `${organisation.odsCode} ${user.id}`;
    if (isLook(row) && row.outcome === 'granted') add(openers, `${organisation.odsCode} ${patient}`, who);
    if (!concerns(row)) continue;
    const person = people.get(who) ?? beginning(user, organisation, policy);
    people.set(who, person);
    for (const likeness of row.alike ?? []) {
      if (!person.alike.has(likeness)) person.alike.set(likeness, new Map());
      note(person.alike.get(likeness)!, patient, seq);
    }
    if (action === 'likeness' && row.reason === 'not-compared') notCompared += 1;
    else if (row.code === 'no-relationship') note(person.strangers, patient, seq);
    else if (isLook(row) && row.outcome === 'granted') note(person.patients, patient, seq);
  }

  const standing = standings(people);
  const findings = [...people].flatMap(([who, person]) => {
    const reasons: Reason[] = [];
    for (const [code, patients] of person.alike) {
      const alone = (patient: string) => (openers.get(`${person.organisation.odsCode} ${patient}`)?.size ?? 1) <= 1;
      const isStrong = code !== 'same-surname' || [...patients.keys()].some(alone);
      reasons.push({ code, strength: isStrong ? 'strong' : 'weak', ...figures(patients) });
    }
    const above = standing.get(who);
    if (above) reasons.push({ code: 'above-peers', strength: 'strong', ...figures(person.patients), usual: above.usual });
    if (person.strangers.size > 0) {
      const strength = person.strangers.size >= STRANGERS ? 'strong' : 'weak';
      reasons.push({ code: 'no-relationship', strength, ...figures(person.strangers) });
    }
    reasons.sort(byStrength);
    return reasons.length > 0 ? [{ user: person.user, organisation: person.organisation, reasons }] : [];
  });
  findings.sort((one, other) => byStrength(one.reasons[0]!, other.reasons[0]!) || other.reasons.length - one.reasons.length);
  return { users: people.size, notCompared, findings };
}

/** Everybody is held against people of the same organisation and the same role. */
function standings(people: ReadonlyMap<string, Person>) {
  const groups = Map.groupBy(people, ([, { user, organisation }]) => `${organisation.odsCode} ${user.roles[0]?.code}`);
  const all = [...groups.values()].flatMap((group) => [
    ...farAbove(new Map(group.flatMap(([who, { patients }]) => (patients.size > 0 ? [[who, patients.size]] : [])))),
  ]);
  return new Map(all);
}

const beginning = (user: AuditRow['user'] & object, organisation: Finding['organisation'], policy: Policy): Person => ({
  user: { id: user.id, name: user.name, roles: user.roles.map((code) => ({ code, display: roleName(code, policy) })) },
  organisation,
  patients: new Map(),
  strangers: new Map(),
  alike: new Map(),
});

function note(rows: Map<string, number[]>, patient: string, seq: number): void {
  const known = rows.get(patient);
  if (!known) rows.set(patient, [seq]);
  else known.push(seq);
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

function figures(rows: ReadonlyMap<string, number[]>): Pick<Reason, 'requests' | 'patients' | 'rows'> {
  const seqs = [...rows.values()].flat().sort((a, b) => a - b);
  return { requests: seqs.length, patients: rows.size, rows: seqs.slice(0, NAMED) };
}

const byStrength = (one: Reason, other: Reason) => Number(one.strength === 'weak') - Number(other.strength === 'weak');
