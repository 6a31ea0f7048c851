import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { TransferRecord } from '../../../functions/shared/exchange/endpoints/balance-flow.ts';
import { readTransfers } from '../../../functions/shared/exchange/records.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { beforeMs } from './order-time.ts';

/** How long a record is waited for (A8: the exchange does not say how long it takes). */
const waitMaxMs = 120_000;
const betweenReadsMs = 1_000;

/** Refused: no later read would fare better. Silent: the exchange did not answer, or asked us to wait. */
interface UnreadableResult {
  readonly kind: 'refused' | 'silent';
  readonly why: string;
}

export type WatchResult<Found> =
  /** `afterMs`: from the beginning of the watch, so it holds our own pace too. */
  | { readonly kind: 'seen'; readonly value: Found; readonly afterMs: Millis }
  | { readonly kind: 'not-seen' }
  | UnreadableResult;

interface Statement {
  readonly rows: readonly TransferRecord[];
  /** On the exchange's clock, before it was read. */
  readonly seenAt: Millis;
}

/** Everything in the fund statement since `since`, on the exchange's clock. Throws a TreasuryError. */
export async function statementSince(
  { records }: Pick<ExchangeCheckDependencies, 'records'>,
  since: Millis,
): Promise<Statement> {
  const seenAt = await records.exchangeTime();
  const { records: rows } = await readTransfers(records, { startTime: since - beforeMs, endTime: seenAt }, false);
  return { rows, seenAt };
}

/** Reads the fund statement until `find` finds what it looks for, for two minutes at the most. */
export async function watchStatement<Found>(
  dependencies: Pick<ExchangeCheckDependencies, 'records' | 'clock'>,
  since: Millis,
  find: (rows: readonly TransferRecord[], seenAt: Millis) => Found | undefined,
): Promise<WatchResult<Found>> {
  const { clock } = dependencies;
  const begunAt = clock.now();
  for (;;) {
    const read = await tryRead(() => statementSince(dependencies, since));
    const value = read.kind === 'rows' ? find(read.rows, read.seenAt) : undefined;
    if (value !== undefined) return { kind: 'seen', value, afterMs: clock.now() - begunAt };
    const isOver = clock.now() - begunAt >= waitMaxMs;
    if (read.kind === 'refused' || (read.kind === 'silent' && isOver)) return read;
    if (isOver) return { kind: 'not-seen' };
    await clock.sleep(betweenReadsMs);
  }
}

type ReadResult = ({ readonly kind: 'rows' } & Statement) | UnreadableResult;

async function tryRead(read: () => Promise<Statement>): Promise<ReadResult> {
  try {
    return { kind: 'rows', ...(await read()) };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { kind: error.code === 'exchange-refused' ? 'refused' : 'silent', why: error.message };
  }
}

/** The order ids under which the exchange lists transfers that carry this id of ours. */
export function ordersUnder(rows: readonly TransferRecord[], id: string): string[] {
  const ours = rows.filter(({ clientOrderId, remark }) => clientOrderId === id || remark === id);
  return ours.map(({ exchangeOrderId }) => exchangeOrderId);
}
