import type { Amount } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import type { InstructionId } from '../../shared/core/ids.ts';
import type { SignedAmount } from '../../shared/core/signed-amount.ts';
import type { Sweep } from '../../shared/ledger/policy/sweep.ts';
import type { CoinBalance } from '../../shared/ledger/readings/account-balances.ts';

/** What an account has of a coin when the forecast begins. */
export interface OpeningBalance extends CoinBalance {
  readonly account: string;
  readonly coin: string;
}

/** What is approved or under way, and not in the balances yet. It leaves as soon as it is covered. */
export interface PlannedPayment {
  readonly instructionId: InstructionId;
  readonly account: string;
  readonly coin: string;
  /** With the fee, as far as it is known. */
  readonly amount: Amount;
  /** The account that it comes in at, where that is one of ours. */
  readonly to?: string;
  /** The account that what it lacks is moved from first, up to so much. */
  readonly fundedFrom?: { readonly account: string; readonly most: Amount };
}

/** One run of a sweep at its time. */
export interface PlannedRun {
  readonly at: Millis;
  /** False where its time is only as far known as its interval. */
  readonly isTimeKnown: boolean;
  readonly sweep: Sweep;
  readonly decimals: number;
  /** It moves nothing as long as this pause stands. */
  readonly isPaused: boolean;
}

/** What one account gains or loses of a coin on an average day. */
export interface AverageMovement {
  readonly account: string;
  readonly coin: string;
  readonly perDay: SignedAmount;
}

export interface ForecastInput {
  readonly now: Millis;
  readonly until: Millis;
  readonly balances: readonly OpeningBalance[];
  readonly payments: readonly PlannedPayment[];
  /** In the order of their times. */
  readonly runs: readonly PlannedRun[];
  readonly averages: readonly AverageMovement[];
  /** Of the policy: the reserves that they are to leave. */
  readonly sweeps: readonly Sweep[];
}
