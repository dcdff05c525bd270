import type { Statistics } from '../../api-spec/record.ts';
import { dayOf } from '../categories/read.ts';
import type { Policy } from '../policy/policy.ts';
import type { Register } from '../register/register.ts';
import type { AuditRow, WrittenRow } from '../store/store.ts';
import { isLook, organisationOf, roleName } from './visits.ts';

type Group = Statistics['by'][number];
type Figures = Statistics['rows'][number];

interface Tally {
  named: Partial<Figures>;
  requests: number;
  users: Set<string>;
  patients: Set<string>;
}

/** How many requests, users and patients there were in each group. Of the rows only the figures stay in memory. */
export async function countIn(
  rows: AsyncIterable<WrittenRow>,
  by: readonly Group[],
  { register, policy }: { register: Register; policy: Policy },
): Promise<Figures[]> {
  const tallies = new Map<string, Tally>();
  for await (const { row } of rows) {
    if (!isLook(row)) continue;
    for (const place of placesOf(row, by)) {
      const key = JSON.stringify(by.map((group) => place[group]));
      const tally = tallies.get(key) ?? { named: nameIn(place), requests: 0, users: new Set(), patients: new Set() };
      tallies.set(key, tally);
      tally.requests += 1;
      if (row.user) tally.users.add(`${row.organisation?.odsCode} ${row.user.id}`);
      if (row.patient !== undefined) tally.patients.add(row.patient);
    }
  }
  const sorted = [...tallies].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([, { named, requests, users, patients }]) => ({
    ...named,
    requests,
    users: users.size,
    patients: patients.size,
  }));

  function nameIn(place: Place): Partial<Figures> {
    const named: Record<string, unknown> = {};
    for (const group of by) named[group] = place[group];
    for (const group of ['organisation', 'source'] as const) {
      if (place[group] !== undefined) named[group] = organisationOf(place[group], register);
    }
    if (place.role !== undefined) named['role'] = { code: place.role, display: roleName(place.role, policy) };
    return named;
  }
}

type Place = { [G in Group]?: string };

/**
 * Every group to which a row belongs. A row that asks for several categories, or of several sources, counts once in
 * each of them, and a category that was refused counts as refused though others were granted beside it.
 */
function placesOf(row: AuditRow, by: readonly Group[]): Place[] {
  const day = dayOf(row.at);
  let places: Place[] = [{ outcome: row.outcome }];
  const divide = (group: Group, inside: (place: Place) => Place[]) => {
    if (by.includes(group)) places = places.flatMap(inside);
  };
  const one = (group: Group, value: string | undefined) =>
    divide(group, (place) => (value === undefined ? [] : [{ ...place, [group]: value }]));

  divide('category', (place) => [
    ...(row.granted ?? []).map(({ category }) => ({ ...place, category })),
    ...(row.refused ?? []).map((category) => ({ ...place, category, outcome: 'refused' })),
  ]);
  one('day', day);
  one('month', day.slice(0, 7));
  one('organisation', row.organisation?.odsCode);
  // The role in use stands first.
  one('role', row.user?.roles[0]);
  divide('source', (place) => (row.sources ?? []).map((source) => ({ ...place, source })));
  return places;
}
