import type { Millis } from '../../functions/shared/core/clock.ts';
import { initialAccounts, initialBankAccounts } from '../../infra/local/exchange-simulator/data/initial-data.ts';
import type { Exchange } from '../../infra/local/exchange-simulator/exchange.ts';
import { depositStatuses } from '../../infra/local/exchange-simulator/records.ts';
import type { RandomSource } from '../../infra/local/exchange-simulator/seeded-random.ts';
import { type BookRow, type Entry, type KnownBooks, type RowType, textOf, type Units, units } from './known-books.ts';

/** What plays movements. */
export type Player = Pick<Exchange, 'receive' | 'changeDeposit' | 'book'>;

/** A movement whose rows are in the books already, and that an exchange is still to make. */
export interface PlannedMovement {
  readonly time: Millis;
  readonly rows: readonly BookRow[];
  /** Answers the id of the order, as the fund statement shows it. */
  play(exchange: Player): string;
}

type Late = { readonly lateMs?: Millis };

interface Draft {
  readonly type: RowType;
  readonly entries: readonly Entry[];
  readonly play: PlannedMovement['play'];
}

/** Its id is known once it was played. */
export interface Refundable {
  readonly coin: string;
  readonly size: Units;
  orderId: string;
}

interface Maker extends Place {
  pick<const List extends readonly [unknown, ...unknown[]]>(items: List): List[number];
}

const decimals: Readonly<Record<string, number>> = { BTC: 8, ETH: 8, USDT: 6, USDC: 6, TRX: 6, USD: 2, HKD: 2 };
const deposits = [
  ['USDT', 'ETH'],
  ['USDT', 'Tron'],
  ['USDC', 'ETH'],
  ['BTC', 'BTC'],
  ['ETH', 'ETH'],
  ['TRX', 'Tron'],
] as const;
const addresses = {
  ETH: '0x52908400098527886E0F7030069857D2E4169EE7',
  BTC: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  Tron: 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf',
} as const;

/** Where a movement is drawn for. */
export interface Place {
  readonly books: KnownBooks;
  /** From the first, 0. */
  readonly day: number;
  readonly time: Millis;
  readonly random: RandomSource;
  readonly late: Late;
  /** Deposits that may still be refunded. Grows and shrinks. */
  readonly refundable: Refundable[];
}

/** Draws a movement that the balances allow for, and posts it to the books. */
export function planMovement(place: Place): PlannedMovement {
  const { books, day, time, random } = place;
  const maker: Maker = { ...place, pick: (items) => items[Math.floor(random() * items.length)] ?? items[0] };
  const make = maker.pick([
    deposit,
    deposit,
    withdrawal,
    withdrawal,
    transfer,
    transfer,
    trade,
    fiat,
    reversal,
    refund,
  ]);
  const { type, entries, play } = make(maker) ?? deposit(maker);
  return { time, rows: books.post(day, time, type, entries), play };
}

function deposit({ random, late, pick, refundable }: Maker): Draft {
  const [coin, chain] = pick(deposits);
  const size = quantityOf(random, coin, units('5'), units('2000'));
  const quantity = textOf(size);
  const credited = { coin, size, orderId: '' };
  refundable.push(credited);
  return {
    type: 'deposit',
    entries: [{ account: 'custody', coin, amount: size }],
    play: (exchange) => {
      credited.orderId = exchange.receive({ coin, chain, quantity, ...late }).orderId;
      return credited.orderId;
    },
  };
}

/** The newest deposit goes back. */
function refund({ books, late, refundable }: Maker): Draft | undefined {
  const credited = refundable.at(-1);
  if (credited === undefined || books.balance('custody', credited.coin) < credited.size) return undefined;
  refundable.pop();
  return {
    type: 'refund',
    entries: [{ account: 'custody', coin: credited.coin, amount: -credited.size }],
    play: (exchange) => {
      exchange.changeDeposit(credited.orderId, { status: depositStatuses.refunded, ...late });
      return `refund_${credited.orderId}`;
    },
  };
}

/** Now and then the fee is in another coin. */
function withdrawal({ books, random, late, pick }: Maker): Draft | undefined {
  const [coin, chain] = pick(deposits);
  const size = quantityOf(random, coin, units('0.01'), books.balance('custody', coin) / 500n);
  const feeCoin = random() < 0.1 ? 'TRX' : coin;
  const fee = units(feeCoin === 'TRX' || decimals[coin] === 6 ? '1' : '0.0001');
  const isPayable = size > 0n && books.balance('custody', coin) > size + fee && books.balance('custody', feeCoin) > fee;
  if (!isPayable) return undefined;
  const texts = { quantity: textOf(size), fee: textOf(fee) };
  const address = addresses[chain];
  return {
    type: 'withdraw',
    entries: [{ account: 'custody', coin, amount: -size, fee, feeCoin }],
    play: (exchange) => exchange.book({ type: 'withdraw', coin, chain, address, feeCoin, ...texts, ...late }),
  };
}

function transfer({ books, random, late, pick }: Maker): Draft | undefined {
  const coin = pick(['USDT', 'BTC', 'ETH', 'USDC', 'TRX']);
  const [from, to] = pick([
    ['trading', 'custody'],
    ['custody', 'trading'],
  ]);
  const size = quantityOf(random, coin, 1n, books.balance(from, coin) / 50n);
  if (size === 0n) return undefined;
  const quantity = textOf(size);
  const ends = { from: idOf(from), to: idOf(to) };
  return {
    type: 'transfer',
    entries: [
      { account: from, coin, amount: -size },
      { account: to, coin, amount: size },
    ],
    play: (exchange) => exchange.book({ type: 'transfer', coin, quantity, ...ends, ...late }),
  };
}

/** The fee is in what the trade brings, or in a third coin. */
function trade({ books, random, late, pick }: Maker): Draft | undefined {
  const [base, quote, price] = pick([
    ['ETH', 'USDT', 3_250n],
    ['BTC', 'USD', 65_000n],
  ]);
  const side = pick(['BUY', 'SELL']);
  const size = (1n + BigInt(Math.floor(random() * 9))) * units('0.0001');
  const [baseAmount, quoteAmount] = side === 'BUY' ? [size, -size * price] : [-size, size * price];
  const feeCoin = pick([base, quote, 'TRX']);
  const fee = units('0.00000123');
  const enough = units('2');
  const isPayable = [base, quote, feeCoin].every((coin) => books.balance('trading', coin) > enough);
  if (!isPayable) return undefined;
  const symbol = `${base}${quote}`;
  const costs = { coin: feeCoin, quantity: textOf(fee) };
  return {
    type: 'trade',
    entries: [
      { account: 'trading', coin: base, amount: baseAmount, fee, feeCoin },
      { account: 'trading', coin: quote, amount: quoteAmount },
    ],
    play: (exchange) => exchange.book({ type: 'trade', symbol, side, quantity: textOf(size), fee: costs, ...late }),
  };
}

/** From a bank or to one. */
function fiat({ books, random, late, pick }: Maker): Draft {
  const coin = pick(['USD', 'HKD']);
  const size = quantityOf(random, coin, units('100'), units('900'));
  const quantity = textOf(size);
  const fee = coin === 'USD' ? units('25') : 0n;
  if (random() < 0.5 || books.balance('fiat', coin) < size + fee) {
    const entries = [{ account: 'fiat', coin, amount: size }];
    return { type: 'fiatDeposit', entries, play: (exchange) => exchange.receive({ coin, quantity, ...late }).orderId };
  }
  const [bankAccount = ''] = initialBankAccounts;
  return {
    type: 'fiatWithdraw',
    entries: [{ account: 'fiat', coin, amount: -size, fee }],
    play: (exchange) => exchange.book({ type: 'fiatWithdraw', coin, bankAccount, quantity, fee: textOf(fee), ...late }),
  };
}

/** In either direction. */
function reversal({ books, random, late, pick }: Maker): Draft | undefined {
  const [coin] = pick(deposits);
  const size = quantityOf(random, coin, 1n, books.balance('custody', coin) / 1_000n);
  if (size === 0n) return undefined;
  const gives = random() < 0.5;
  // A withdrawal is given back, a deposit taken back.
  const orderId = `${gives ? 'W' : 'D'}7${String(Math.floor(random() * 1e15)).padStart(17, '0')}`;
  const about = { accountId: idOf('custody'), coin, quantity: textOf(size), gives, orderId };
  return {
    type: 'reversal',
    entries: [{ account: 'custody', coin, amount: gives ? size : -size }],
    play: (exchange) => exchange.book({ type: 'reversal', ...about, ...late }),
  };
}

/** From `least` to `most`, in places that the coin has. Zero where there is none. */
function quantityOf(random: RandomSource, coin: string, least: Units, most: Units): Units {
  const step = 10n ** BigInt(8 - (decimals[coin] ?? 8));
  const [low, high] = [(least + step - 1n) / step, most / step];
  if (high < low) return 0n;
  return (low + (BigInt(Math.floor(random() * 1e9)) * (high - low)) / 1_000_000_000n) * step;
}

function idOf(name: string): string {
  return initialAccounts.find((account) => account.name === name)?.id ?? '';
}
