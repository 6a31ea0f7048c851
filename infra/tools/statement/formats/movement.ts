import { isZero } from '../../../../functions/shared/core/amount.ts';
import { negative, type SignedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import type { StatementRow } from '../../../../functions/shared/statements/statement.ts';

/** What importers ask of a row alike. */

export function isOut(amount: SignedAmount): boolean {
  return amount.startsWith('-');
}

export function hasFee({ fee }: StatementRow): boolean {
  return !isZero(fee);
}

/** One change of one balance: what a row moves, or the fee that was taken with it. */
export interface BalanceChange {
  readonly kind: 'amount' | 'fee';
  readonly coin: string;
  /** Never zero. */
  readonly amount: SignedAmount;
  readonly row: StatementRow;
}

/** For formats in which a line changes one balance. A fee is a line of its own, so that a fee in another coin is too. */
export function changesOf(row: StatementRow): readonly BalanceChange[] {
  const moved: BalanceChange = { kind: 'amount', coin: row.coin, amount: row.amount, row };
  const fee: BalanceChange = { kind: 'fee', coin: row.feeCoin, amount: negative(row.fee), row };
  return [moved, fee].filter(({ amount }) => amount !== '0');
}

/** A row in words: the type, whose it is, and what was written with it. */
export function describeRow({ type, counterparty, instruction, remark }: StatementRow): string {
  const ours = instruction === undefined ? 'unmatched' : `instruction ${instruction.id}`;
  return [type, counterparty, ours, remark].filter((part) => part !== undefined && part !== '').join('; ');
}
