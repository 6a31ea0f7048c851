import { fiatCoins } from '../core/schemas.ts';

/** Coins come to the custody account, and a bank's money to the fiat account (exchange-api.md 3.3). */
export const depositKinds = ['crypto', 'fiat'] as const;
export type DepositKind = (typeof depositKinds)[number];

/** The lists that are read. A key may have no right to that of a bank's money: where none is configured it is not asked. */
export function depositListsFor(coins: readonly string[]): readonly DepositKind[] {
  const isFiat = (coin: string) => fiatCoins.some((each) => each === coin);
  return depositKinds.filter((kind) => coins.some((coin) => isFiat(coin) === (kind === 'fiat')));
}
