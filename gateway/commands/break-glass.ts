import type { AuditRow, Store } from '../store/store.ts';

/** The columns of the review list, each a field that a reviewer needs to ask the user about it. */
const columns: [title: string, of: (row: AuditRow) => string | undefined][] = [
  ['at', ({ at }) => at],
  ['organisation', ({ organisation }) => organisation?.odsCode],
  ['user', ({ user }) => user?.id],
  ['name', ({ user }) => user?.name],
  ['patient', ({ patient }) => patient],
  ['action', ({ action }) => action],
  ['outcome', ({ outcome, code }) => code ?? outcome],
  ['passed', ({ override }) => override?.passed.join(' ')],
  ['reason', ({ override }) => override?.reason],
  ['text', ({ override }) => override?.text],
  ['request', ({ requestId }) => requestId],
];

/**
 * `lcr break-glass review`: every request that stated an emergency, whether it passed anything or was refused, the
 * oldest first, as tab-separated values. Whoever runs it sees patients' numbers: its output is as confidential as
 * the audit itself.
 */
export async function reviewBreakGlass(store: Store, print: (line: string) => void): Promise<number> {
  print(columns.map(([title]) => title).join('\t'));
  let found = 0;
  for (let after = 0; ; ) {
    const rows = await store.audit.read(after, 1000);
    if (rows.length === 0) return found;
    for (const { row } of rows) {
      if (!row.override) continue;
      found += 1;
      // A tab or a line's end in what a user wrote would shift the columns; a spreadsheet would run what begins so.
      print(columns.map(([, of]) => (of(row) ?? '').replace(/\s+/g, ' ').replace(/^[=+@-]/, "'$&")).join('\t'));
    }
    after = rows.at(-1)!.seq;
  }
}
