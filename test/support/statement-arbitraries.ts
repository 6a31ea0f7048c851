import fc from 'fast-check';
import { type Amount, amount, zero } from '../../functions/shared/core/amount.ts';
import { difference, negative, positive } from '../../functions/shared/core/signed-amount.ts';
import {
  type CoinTotal,
  movementTypes,
  type Statement,
  type StatementRow,
} from '../../functions/shared/statements/statement.ts';
import { movementsOf, statementDay } from './statements.ts';
import { anyCharacter } from './text-arbitraries.ts';

const coins = ['BTC', 'ETH', 'HKD', 'USD', 'USDT'];

const noBalance = [zero, zero] as const;

/** 20 digits after the point, as many as there may be, and so many before it that sums have no more than that. */
const size = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }))
  .map(([whole, rest]) => amount(`${whole}.${String(rest).padStart(20, '0')}`));
const signed = fc.tuple(size, fc.boolean()).map(([each, isOut]) => (isOut ? negative(each) : positive(each)));
/** Whatever the exchange or a person wrote, as long as it can stand in a file. */
const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 12 });
const person = fc.stringMatching(/^[\x21-\x7e]{1,12}$/);

const row: fc.Arbitrary<StatementRow> = fc.record(
  {
    id: fc.stringMatching(/^[1-9]\d{0,18}$/),
    time: fc.integer({ min: Date.parse('2026-11-19T16:00:00Z'), max: Date.parse('2026-11-20T15:59:59Z') }),
    type: fc.constantFrom(...movementTypes),
    coin: fc.constantFrom(...coins),
    amount: signed,
    fee: size,
    feeCoin: fc.constantFrom(...coins),
    exchangeOrderId: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
    balanceAfter: size,
    clientOrderId: text,
    transactionHash: text,
    chain: text,
    counterparty: text,
    depositAddress: text,
    remark: text,
    instruction: fc.record({
      id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/),
      kind: fc.constantFrom('withdrawal', 'fiat-withdrawal', 'asset-transfer'),
      requestedBy: person,
      approvedBy: fc.array(person, { maxLength: 3 }),
    }),
  },
  { requiredKeys: ['id', 'time', 'type', 'coin', 'amount', 'fee', 'feeCoin', 'exchangeOrderId'] },
);

const remark = fc.record(
  {
    code: fc.stringMatching(/^[a-z-]{1,12}$/),
    message: text,
    coin: fc.constantFrom(...coins),
    amount: signed,
    rowId: text,
    date: text,
  },
  { requiredKeys: ['code', 'message'] },
);

/** Any statement of a day whose numbers add up. Its differences are whatever makes them do so. */
export const statements: fc.Arbitrary<Statement> = fc
  .tuple(fc.array(row, { maxLength: 6 }), fc.array(remark, { maxLength: 2 }), fc.array(fc.tuple(size, size)))
  .map(([rows, remarks, balances]) => ({
    ...statementDay('2026-11-20'),
    kind: 'complete',
    madeAt: Date.parse('2026-11-20T17:00:00Z'),
    rows,
    coins: coins.slice(0, balances.length).map((coin, at) => totalOf(coin, rows, balances[at] ?? noBalance)),
    remarks,
  }));

function totalOf(
  coin: string,
  rows: readonly StatementRow[],
  [opening, closing]: readonly [Amount, Amount],
): CoinTotal {
  const movements = movementsOf(rows, coin);
  const unexplained = difference(difference(positive(closing), positive(opening)), movements);
  return { coin, opening, movements, closing, difference: unexplained };
}
