import { difference, type SignedAmount, sum } from '../core/signed-amount.ts';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import type { MovementReading } from './movement-readings.ts';
import type { RemarkCode } from './remark-codes.ts';
import { remark } from './remarks.ts';
import { changesOf, coinsIn } from './running-balances.ts';
import type { StatementRemark } from './statement.ts';

interface OtherReading {
  readonly code: RemarkCode;
  readonly type: string;
  readonly coin: string;
  /** By how much the coin's movements are other than assumed. */
  readonly amount: SignedAmount;
  readonly count: number;
  readonly rowId: string;
}

/**
 * Rows that were read otherwise than assumed, because their own balances say so. By how much is told for each coin: a
 * row that is missing in just that amount looks the same, and must not be hidden by it.
 */
export class OtherReadings {
  private readonly found = new Map<string, OtherReading>();

  add({ type, id }: FundMovement, assumed: MovementReading, chosen: MovementReading): void {
    const code: RemarkCode = isOtherSign(assumed, chosen) ? 'sign-by-balance' : 'fee-by-balance';
    for (const coin of coinsIn([...assumed, ...chosen])) {
      const amount = difference(sum(changesOf(chosen, coin)), sum(changesOf(assumed, coin)));
      if (amount === '0') continue;
      const key = JSON.stringify([code, type, coin]);
      const before = this.found.get(key) ?? { code, type, coin, amount: sum([]), count: 0, rowId: id };
      this.found.set(key, { ...before, amount: sum([before.amount, amount]), count: before.count + 1 });
    }
  }

  remarks(): StatementRemark[] {
    return [...this.found.values()].map(({ code, type, coin, amount, count, rowId }) =>
      remark(code, `${count} of type ${type}, this row first.`, { coin, amount, rowId }),
    );
  }
}

export function isOtherSign([assumed]: MovementReading, [chosen]: MovementReading): boolean {
  return assumed?.amount.startsWith('-') !== chosen?.amount.startsWith('-');
}
