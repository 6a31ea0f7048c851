import type { DepositKind } from '../shared/ledger/deposit-kind.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';
import type { DepositRun, TrackedDeposit } from './deposit.ts';

/** ASSUMPTION A7 and exchange-api.md 3.3: the type of the account that deposits of a kind come to. */
export const receivingType: Readonly<Record<DepositKind, string>> = { crypto: '5', fiat: '6' };

/** Whether this sweep, as it is now, runs for a deposit of this coin. */
export function runsForDeposits(sweep: Sweep, coin: string): boolean {
  return sweep.trigger === 'deposit' && sweep.enabled && sweep.coin === coin;
}

/**
 * The sweeps that run for a deposit that was credited: those of its coin that take from an account in which deposits of
 * its kind arrive. `typeOf` tells the exchange's type of one of our accounts.
 */
export function decideRuns(
  { kind, coin }: Pick<TrackedDeposit, 'kind' | 'coin'>,
  { sweeps, accounts }: Pick<Policy, 'sweeps' | 'accounts'>,
  typeOf: (accountId: string) => string | undefined,
): { readonly runs: readonly DepositRun[]; readonly misplaced: readonly string[] } {
  const asked = sweeps.filter((sweep) => runsForDeposits(sweep, coin));
  const receives = ({ from }: Sweep) => typeOf(accounts[from] ?? '') === receivingType[kind];
  return {
    runs: asked.filter(receives).map(({ id }) => ({ sweepId: id, state: 'waiting' })),
    // They would never run, and nobody would hear of it.
    misplaced: asked.filter((sweep) => !receives(sweep)).map(({ id }) => id),
  };
}
