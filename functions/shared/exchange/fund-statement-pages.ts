import type { ExchangeClient } from './client/client.ts';
import type { FundMovement } from './endpoints/fund-movement.ts';
import { type FundStatementQuery, fundStatement, type UnreadableMovement } from './endpoints/fund-statement.ts';
import { truncationThreshold } from './records.ts';

/** All movements of one type that the exchange shows in a window. */
export interface FundMovements {
  readonly movements: readonly FundMovement[];
  readonly unreadable: readonly UnreadableMovement[];
  /** False where the exchange has more than its cursor leads to. */
  readonly isWhole: boolean;
}

/** So many pages of one type in a window of some days: a million rows, far more than time allows to read. */
const pagesMax = 1_000;

/**
 * Reads page by page until one is empty: the exchange may give fewer rows than we asked for (A8), so neither a full nor
 * a short page is the end. Rows that are shown twice are given twice, since they may differ. Throws as reads do.
 */
export async function readFundMovements(
  exchange: Pick<ExchangeClient, 'read'>,
  query: Omit<FundStatementQuery, 'beginId'>,
): Promise<FundMovements> {
  const movements: FundMovement[] = [];
  const unreadable: UnreadableMovement[] = [];
  const seen = new Set<string>();
  const cursors = new Set<string>();
  let beginId = '0';
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await exchange.read(fundStatement, { ...query, beginId });
    if (read.length === 0) return { movements, unreadable, isWhole: true };
    movements.push(...read.movements);
    unreadable.push(...read.unreadable);
    const { lastId } = read;
    const ids = [...read.movements, ...read.unreadable].flatMap(({ id }) => id ?? []);
    const isNew = ids.some((id) => !seen.has(id));
    // A cursor that leads nowhere shows the same page again: only what cannot have been cut is then the whole. A last
    // row that was shown before, below new ones, only says that ids do not rise with their times.
    const isStuck = lastId === undefined || cursors.has(lastId) || !isNew;
    if (isStuck) return { movements, unreadable, isWhole: read.length < truncationThreshold };
    for (const id of ids) seen.add(id);
    cursors.add(lastId);
    beginId = lastId;
  }
  return { movements, unreadable, isWhole: false };
}
