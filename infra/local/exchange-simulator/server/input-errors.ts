import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { type Answer, type Json, jsonAnswer } from '../answers.ts';

/** What comes of a body, or what is wrong with it. */
export function withInputErrors(act: () => Answer): Answer {
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

export function errorAnswer(status: number, code: string, message: string, details: Json): Answer {
  return jsonAnswer(status, { error: { code, message, details } });
}
