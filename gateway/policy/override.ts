import { own, type Passed, type Policy, type Suspension } from './policy.ts';
import { tableOf } from './table.ts';

/** An emergency as a host states it for its user: a code of SCR-AlertReason, and the user's own words. */
export interface Override {
  reason: string;
  text: string;
}

const NOTHING: ReadonlySet<Passed> = new Set();

/**
 * What a stated emergency passes here. Undefined: it may not be stated at all, because the organisation has not
 * turned break-glass on, or not for this role or this reason. Whoever states none passes nothing.
 */
export function passesOf(
  policy: Policy,
  user: { org: string; roles: readonly string[]; override?: Override },
): ReadonlySet<Passed> | undefined {
  if (!user.override) return NOTHING;
  const glass = own(policy.organisations ?? {}, user.org)?.breakGlass;
  const { role, level } = tableOf(policy, user);
  const may = glass?.reasons.includes(user.override.reason) && glass.to.some((one) => one === role || one === level);
  return may ? new Set(glass!.passes) : undefined;
}

/** The notice by which objections do not hold at this moment, if there is one. */
export function suspensionAt(policy: Policy, at: Date): Suspension | undefined {
  const holds = ({ from, until }: Suspension) => Date.parse(from) <= at.getTime() && at.getTime() < Date.parse(until);
  return policy.optOutsSuspended?.find(holds);
}
