/** A patient has no job: the word stands in the code's place. */
const NATIONAL = /^(?:R[0-9]{4}|PATIENT)$/;
const CIS2 = /^S[0-9]{4}:G[0-9]{4}:(R[0-9]{4})$/;

/**
 * The national job role code (NHS national RBAC) for a role as a host writes it: the organisation's own
 * name for it, a CIS2 role string such as `S8000:G8000:R8000`, or the code itself. A role that is none of
 * these gives nobody anything.
 */
export function nationalRole(role: string, own: Readonly<Record<string, string>>): string | undefined {
  const mapped = Object.hasOwn(own, role) ? own[role]! : role;
  return NATIONAL.test(mapped) ? mapped : CIS2.exec(mapped)?.[1];
}
