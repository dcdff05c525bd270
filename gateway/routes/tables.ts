import type { Statistics, Unusual } from '../../api-spec/record.ts';
import { csvLine } from '../reports/csv.ts';
import type { WrittenRow } from '../store/store.ts';

/** The reports as tables, for a spreadsheet: what would be a list inside a cell is put between spaces. */

export const rowHeads = [
  'seq', 'at', 'action', 'outcome', 'code', 'user', 'name', 'roles', 'organisation', 'patient', 'granted', 'refused',
  'sources', 'document', 'requestId',
];

export function rowCells({ seq, row }: WrittenRow): (string | number | undefined)[] {
  const granted = (row.granted ?? []).map(({ category, kinds }) => (kinds ? `${category}:${kinds.join('+')}` : category));
  return [
    seq, row.at, row.action, row.outcome, row.code, row.user?.id, row.user?.name, row.user?.roles.join(' '),
    row.organisation?.odsCode, row.patient, granted.join(' '), row.refused?.join(' '), row.sources?.join(' '), row.document,
    row.requestId,
  ];
}

export function* statisticsCsv({ by, rows }: Statistics): Generator<string> {
  yield csvLine([...by, 'requests', 'users', 'patients']);
  for (const row of rows) {
    const { requests, users, patients } = row;
    yield csvLine([...by.map((group) => plain(row[group])), requests, users, patients]);
  }
}

/** An organisation by its ODS code, a role by its code. */
function plain(value: Statistics['rows'][number][Statistics['by'][number]]): string | undefined {
  if (typeof value !== 'object') return value;
  return 'odsCode' in value ? value.odsCode : value.code;
}

export function* unusualCsv({ findings }: Unusual): Generator<string> {
  yield csvLine(['organisation', 'user', 'name', 'roles', 'reason', 'strength', 'requests', 'patients', 'usual', 'rows']);
  for (const { user, organisation, reasons } of findings) {
    for (const { code, strength, requests, patients, usual, rows } of reasons) {
      const roles = user.roles.map((role) => role.code).join(' ');
      yield csvLine([organisation.odsCode, user.id, user.name, roles, code, strength, requests, patients, usual, rows.join(' ')]);
    }
  }
}
