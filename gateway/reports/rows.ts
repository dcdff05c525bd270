import type { Category } from '../../api-spec/record.ts';
import { dayOf } from '../categories/read.ts';
import type { Action, Audit, AuditRow, AuditSearch, WrittenRow } from '../store/store.ts';

/** What is looked for in the audit: what a store can find, and what is looked at row by row. Days are London's. */
export interface Search {
  patient?: string;
  organisation?: string;
  source?: string;
  user?: string;
  actions?: readonly Action[];
  outcome?: string;
  category?: Category;
  from?: string;
  to?: string;
}

/** How many rows are in memory at a time. */
const BATCH = 1000;

/** The rows after `after` that match, oldest first, however many there are. */
export async function* rowsIn(audit: Audit, search: Search, after = 0): AsyncGenerator<WrittenRow> {
  const { outcome, category, from, to, ...plain } = search;
  const wanted: AuditSearch = {
    ...plain,
    ...(from === undefined ? {} : { from: startOf(from) }),
    ...(to === undefined ? {} : { to: startOf(nextDay(to)) }),
  };
  let place = after;
  for (;;) {
    const found = await audit.find(wanted, place, BATCH);
    for (const written of found) {
      if (outcome !== undefined && written.row.outcome !== outcome) continue;
      if (category === undefined || names(written.row, category)) yield written;
    }
    if (found.length < BATCH) return;
    place = found.at(-1)!.seq;
  }
}

/** Whether an organisation is the controller of what a row is about: its users acted, or its data were asked for. */
export const concerns = (row: AuditRow, odsCode: string): boolean =>
  row.organisation?.odsCode === odsCode || row.sources?.includes(odsCode) === true;

const names = ({ granted = [], refused = [], shown }: AuditRow, category: string) =>
  granted.some((grant) => grant.category === category) || refused.includes(category) || shown?.category === category;

const HOUR = 3_600_000;

/** The moment at which a day begins in London. */
function startOf(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const summer = new Date(midnight - HOUR);
  return dayOf(summer.toISOString()) === day ? summer : new Date(midnight);
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10);
