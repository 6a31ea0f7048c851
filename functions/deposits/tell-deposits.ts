import { isTreasuryError } from '../shared/core/errors.ts';
import { type Account, accounts } from '../shared/exchange/endpoints/accounts.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import { decideRuns, runsForDeposits } from './decide-runs.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { TrackedDeposit } from './deposit.ts';
import { depositEvents } from './deposit-events.ts';
import { matchAddress } from './match-address.ts';
import { type DepositRules, stuckReason, untoldSteps } from './stuck-deposit.ts';

/** What one look tells by. */
export interface TellContext {
  readonly policy: Policy;
  readonly rules: DepositRules;
  /** Our accounts at the exchange, read once a look where they are needed. Throws what the read throws. */
  readonly accounts: () => Promise<readonly Account[]>;
}

/** Reads the accounts at the first call only, also where that fails. */
export function accountsOnce({ exchange }: Pick<DepositDependencies, 'exchange'>): TellContext['accounts'] {
  let read: Promise<readonly Account[]> | undefined;
  return () => {
    read ??= exchange.read(accounts, undefined);
    return read;
  };
}

/**
 * Decides which sweeps run for a deposit that was credited, and puts on the bus what is not there yet. Answers the
 * deposit as it is to be remembered then: it is noted after it was told, so that a crash tells it twice, and not never.
 */
export async function tellDeposit(
  dependencies: DepositDependencies,
  given: TrackedDeposit,
  context: TellContext,
): Promise<TrackedDeposit> {
  const deposit = await withRuns(dependencies, given, context);
  const steps = untoldSteps(deposit, stuckReason(deposit, context.rules));
  if (steps.length === 0) return deposit;
  try {
    const address = await matchAddress(dependencies.known, deposit, Object.keys(context.policy.coins));
    await dependencies.bus.publish(depositEvents(deposit, steps, address, context.rules.seenAt));
  } catch (error) {
    // Its sweeps do not wait for that.
    if (!isTreasuryError(error)) throw error;
    dependencies.report('a deposit could not be told of', { orderId: deposit.orderId, error });
    return deposit;
  }
  return { ...deposit, told: [...deposit.told, ...steps] };
}

/** By the policy of the moment at which it is first seen to be credited. */
async function withRuns(
  dependencies: DepositDependencies,
  deposit: TrackedDeposit,
  { policy, accounts: readAccounts }: TellContext,
): Promise<TrackedDeposit> {
  if (deposit.creditedAt === undefined || deposit.runs !== undefined) return deposit;
  // Without a sweep that could run nobody has to be asked.
  if (!policy.sweeps.some((sweep) => runsForDeposits(sweep, deposit.coin))) return { ...deposit, runs: [] };
  const seen = await orReport(dependencies, 'the accounts could not be read', readAccounts);
  if (seen === undefined) return deposit;
  const typeOf = (id: string) => seen.find(({ accountId }) => accountId === id)?.type;
  const { runs, misplaced } = decideRuns(deposit, policy, typeOf);
  for (const sweepId of misplaced) {
    dependencies.report('a sweep for deposits takes from an account that none arrives in', { sweepId });
  }
  return { ...deposit, runs };
}
