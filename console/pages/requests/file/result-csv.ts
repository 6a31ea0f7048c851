import { csvText } from '../../../../functions/shared/core/csv.ts';
import { columns, type FileRow } from './request-file.ts';
import type { RowState } from './row-state.ts';

/** The file that a person fills in. */
export const templateCsv = (): string => csvText([columns]);

/** What became of each row. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function resultCsv(
  rows: readonly { readonly row: FileRow; readonly state: RowState; readonly words: string }[],
): string {
  const names = [...columns, 'line', 'outcome', 'words'];
  return csvText([
    names,
    ...rows.map(({ row, state, words }) => [
      ...columns.map((name) => row[name]),
      String(row.line),
      outcomeOf(state),
      words,
    ]),
  ]);
}

/** For programs: where a row stands, and the code of a refusal. */
function outcomeOf(state: RowState): string {
  switch (state.at) {
    case 'taken':
      return state.status === 202 ? 'asked-for' : 'asked-for-before';
    case 'refused':
      return state.code;
    case 'checked':
      return 'not-asked-for';
    default:
      return state.at;
  }
}
