import { decisiveAt } from '../store/opt-out.ts';
import type { Audit, AuditRow, OptOutChange, OptOuts } from '../store/store.ts';

/** One act of an operator on the register, however it came to us. */
export interface Act {
  nhsNumber: string;
  /** From when it is to hold; at once, where nothing is said. */
  from?: Date | undefined;
  /** The operator, as the history names them. */
  by: string;
  at: Date;
  /** What is known of the request, for the audit. */
  row: Pick<AuditRow, 'requestId'> & Partial<AuditRow>;
}

/** The one way into the register of objections: each act is written down before it is done. */
export interface OptOutRegister {
  /** An objection that already holds stays as it is, and is answered. */
  object(act: Act): Promise<OptOutChange>;
  /** Undefined where there is no objection to withdraw. One that does not hold yet ends where it would begin. */
  withdraw(act: Act): Promise<OptOutChange | undefined>;
  look(act: Act): Promise<{ optedOut: boolean; changes: OptOutChange[] }>;
}

export function createOptOutRegister({ audit, optOuts }: { audit: Audit; optOuts: OptOuts }): OptOutRegister {
  const write = ({ nhsNumber, at, row }: Act, more: Partial<AuditRow>) =>
    audit.append({ at: at.toISOString(), ...row, action: 'opt-out', outcome: 'granted', patient: nhsNumber, ...more });

  async function change(state: OptOutChange['state'], from: Date, act: Act): Promise<OptOutChange> {
    const { nhsNumber, by, at } = act;
    await write(act, { detail: { change: state, from: from.toISOString() } });
    const made = { nhsNumber, state, from: from.toISOString(), recorded: at.toISOString(), by };
    await optOuts.record(made);
    return made;
  }

  return {
    async object(act) {
      const from = act.from ?? act.at;
      const held = decisiveAt(await optOuts.history(act.nhsNumber), from);
      if (held?.state !== 'opted-out') return change('opted-out', from, act);
      await write(act, { detail: { change: 'none', from: from.toISOString() } });
      return held;
    },

    async withdraw(act) {
      const changes = await optOuts.history(act.nhsNumber);
      const last = changes.reduce((latest, one) => Math.max(latest, Date.parse(one.from)), 0);
      const from = act.from ?? new Date(Math.max(act.at.getTime(), last));
      if (decisiveAt(changes, from)?.state === 'opted-out') return change('withdrawn', from, act);
      await write(act, { outcome: 'refused', code: 'not-found', detail: { change: 'withdrawn', from: from.toISOString() } });
      return undefined;
    },

    async look(act) {
      await write(act, { detail: { change: 'none' } });
      const changes = await optOuts.history(act.nhsNumber);
      return { optedOut: decisiveAt(changes, act.at)?.state === 'opted-out', changes };
    },
  };
}
