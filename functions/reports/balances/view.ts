import { isZero, subtractToZero } from '../../shared/core/amount.ts';
import { iso, type Millis } from '../../shared/core/clock.ts';
import type { AccountId } from '../../shared/core/ids.ts';
import { idInKey, instructionKey } from '../../shared/core/item-keys.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import type { AccountBalances, CoinBalance } from '../../shared/ledger/readings/account-balances.ts';
import type { ExchangeReadings } from '../../shared/ledger/readings/exchange-readings.ts';
import { ageSeconds } from '../../shared/ledger/readings/view.ts';
import type { UnderWay } from './read-under-way.ts';
import { isOutstanding, type ReservedFunds, reservedFunds, totalReserved } from './reserved-funds.ts';
import type { balancesViewSchema } from './view-schema.ts';

type BalancesView = ResponseType<typeof balancesViewSchema>;
type AccountView = BalancesView['accounts'][number];
type CoinView = AccountView['coins'][number];

/** One account of the configuration, and what is known of it. */
export interface SeenAccount extends AccountBalances {
  readonly account: string;
  readonly accountId: AccountId;
}

/** All that is shown, at one moment. */
export interface BalancesPicture {
  readonly accounts: readonly SeenAccount[];
  /** The coins of the configuration. Each is shown in each account. */
  readonly coins: readonly string[];
  readonly underWay: UnderWay;
  readonly readings: ExchangeReadings;
}

export function balancesView({ accounts, coins, underWay, readings }: BalancesPicture, now: Millis): BalancesView {
  const funds = underWay.instructions.map((each) => reservedFunds(each, readings, now));
  const isOurs = ({ accountId }: ReservedFunds) => accounts.some((account) => account.accountId === accountId);
  const unreadable = underWay.corrupt.map(({ key }) => idInKey(key, instructionKey));
  return {
    at: iso(now),
    accounts: accounts.map((account) => accountView(account, coins, funds, now)),
    unassigned: funds
      .filter((each) => !isOurs(each))
      .map(({ instructionId, kind, coin, quantity }) => ({ instructionId, kind, coin, quantity })),
    complete: underWay.isComplete,
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

function accountView(
  { account, accountId, last, failure }: SeenAccount,
  ours: readonly string[],
  funds: readonly ReservedFunds[],
  now: Millis,
): AccountView {
  const here = funds.filter((each) => each.accountId === accountId && isOutstanding(each, last?.readAt ?? 0));
  const seen = last === undefined ? [] : [...Object.keys(last.coins), ...last.unreadable];
  const coins = [...new Set([...ours, ...seen, ...here.map(({ coin }) => coin)])].toSorted();
  const hasFailed = failure !== undefined && failure.failedAt > (last?.readAt ?? 0);
  return {
    account,
    accountId,
    ...(last === undefined ? {} : { readAt: iso(last.readAt), ageSeconds: ageSeconds(last.readAt, now) }),
    ...(hasFailed
      ? { failed: { at: iso(failure.failedAt), ageSeconds: ageSeconds(failure.failedAt, now), code: failure.code } }
      : {}),
    coins: coins.map((coin) =>
      coinView(
        coin,
        last !== undefined && Object.hasOwn(last.coins, coin) ? last.coins[coin] : undefined,
        here.filter((each) => each.coin === coin),
      ),
    ),
  };
}

/** What was not read is not known, and never zero. */
function coinView(coin: string, balance: CoinBalance | undefined, funds: readonly ReservedFunds[]): CoinView {
  const { amount: reserved, instructions, feesUnknown } = totalReserved(funds);
  const common = { coin, reserved, instructions, feesUnknown };
  if (balance === undefined) return { ...common, known: false };
  const lacking = subtractToZero(reserved, balance.free);
  return {
    ...common,
    known: true,
    free: balance.free,
    locked: balance.locked,
    total: balance.total,
    available: subtractToZero(balance.free, reserved),
    ...(isZero(lacking) ? {} : { lacking }),
  };
}
