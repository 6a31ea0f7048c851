import type { Clock } from '../shared/core/clock.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { AccountBalanceStore } from '../shared/ledger/store/account-balances.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { readUnderWay } from './balances/read-under-way.ts';
import type { BalancesPicture } from './balances/view.ts';

export interface PictureDependencies {
  readonly instructions: Pick<InstructionStore, 'listByStatus'>;
  readonly accountBalances: Pick<AccountBalanceStore, 'get'>;
  readonly readings: Pick<ExchangeReadingStore, 'get'>;
  readonly clock: Clock;
  /** Tells of an item that is not as it was written. */
  readonly reportCorrupt: (error: CorruptItemError) => void;
}

/**
 * What is known of the money. What is under way is read before the balances: what is sent meanwhile is in both, and in
 * neither never.
 */
export async function readPicture(dependencies: PictureDependencies, policy: Policy): Promise<BalancesPicture> {
  const underWay = await readUnderWay(dependencies.instructions);
  for (const error of underWay.corrupt) dependencies.reportCorrupt(error);
  const [readings, ...accounts] = await Promise.all([
    dependencies.readings.get(),
    ...Object.entries(policy.accounts).map(async ([account, accountId]) => ({
      account,
      accountId,
      ...(await dependencies.accountBalances.get(accountId)),
    })),
  ]);
  return { accounts, coins: Object.keys(policy.coins), underWay, readings };
}
