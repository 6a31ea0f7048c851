import { InfraError } from '../../errors.ts';

/** A format cannot say what the statements say, and nothing is left out or rounded. Code `statement-not-told`. */
export class StatementNotToldError extends InfraError {
  constructor(message: string) {
    super('statement-not-told', message);
  }
}
