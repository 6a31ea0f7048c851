/** Units of 10^-8, so that books are kept with other arithmetic than that which they are to check. */
export type Units = bigint;

const unitsOfOne = 100_000_000n;

export function units(text: string): Units {
  const [, sign, whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(text) ?? [];
  const size = BigInt(whole) * unitsOfOne + BigInt(part.padEnd(8, '0'));
  return sign === '-' ? -size : size;
}

/** Without zeros at the end, with a minus where it is below zero. */
export function textOf(value: Units): string {
  const size = value < 0n ? -value : value;
  const part = String(size % unitsOfOne)
    .padStart(8, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / unitsOfOne}${part === '' ? '' : `.${part}`}`;
}

export type RowType =
  | 'trade'
  | 'deposit'
  | 'fiatDeposit'
  | 'withdraw'
  | 'fiatWithdraw'
  | 'transfer'
  | 'reversal'
  | 'refund';

/** One change of one balance. A transfer is in two accounts, a trade in two coins. */
export interface BookRow {
  readonly time: number;
  readonly type: RowType;
  /** Signed, without the fee. */
  readonly amount: string;
  /** Taken from the account on top of the amount; of a trade it stands with its base alone. */
  readonly fee: string;
  readonly feeCoin: string;
  readonly balanceAfter: string;
  /** Of the exchange's order; empty until it is played. */
  orderId: string;
}

/** A day of one coin of one account. */
export interface BookDay {
  readonly opening: string;
  readonly rows: readonly BookRow[];
  /** What the rows of this and other coins of the account cost in this coin. */
  readonly fees: string;
  /** opening + amounts - fees. */
  readonly closing: string;
}

/** What a row changes. */
export interface Entry {
  readonly account: string;
  readonly coin: string;
  readonly amount: Units;
  readonly fee?: Units;
  readonly feeCoin?: string;
}

export type Opening = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Day {
  readonly opening: Units;
  readonly rows: BookRow[];
  fees: Units;
}

/** Accounts and coins by name, days by their place from the first, 0. Filled in the order of time. */
export class KnownBooks {
  readonly #first = new Map<string, Units>();
  readonly #balances = new Map<string, Units>();
  readonly #days = new Map<string, Day>();

  constructor(opening: Opening) {
    for (const [account, coins] of Object.entries(opening)) {
      for (const [coin, quantity] of Object.entries(coins)) this.#first.set(`${account} ${coin}`, units(quantity));
    }
    for (const [name, value] of this.#first) this.#balances.set(name, value);
  }

  /** As of what was posted last. */
  balance(account: string, coin: string): Units {
    return this.#balances.get(`${account} ${coin}`) ?? 0n;
  }

  /** Every account with every coin that it ever had. */
  all(): readonly { readonly account: string; readonly coin: string }[] {
    return [...this.#balances.keys()].map((name) => {
      const [account = '', coin = ''] = name.split(' ');
      return { account, coin };
    });
  }

  /** Both sides of a transfer and both coins of a trade together: the balances are those after all of it. */
  post(day: number, time: number, type: RowType, entries: readonly Entry[]): readonly BookRow[] {
    for (const entry of entries) this.#apply(day, entry);
    return entries.map(({ account, coin, amount, fee = 0n, feeCoin = coin }) => {
      const balanceAfter = textOf(this.balance(account, coin));
      const row = { time, type, amount: textOf(amount), fee: textOf(fee), feeCoin, balanceAfter, orderId: '' };
      this.#dayOf(day, account, coin).rows.push(row);
      return row;
    });
  }

  /** A day without a movement ends as the one before it. */
  day(account: string, coin: string, day: number): BookDay {
    const { opening, rows, fees } = this.#dayBefore(account, coin, day);
    const closing = rows.reduce((sum, { amount }) => sum + units(amount), opening) - fees;
    return { opening: textOf(opening), rows, fees: textOf(fees), closing: textOf(closing) };
  }

  #dayBefore(account: string, coin: string, day: number): Day {
    for (let back = day; back >= 0; back -= 1) {
      const found = this.#days.get(`${account} ${coin} ${back}`);
      if (found !== undefined && back === day) return found;
      if (found !== undefined) return { opening: units(this.day(account, coin, back).closing), rows: [], fees: 0n };
    }
    return { opening: this.#first.get(`${account} ${coin}`) ?? 0n, rows: [], fees: 0n };
  }

  #apply(day: number, { account, coin, amount, fee = 0n, feeCoin = coin }: Entry): void {
    this.#dayOf(day, account, coin);
    this.#balances.set(`${account} ${coin}`, this.balance(account, coin) + amount);
    if (fee === 0n) return;
    this.#dayOf(day, account, feeCoin).fees += fee;
    this.#balances.set(`${account} ${feeCoin}`, this.balance(account, feeCoin) - fee);
  }

  /** Opened by the first change of the day. */
  #dayOf(day: number, account: string, coin: string): Day {
    const name = `${account} ${coin} ${day}`;
    const known = this.#days.get(name) ?? { opening: this.balance(account, coin), rows: [], fees: 0n };
    this.#days.set(name, known);
    return known;
  }
}
