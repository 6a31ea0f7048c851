import { type Amount, amount, compare, percent } from '../../../functions/shared/core/amount.ts';
import { type AccountId, accountId } from '../../../functions/shared/core/ids.ts';
import type { Balance } from '../../../functions/shared/exchange/endpoints/balances.ts';
import type { ExchangeAccess } from '../../command-line/keys-file.ts';

export interface NamedAccount {
  readonly name: 'trading' | 'custody';
  readonly id: AccountId;
}

/** The transfer that is asked for. */
export interface Proposal {
  readonly coin: string;
  readonly from: NamedAccount;
  readonly to: NamedAccount;
  /** The smallest first. The next one is tried only where the exchange refused the one before it for good. */
  readonly quantities: readonly [Amount, ...Amount[]];
}

/** The exchange publishes neither the least quantity of a transfer nor its decimals (exchange-api.md 3.15, A25). */
const sizes = [amount('0.000001'), amount('0.01'), amount('1')];
/** No size above this share of what the account holds, in percent. */
const shareMax = amount('0.1');

export type BalancesByAccount = Readonly<Record<NamedAccount['name'], readonly Balance[]>>;

/**
 * The smallest transfer that shows anything: of the coin that was asked for, else of the whitelist's coins, else of
 * any; from trading, or from custody where only that has enough. Undefined where no account has enough.
 */
export function proposeTransfer(
  { accounts, whitelist }: Pick<ExchangeAccess, 'accounts' | 'whitelist'>,
  held: BalancesByAccount,
  wanted?: string,
): Proposal | undefined {
  const trading = { name: 'trading', id: accountId(accounts.trading) } as const;
  const custody = { name: 'custody', id: accountId(accounts.custody) } as const;
  const listed = [...whitelist, ...held.trading, ...held.custody].map(({ coin }) => coin);
  const coins = wanted === undefined ? new Set(listed) : [wanted];
  for (const coin of coins) {
    for (const [from, to] of [
      [trading, custody],
      [custody, trading],
    ] as const) {
      const free = held[from.name].find((balance) => balance.coin === coin)?.free ?? amount('0');
      const [least, ...more] = sizes.filter((size) => compare(size, percent(free, shareMax)) <= 0);
      if (least !== undefined) return { coin, from, to, quantities: [least, ...more] };
    }
  }
  return undefined;
}
