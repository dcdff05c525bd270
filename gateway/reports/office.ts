import type { AccessHistory, Statistics, Unusual } from '../../api-spec/record.ts';
import { begin } from '../audit/row.ts';
import type { Policy } from '../policy/policy.ts';
import type { Asker, Door } from '../record/door.ts';
import type { Register } from '../register/register.ts';
import type { Action, Audit, AuditRow, OptOutChange, OptOuts, WrittenRow } from '../store/store.ts';
import type { OperatorClaims } from '../token/claims.ts';
import { createOptOutRegister } from './opt-outs.ts';
import { concerns, rowsIn, type Search } from './rows.ts';
import { countIn } from './statistics.ts';
import { unusualIn } from './unusual.ts';
import { LOOKS, visitsIn } from './visits.ts';

/** An operator with a good token, past the guard. */
export interface Operator {
  claims: OperatorClaims;
  requestId: string;
  address?: string | undefined;
}

export interface Days {
  from: string;
  to: string;
}

/** Where it is told who has looked at what, and where objections are taken in. Nothing here asks a source. */
export interface Office {
  accesses(asker: Asker, query: Partial<Days> & { limit: number; before?: number }): Promise<AccessHistory>;
  /** Resolves once the search is written down; the rows then come as they are read. */
  search(operator: Operator, search: Search, after: number, query: Record<string, string>): Promise<AsyncGenerator<WrittenRow>>;
  statistics(operator: Operator, days: Days & Pick<Search, 'organisation' | 'source'>, by: Statistics['by']): Promise<Statistics>;
  unusual(operator: Operator, days: Days): Promise<Unusual>;
  object(operator: Operator, patient: string, from: Date | undefined): Promise<OptOutChange>;
  withdraw(operator: Operator, patient: string, from: Date | undefined): Promise<OptOutChange | undefined>;
  objections(operator: Operator, patient: string): Promise<{ optedOut: boolean; changes: OptOutChange[] }>;
}

export function createOffice(parts: {
  door: Door;
  audit: Audit;
  optOuts: OptOuts;
  register: Register;
  policy: () => Policy;
  now: () => Date;
}): Office {
  const { door, audit, register, policy, now } = parts;
  const optOuts = createOptOutRegister(parts);

  const rowOf = (action: Action, { claims, ...request }: Operator) =>
    begin(action, claims, request, register.member(claims.org)?.name, now());

  /** A report is written down like any other look, before there is anything of it. */
  async function enter(action: Action, operator: Operator, query: Record<string, string>, patient?: string): Promise<void> {
    const about: Partial<AuditRow> = patient === undefined ? {} : { patient };
    await audit.append({ ...rowOf(action, operator), ...about, query, outcome: 'granted' });
  }

  /** Of all rows an operator sees those of their own organisation's users and of its data. */
  async function* own({ claims }: Operator, rows: AsyncIterable<WrittenRow>): AsyncGenerator<WrittenRow> {
    for await (const written of rows) if (concerns(written.row, claims.org)) yield written;
  }

  const act = (operator: Operator, nhsNumber: string, from?: Date) => ({
    nhsNumber,
    from,
    by: operator.claims.name,
    at: now(),
    row: rowOf('opt-out', operator),
  });

  return {
    async accesses(asker, { limit, before, ...days }) {
      const { patient } = asker.claims;
      await door.accesses(asker, { ...days, limit: String(limit) });
      const rows = rowsIn(audit, { patient, actions: LOOKS, ...days });
      const { accesses, next } = await visitsIn(rows, { limit, before }, { register, policy: policy() });
      // Rows are never removed, so there is no day before which they are no longer kept.
      return { patient, answeredAt: now().toISOString(), keptSince: null, accesses, next: next === null ? null : String(next) };
    },

    async search(operator, search, after, query) {
      await enter('audit-search', operator, query, search.patient);
      return own(operator, rowsIn(audit, search, after));
    },

    async statistics(operator, days, by) {
      await enter('audit-statistics', operator, { ...days, by: by.join(',') });
      const rows = own(operator, rowsIn(audit, { ...days, actions: LOOKS }));
      const { from, to } = days;
      return { answeredAt: now().toISOString(), from, to, by, rows: await countIn(rows, by, { register, policy: policy() }) };
    },

    async unusual(operator, days) {
      await enter('audit-unusual', operator, { ...days });
      const rows = rowsIn(audit, { ...days, actions: [...LOOKS, 'likeness'] });
      const found = await unusualIn(rows, (row) => concerns(row, operator.claims.org), policy());
      return { answeredAt: now().toISOString(), ...days, ...found };
    },

    object: (operator, patient, from) => optOuts.object(act(operator, patient, from)),
    withdraw: (operator, patient, from) => optOuts.withdraw(act(operator, patient, from)),
    objections: (operator, patient) => optOuts.look(act(operator, patient)),
  };
}
