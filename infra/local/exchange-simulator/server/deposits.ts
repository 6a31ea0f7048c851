import * as v from 'valibot';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { chainSchema, coinSchema, positiveAmountSchema } from '../../../../functions/shared/core/schemas.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Answer, type Json, jsonAnswer } from '../answers.ts';
import { hasFree } from '../balances.ts';
import { chainData, coinData } from '../data/coins.ts';
import type { Exchange } from '../exchange.ts';
import { type Deposit, depositStatuses } from '../records.ts';
import { errorAnswer, withInputErrors } from './input-errors.ts';

/** Not a path of the exchange's: here deposits arrive, and are moved on. */
export const depositsPath = '/simulator/deposits';

const statusForm = 'a whole number from 0 to 999, such as 4 for successful';
const status = v.pipe(
  v.number(statusForm),
  v.integer(statusForm),
  v.minValue(0, statusForm),
  v.maxValue(999, statusForm),
);
const lateForm = 'whole milliseconds from 0 to 172800000';
const lateMax = 2 * 86_400_000;

const depositSchema = v.strictObject({
  coin: coinSchema,
  chain: v.exactOptional(chainSchema),
  quantity: positiveAmountSchema,
  status: v.exactOptional(status),
  lateMs: v.exactOptional(
    v.pipe(v.number(lateForm), v.integer(lateForm), v.minValue(0, lateForm), v.maxValue(lateMax, lateForm)),
  ),
});

const changeSchema = v.strictObject({
  orderId: v.pipe(v.string('the id of a deposit, such as "D1"'), v.nonEmpty('the id of a deposit, such as "D1"')),
  status,
  refundCode: v.exactOptional(v.string('text')),
  refundReason: v.exactOptional(v.string('text')),
});

/**
 * POST `{"coin", "chain", "quantity", "status", "lateMs"}`: funds arrive, without a `chain` from a bank. PUT
 * `{"orderId", "status", "refundCode", "refundReason"}`: what becomes of them. Statuses are numbers (exchange-api.md
 * 3.8); unknown ones are taken too. GET lists all, also those that the exchange does not show.
 */
export function handleDeposits(exchange: Exchange, method: string, body: string): Answer {
  switch (method) {
    case 'GET':
      return jsonAnswer(200, { deposits: exchange.records.deposits.map(shown) });
    case 'POST':
      return withInputErrors(() => jsonAnswer(200, { received: shown(receive(exchange, JSON.parse(body))) }));
    case 'PUT':
      return withInputErrors(() => jsonAnswer(200, { changed: change(exchange, JSON.parse(body)) }));
    default:
      return errorAnswer(405, 'method-not-allowed', 'Use GET, POST or PUT.', []);
  }
}

function receive(exchange: Exchange, input: unknown): Deposit {
  const deposit = validate('deposit', depositSchema, input);
  const coin = coinData(deposit.coin);
  if (coin === undefined) throw flaw('coin', 'is no coin of the exchange', 'a coin such as "USDT"');
  const { chain } = deposit;
  const isTaken = chain === undefined ? coin.chains.length === 0 : chainData(coin, chain) !== undefined;
  if (!isTaken)
    throw flaw('chain', 'is no chain of the coin', coin.chains.map(({ name }) => name).join(' or ') || 'none');
  return exchange.receive(deposit);
}

function change(exchange: Exchange, input: unknown): Json {
  const { orderId, ...changes } = validate('deposit', changeSchema, input);
  const { deposits, balances } = exchange.records;
  const deposit = deposits.findLast((each) => each.orderId === orderId);
  if (deposit === undefined) throw flaw('orderId', 'is no deposit', 'one that GET lists');
  const takes = deposit.isCredited && changes.status === depositStatuses.refunded;
  if (takes && !hasFree(balances, deposit.accountId, deposit.coin, deposit.quantity)) {
    throw flaw('status', 'takes back more than the account has', 'a deposit that is still there');
  }
  exchange.changeDeposit(orderId, changes);
  return { orderId, ...changes };
}

function shown({ orderId, coin, chain, quantity, status: number, isCredited }: Deposit): Json {
  return { orderId, coin, chain, quantity, status: number, isCredited };
}

function flaw(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError('deposit', [{ field, reason, expected }]);
}
