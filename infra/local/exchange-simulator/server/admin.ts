import * as v from 'valibot';
import { chainSchema, coinSchema, positiveAmountSchema } from '../../../../functions/shared/core/schemas.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Answer, jsonAnswer } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import { errorAnswer, withInputErrors } from './input-errors.ts';

/** Not a path of the exchange's: here faults are asked for. */
export const faultsPath = '/simulator/faults';

/** Not a path of the exchange's either: here a wallet's micro-payment arrives. */
export const paymentsPath = '/simulator/payments';

const paymentSchema = v.strictObject({
  coin: coinSchema,
  chain: chainSchema,
  from: v.pipe(v.string(), v.nonEmpty('the address of the wallet')),
  quantity: positiveAmountSchema,
});

/** POST `{"coin", "chain", "from", "quantity"}`: whether the wallet's address is listed by it. */
export function takePayment(exchange: Exchange, method: string, body: string): Answer {
  if (method !== 'POST') return errorAnswer(405, 'method-not-allowed', 'Use POST.', []);
  return withInputErrors(() => {
    const payment = validate('payment', paymentSchema, JSON.parse(body));
    return jsonAnswer(200, { listed: exchange.receiveMicroPayment(payment) });
  });
}

/** POST plans a fault, GET lists those to come, DELETE forgets them. */
export function handleFaults(exchange: Exchange, method: string, body: string): Answer {
  switch (method) {
    case 'GET':
      return jsonAnswer(200, { faults: exchange.faults.list() });
    case 'DELETE':
      exchange.faults.clear();
      return jsonAnswer(200, { faults: [] });
    case 'POST':
      return withInputErrors(() => jsonAnswer(200, { planned: exchange.faults.plan(JSON.parse(body)) }));
    default:
      return errorAnswer(405, 'method-not-allowed', 'Use GET, POST or DELETE.', []);
  }
}
