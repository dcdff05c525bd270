import type { Access, Grant, Organisation } from '../../api-spec/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Register } from '../register/register.ts';
import type { Action, AuditRow, WrittenRow } from '../store/store.ts';

/** The rows that are a look at the record, or an attempt. What was shown after it belongs to the row before it. */
export const LOOKS = ['token', 'session', 'patient', 'record', 'document', 'coverage', 'accesses'] as const satisfies Action[];

/** A launch that was granted is followed by what it was for. */
export const isLook = ({ action, outcome }: AuditRow) => action !== 'token' || outcome === 'refused';

interface Visit {
  seq: number;
  access: Access;
}

/**
 * The visits that a patient's rows tell of, newest first, at most `limit` of those that began before `before`.
 *
 * A page that opens a record asks for many things in the life of one token: that is one visit, and what was refused
 * in it stands beside what was granted as another. Only the visits of a page are kept while the rows go by.
 */
export async function visitsIn(
  rows: AsyncIterable<WrittenRow>,
  { limit, before = Infinity }: { limit: number; before?: number | undefined },
  { register, policy }: { register: Register; policy: Policy },
): Promise<{ accesses: Access[]; next: number | null }> {
  const open = new Map<string, Visit>();
  const earlier = new Set<string>();
  for await (const { seq, row } of rows) {
    if (!isLook(row) || !row.user) continue;
    const key = [row.jti ?? row.requestId, row.outcome, row.code].join(' ');
    const visit = open.get(key);
    if (visit) join(visit.access, row, register);
    else if (seq < before && !earlier.has(key)) {
      open.set(key, { seq, access: begin(row, register, policy) });
      if (open.size <= limit) continue;
      const first = open.keys().next().value!;
      open.delete(first);
      earlier.add(first);
    }
  }
  const visits = [...open.values()].reverse();
  return { accesses: visits.map(({ access }) => access), next: earlier.size > 0 ? visits.at(-1)!.seq : null };
}

function begin(row: AuditRow, register: Register, policy: Policy): Access {
  const { at, outcome, code, user, organisation, purpose } = row;
  const access: Access = {
    at,
    until: at,
    actions: [],
    outcome,
    ...(code === undefined ? {} : { code: code as Access['code'] & string }),
    user: { name: user!.name, roles: user!.roles.map((role) => ({ code: role, display: roleName(role, policy) })) },
    organisation: organisation ?? { odsCode: '', name: '' },
    ...(purpose === undefined ? {} : { purpose }),
    categories: [],
    refused: [],
    sources: [],
    documents: 0,
  };
  join(access, row, register);
  return access;
}

/** Puts what a row adds to a visit beside what it had. */
function join(access: Access, row: AuditRow, register: Register): void {
  access.until = row.at;
  const action = row.action as Access['actions'][number];
  if (!access.actions.includes(action)) access.actions.push(action);
  if (row.document !== undefined) access.documents += 1;
  // A refusal of all says so once; what it would have given was not given.
  for (const grant of row.outcome === 'granted' ? (row.granted ?? []) : []) addGrant(access.categories, grant as Grant);
  for (const category of row.refused ?? []) {
    if (!access.refused.includes(category as Access['refused'][number])) access.refused.push(category as Access['refused'][number]);
  }
  for (const odsCode of row.outcome === 'granted' ? (row.sources ?? []) : []) {
    if (!access.sources.some((source) => source.odsCode === odsCode)) access.sources.push(organisationOf(odsCode, register));
  }
}

function addGrant(grants: Grant[], { category, kinds }: Grant): void {
  const known = grants.find((grant) => grant.category === category);
  if (!known) grants.push(kinds ? { category, kinds: [...kinds] } : { category });
  // Without kinds it is all of the category, which nothing can add to.
  else if (!kinds) delete known.kinds;
  else if (known.kinds) known.kinds = [...new Set([...known.kinds, ...kinds])];
}

/** An organisation that no longer takes part is known by its code only. */
export const organisationOf = (odsCode: string, register: Register): Organisation => ({
  odsCode,
  name: register.member(odsCode)?.name ?? odsCode,
});

export function roleName(code: string, { roles }: Policy): string {
  return Object.hasOwn(roles, code) ? roles[code]!.name : code;
}
