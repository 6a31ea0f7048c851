import { parseAmount } from '../../../../functions/shared/core/amount.ts';
import { type AmountFlaw, amountFlaw } from '../ask/amount-flaw.ts';
import { type Destination, type IdFlaw, idFlaw, type NoteFlaw, noteFlaw } from '../ask/request-form.ts';
import type { FileRow } from './request-file.ts';

/** What is wrong with a row before anybody is asked. */
export type RowFlaw =
  | { readonly field: 'instructionId'; readonly why: IdFlaw }
  | { readonly field: 'instructionId'; readonly why: 'twice'; readonly line: number }
  | { readonly field: 'destination'; readonly why: 'unknown' }
  | { readonly field: 'coin' | 'chain'; readonly why: 'other'; readonly right: string }
  | { readonly field: 'quantity'; readonly why: AmountFlaw }
  | { readonly field: 'note'; readonly why: NoteFlaw };

export interface CheckedRow {
  readonly row: FileRow;
  /** Where it goes; undefined for one that is not known. */
  readonly destination: Destination | undefined;
  readonly flaws: readonly RowFlaw[];
  /** The line of an earlier row with the same destination and amount: perhaps one payment under two ids. */
  readonly twinOf: number | undefined;
  /** The line of an earlier row whose id differs only in capitals: perhaps one payment under two ids. */
  readonly capitalsOf: number | undefined;
}

/** Looks at every row by itself, and at what stands in the file twice. */
export function checkRows(rows: readonly FileRow[], destinations: readonly Destination[]): readonly CheckedRow[] {
  const byId = new Map(destinations.map((each) => [each.id, each]));
  const lines = Map.groupBy(rows, ({ instructionId }) => instructionId);
  const firsts = new Map<string, number>();
  const byLowerCase = Map.groupBy(rows, ({ instructionId }) => instructionId.toLowerCase());
  return rows.map((row) => {
    const destination = byId.get(row.destination);
    // `10` and `10.00` are one amount.
    const quantity = parseAmount(row.quantity) ?? row.quantity;
    const payment = JSON.stringify([row.destination, row.coin, row.chain, quantity]);
    const twinOf = firsts.get(payment);
    if (twinOf === undefined) firsts.set(payment, row.line);
    const other = lines.get(row.instructionId)?.find(({ line }) => line !== row.line);
    return {
      row,
      destination,
      flaws: [...ownFlaws(row), ...twice(row, other), ...targetFlaws(row, destination)],
      twinOf,
      capitalsOf: byLowerCase.get(row.instructionId.toLowerCase())?.find((other) => differsInCapitals(row, other))
        ?.line,
    };
  });
}

/** Asked of the later of two. */
const differsInCapitals = (row: FileRow, other: FileRow): boolean =>
  other.line < row.line && other.instructionId !== row.instructionId;

function ownFlaws({ instructionId, quantity, note }: FileRow): readonly RowFlaw[] {
  const [id, amount, text] = [idFlaw(instructionId, false), amountFlaw(quantity), noteFlaw(note)];
  return [
    ...(id === undefined ? [] : [{ field: 'instructionId' as const, why: id }]),
    ...(amount === undefined ? [] : [{ field: 'quantity' as const, why: amount }]),
    ...(text === undefined ? [] : [{ field: 'note' as const, why: text }]),
  ];
}

/** Neither of two is taken: nobody knows which one is meant. */
function twice({ instructionId }: FileRow, other: FileRow | undefined): readonly RowFlaw[] {
  return other === undefined || instructionId === ''
    ? []
    : [{ field: 'instructionId', why: 'twice', line: other.line }];
}

function targetFlaws({ coin, chain }: FileRow, destination: Destination | undefined): readonly RowFlaw[] {
  if (destination === undefined) return [{ field: 'destination', why: 'unknown' }];
  const right = destination.kind === 'bank' ? '' : destination.chain;
  return [
    ...(coin === destination.coin ? [] : [{ field: 'coin' as const, why: 'other' as const, right: destination.coin }]),
    ...(chain === right ? [] : [{ field: 'chain' as const, why: 'other' as const, right }]),
  ];
}
