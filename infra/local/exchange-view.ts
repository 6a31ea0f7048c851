import { type Amount, amount, compare, isZero } from '../../functions/shared/core/amount.ts';
import { assert, isTreasuryError } from '../../functions/shared/core/errors.ts';
import { accountId } from '../../functions/shared/core/ids.ts';
import type { ExchangeClient } from '../../functions/shared/exchange/client/client.ts';
import { type BalanceList, balances } from '../../functions/shared/exchange/endpoints/balances.ts';
import { exchangeInfo } from '../../functions/shared/exchange/endpoints/exchange-info.ts';
import type { RecordList } from '../../functions/shared/exchange/endpoints/fields.ts';
import { findBalance } from '../../functions/shared/exchange/find-balance.ts';
import { readTransfers, readWithdrawals } from '../../functions/shared/exchange/records.ts';
import type { ExchangeAccess, Payee } from '../command-line/keys-file.ts';

/** For a coin whose smallest withdrawal the exchange does not tell. */
const defaultWithdrawal = amount('25');

const dayMs = 86_400_000;

/** What the demo reads from the exchange itself, beside the stack, in slots of the key like everybody. */
export class ExchangeView {
  readonly #client: ExchangeClient;
  readonly #access: ExchangeAccess;

  constructor(client: ExchangeClient, access: ExchangeAccess) {
    this.#client = client;
    this.#access = access;
  }

  now(): Promise<number> {
    return this.#client.exchangeTime();
  }

  /** The balances after everything, as far as the exchange shows them. */
  balancesAtTheEnd(coin: string, report: (line: string) => void): Promise<string | null> {
    return orNull(report, () => this.balancesOf(coin));
  }

  /** `trading 25000, custody 5000`. */
  async balancesOf(coin: string): Promise<string> {
    const trading = await this.#balancesIn('trading');
    const custody = await this.#balancesIn('custody');
    const of = (all: BalanceList) => findBalance(all, coin)?.total ?? '0';
    return `trading ${of(trading)}, custody ${of(custody)}`;
  }

  /** The first destination whose coin is there to be moved, or the first of all. */
  async payee(): Promise<Payee> {
    const inTrading = await this.#balancesIn('trading');
    const { whitelist } = this.#access;
    const has = ({ coin }: Payee) => inTrading.records.some((each) => each.coin === coin && !isZero(each.free));
    const payee = whitelist.find(has) ?? whitelist[0];
    assert(payee !== undefined, 'the whitelist has an entry');
    return payee;
  }

  /** The hash of a withdrawal's transaction. Null where the exchange does not show it. */
  async transactionOf(orderId: string | undefined): Promise<string | null> {
    const endTime = await this.now();
    const { records } = await readWithdrawals(this.#client, { startTime: endTime - dayMs, endTime }, false);
    return records.find(({ exchangeOrderId }) => exchangeOrderId === orderId)?.txId ?? null;
  }

  #balancesIn(name: 'trading' | 'custody'): Promise<BalanceList> {
    return this.#client.read(balances, { accountId: accountId(this.#access.accounts[name]) });
  }

  /** The smallest withdrawal that the exchange takes on any chain of the coin. */
  async smallestWithdrawal(coin: string): Promise<Amount> {
    try {
      const found = (await this.#client.read(exchangeInfo, undefined)).records.find((each) => each.coin === coin);
      const minima = (found?.chains ?? []).map(({ minWithdraw }) => minWithdraw).filter((value) => !isZero(value));
      return minima.reduce(
        (largest, value) => (compare(value, largest) > 0 ? value : largest),
        minima[0] ?? defaultWithdrawal,
      );
    } catch (error) {
      // An exchange that is not HashKey's own may not list its coins. The withdrawal then has the usual size.
      if (!isTreasuryError(error)) throw error;
      return defaultWithdrawal;
    }
  }

  /** How many transfers and withdrawals the exchange's own records show. Null where it does not show them. */
  async countSince(startTime: number, report: (line: string) => void) {
    const window = { startTime, endTime: await this.now() };
    const count = async (read: Promise<RecordList<unknown>>) => {
      const { records: rows, unreadable } = await read;
      return rows.length + unreadable;
    };
    const transfers = await orNull(report, () => count(readTransfers(this.#client, window, false)));
    const withdrawals = await orNull(report, () => count(readWithdrawals(this.#client, window, false)));
    return { transfers, withdrawals };
  }
}

/** Money has moved by then: an exchange that does not show its records must not keep us from saying what was done. */
async function orNull<Value>(report: (line: string) => void, read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report(`The exchange does not show everything: ${error.message}`);
    return null;
  }
}
