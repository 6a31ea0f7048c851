import { isDeepStrictEqual } from 'node:util';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { Item } from '../shared/ledger/store/table.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { Deposit } from './deposit.ts';
import type { StoredDeposit } from './deposit-store.ts';
import { contradicts, isHistory, type ObservedAt, observeDeposit } from './observe-deposit.ts';

type StoreDependencies = Pick<DepositDependencies, 'deposits' | 'report'>;

/** The deposits that one look is about: those that are open, and those that it saw. */
export interface TrackedDeposits {
  all(): readonly StoredDeposit[];
  /** Remembers what is listed. Written before anybody is told. */
  observe(listed: Deposit, at: ObservedAt): Promise<void>;
  /** Where the next look goes on with what is open. Absent where all of it was listed. */
  readonly openAfter?: Item;
}

const pageSize = 200;
/** So many are looked at in one look; the next one goes on behind them. */
const pagesMax = 5;

/** Begins with what is open, from where the last look stopped. */
export async function trackDeposits(
  dependencies: StoreDependencies,
  openFrom: Item | undefined,
): Promise<TrackedDeposits> {
  const tracked = new Map<string, StoredDeposit>();
  const add = (stored: StoredDeposit) => void tracked.set(keyOf(stored.deposit), stored);
  const openAfter = await listOpen(dependencies, openFrom, add).catch((error: unknown) => {
    // A place that the table does not take would stop every look: nothing would ever note another one.
    if (openFrom === undefined || !isTreasuryError(error)) throw error;
    dependencies.report('the list could not go on where it stopped, and begins anew', { error });
    return listOpen(dependencies, undefined, add);
  });
  return {
    all: () => [...tracked.values()],
    observe: async (listed, at) => {
      const key = keyOf(listed);
      const before = tracked.get(key) ?? (await storedOf(dependencies, listed, at));
      if (before === 'unreadable') return;
      const stored = await noteListed(dependencies, before, listed, at);
      if (stored !== undefined) tracked.set(key, stored);
    },
    ...(openAfter === undefined ? {} : { openAfter }),
  };
}

async function noteListed(
  { deposits, report }: StoreDependencies,
  before: StoredDeposit | undefined,
  listed: Deposit,
  at: ObservedAt,
): Promise<StoredDeposit | undefined> {
  if (before !== undefined && contradicts(before.deposit, listed)) {
    report('the exchange lists a deposit otherwise than it was credited', { orderId: listed.orderId });
  }
  const deposit = observeDeposit(before?.deposit, listed, at);
  if (deposit === undefined || (before !== undefined && isDeepStrictEqual(deposit, before.deposit))) return before;
  return deposits.write({ version: before?.version ?? 0, isOpen: true, deposit });
}

/** Nothing is decided on an item that is not as it was written. Others are not kept from theirs. */
async function storedOf(
  dependencies: StoreDependencies,
  listed: Deposit,
  { baselineAt }: ObservedAt,
): Promise<StoredDeposit | undefined | 'unreadable'> {
  if (isHistory(listed, baselineAt)) return undefined;
  const { kind, orderId } = listed;
  const read = async () => ({ stored: await dependencies.deposits.get(kind, orderId) });
  const found = await orReport(dependencies, 'a deposit could not be read', read, { orderId });
  return found === undefined ? 'unreadable' : found.stored;
}

async function listOpen(
  { deposits, report }: StoreDependencies,
  from: Item | undefined,
  add: (stored: StoredDeposit) => void,
): Promise<Item | undefined> {
  let after = from;
  for (let page = 0; page < pagesMax; page += 1) {
    const { deposits: found, corrupt, next } = await deposits.listOpen(pageSize, after);
    for (const stored of found) add(stored);
    for (const error of corrupt) report('an item is corrupt', { error });
    if (next === undefined) return undefined;
    after = next;
  }
  return after;
}

function keyOf({ kind, orderId }: Deposit): string {
  return `${kind} ${orderId}`;
}
