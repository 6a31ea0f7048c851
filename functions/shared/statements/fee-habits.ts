import type { FundMovementType } from '../exchange/endpoints/fund-movement.ts';
import type { MovementReading } from './movement-readings.ts';
import { isOtherSign } from './other-readings.ts';
import type { RunningBalances } from './running-balances.ts';

interface Votes {
  assumed: number;
  other: number;
}

/** The ways to read a row, and the one that its balance speaks for. */
export interface ReadRow {
  readonly assumed: MovementReading;
  readonly others: readonly MovementReading[];
  readonly reading: MovementReading;
}

/** How many rows of a type say where their fee is taken. */
export class FeeHabits {
  private readonly votes = new Map<FundMovementType, Votes>();

  /** `running`: before the row. */
  add(type: FundMovementType, { assumed, others, reading }: ReadRow, running: RunningBalances): void {
    const isFeeOther = reading !== assumed && !isOtherSign(assumed, reading);
    const isFeeAssumed =
      reading === assumed && running.fits(assumed) === 'yes' && others.some((other) => running.fits(other) === 'no');
    const votes = this.votes.get(type) ?? { assumed: 0, other: 0 };
    votes.other += isFeeOther ? 1 : 0;
    votes.assumed += isFeeAssumed ? 1 : 0;
    this.votes.set(type, votes);
  }

  /** Types of which one row alone, or not all of them, say another thing than is assumed. */
  unproven(): ReadonlySet<FundMovementType> {
    const entries = [...this.votes].filter(([, { assumed, other }]) => other === 1 || (other > 0 && assumed > 0));
    return new Set(entries.map(([type]) => type));
  }
}
