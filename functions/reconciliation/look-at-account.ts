import { isTreasuryError } from '../shared/core/errors.ts';
import type { AccountId } from '../shared/core/ids.ts';
import { type BalanceList, balances } from '../shared/exchange/endpoints/balances.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { accountReading, isLookDue } from '../shared/ledger/readings/account-balances.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { orReport } from './or-report.ts';
import { inTurn, type Turn } from './turns.ts';

/**
 * Reads what is in each account of the policy whose time has come, one after the other, and goes on in the next tick
 * where this one has no time for all.
 */
export async function lookAtAccounts(dependencies: ReconciliationDependencies, turn: Turn): Promise<void> {
  const policy = await dependencies.policies.get();
  await inTurn(
    Object.values(policy.accounts),
    (accountId) => accountId,
    turn,
    (accountId) =>
      orReport(dependencies, 'the balances of an account could not be read', () => look(accountId), { accountId }),
  );

  async function look(accountId: AccountId): Promise<void> {
    const seen = await dependencies.accountBalances.get(accountId);
    if (isLookDue(seen, dependencies.clock.now())) await lookAtAccount(dependencies, policy, accountId);
  }
}

/**
 * Reads an account once and notes what it has, or that it could not be read. The time of a reading is that before it:
 * what arrives while it is read may not be in it.
 */
export async function lookAtAccount(
  dependencies: ReconciliationDependencies,
  { coins, withdrawals }: Policy,
  accountId: AccountId,
): Promise<BalanceList> {
  const { accountBalances, exchange, clock } = dependencies;
  const lookedAt = clock.now();
  const note = (action: () => Promise<void>) =>
    orReport(dependencies, 'the look at an account could not be noted', action, { accountId });
  try {
    const list = await exchange.read(balances, { accountId });
    const reading = accountReading(list, [...new Set([...Object.keys(coins), ...Object.keys(withdrawals)])]);
    await note(() => accountBalances.note(accountId, lookedAt, reading));
    return list;
  } catch (error) {
    // A tick without time has not asked the exchange.
    if (isTreasuryError(error) && error.code !== 'too-little-time') {
      await note(() => accountBalances.noteFailure(accountId, lookedAt, error.code));
    }
    throw error;
  }
}
