import * as v from 'valibot';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { chainSchema, coinSchema, positiveAmountSchema } from '../../../../functions/shared/core/schemas.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Answer, type Json, jsonAnswer } from '../answers.ts';
import type { Exchange } from '../exchange.ts';

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

/** What comes of a body, or what is wrong with it. */
function withInputErrors(act: () => Answer): Answer {
  try {
    return act();
  } catch (error) {
    if (error instanceof SyntaxError) return errorAnswer(400, 'invalid-json', 'The body is not JSON.', []);
    if (error instanceof InvalidInputError) {
      const details = error.flaws.map(({ field, reason, expected }) => ({ field, reason, expected }));
      return errorAnswer(400, error.code, error.message, details);
    }
    throw error;
  }
}

function errorAnswer(status: number, code: string, message: string, details: Json): Answer {
  return jsonAnswer(status, { error: { code, message, details } });
}
