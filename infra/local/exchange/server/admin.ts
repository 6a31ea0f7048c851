import { InvalidInputError } from '../../../../functions/base/errors.ts';
import { type Answer, type Json, jsonAnswer } from '../answers.ts';
import type { Exchange } from '../exchange.ts';

/** Not a path of the exchange's: here faults are asked for. */
export const faultsPath = '/simulator/faults';

/** POST plans a fault, GET lists those to come, DELETE forgets them. */
export function administer(exchange: Exchange, method: string, body: string): Answer {
  switch (method) {
    case 'GET':
      return jsonAnswer(200, { faults: exchange.faults.list() });
    case 'DELETE':
      exchange.faults.clear();
      return jsonAnswer(200, { faults: [] });
    case 'POST':
      return plan(exchange, body);
    default:
      return refusal(405, 'method-not-allowed', 'Use GET, POST or DELETE.', []);
  }
}

function plan(exchange: Exchange, body: string): Answer {
  try {
    return jsonAnswer(200, { planned: exchange.faults.plan(JSON.parse(body)) });
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, 'invalid-json', 'The body is not JSON.', []);
    if (error instanceof InvalidInputError) {
      const details = error.flaws.map(({ field, reason, expected }) => ({ field, reason, expected }));
      return refusal(400, error.code, error.message, details);
    }
    throw error;
  }
}

function refusal(status: number, code: string, message: string, details: Json): Answer {
  return jsonAnswer(status, { error: { code, message, details } });
}
