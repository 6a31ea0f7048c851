import { iso } from '../../shared/core/clock.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import type { StatementNote } from '../../shared/ledger/store/statement-notes.ts';
import type { StatementSummary } from '../../shared/ledger/store/statements.ts';
import { movesCoin } from '../../shared/statements/stated-day.ts';
import type { StatementRemark, StatementRow } from '../../shared/statements/statement.ts';
import type { ReadDay } from './read-days.ts';
import { statementIdOf } from './statement-id.ts';
import type { noteViewSchema, statementViewSchema } from './view-schema.ts';

type StatementView = ResponseType<typeof statementViewSchema>;
type RowView = NonNullable<StatementView['rows']>[number];
type RemarkView = NonNullable<StatementView['remarks']>[number];

/** A day for people: all of it, or what concerns one coin. */
export function statementView(
  { account, date, found, rows }: ReadDay,
  notes: readonly StatementNote[] | undefined,
  coin: string | undefined,
): StatementView {
  const common = { id: statementIdOf({ account, date }), account, date };
  if (found === 'missing' || found === 'unreadable') return { ...common, state: found };
  const shown = rows?.rows.filter((row) => coin === undefined || movesCoin(row, coin));
  return {
    ...common,
    ...dayView(found),
    ...stateView(found),
    ...(found.state === 'lost' ? {} : contentView(found, coin)),
    ...(shown === undefined ? {} : { rows: shown.map(rowView) }),
    ...(notes === undefined ? {} : { notes: notes.map(noteView) }),
  };
}

function dayView({ accountId, offset, from, to }: StatementSummary) {
  return { accountId, offset, from: iso(from), to: iso(to) };
}

function stateView(found: StatementSummary): Pick<StatementView, 'state' | 'madeAt' | 'readAt' | 'digest' | 'reason'> {
  const { state } = found;
  if (state === 'provisional') return { state, readAt: iso(found.readAt) };
  const { madeAt, digest, objectKey, previous } = found;
  const link = { madeAt: iso(madeAt), digest, objectKey, ...(previous === undefined ? {} : { previous }) };
  return state === 'lost' ? { state, ...link, reason: found.reason } : { state, ...link };
}

function contentView(found: Exclude<StatementSummary, { readonly state: 'lost' }>, coin: string | undefined) {
  const isShown = (each: { readonly coin?: string }) => coin === undefined || (each.coin ?? coin) === coin;
  return {
    balances: found.coins.filter(isShown),
    remarks: found.remarks.filter(isShown).map(remarkView),
    rowCount: found.rowCount,
  };
}

function remarkView({ rowId, ...remark }: StatementRemark): RemarkView {
  return { ...remark, ...(rowId === undefined ? {} : { row: rowId }) };
}

function rowView({ time, ...row }: StatementRow): RowView {
  return { ...row, time: iso(time) };
}

export function noteView({ row, text, by, at, identity }: StatementNote): ResponseType<typeof noteViewSchema> {
  return { row, text, by, at: iso(at), ...(identity === undefined ? {} : { identity }) };
}
