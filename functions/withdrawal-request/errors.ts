import { InvalidInputError } from '../shared/core/errors.ts';
import type { Refusal } from './refusals.ts';

/** A request that can never succeed. Nothing was written: its id may be used again with other content. */
export class RequestRefusedError extends InvalidInputError {
  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super('withdrawal', refusals, refusals[0].code);
    this.message = `${this.message}. Nothing was written: the same id may be used again, with what is right`;
  }
}
