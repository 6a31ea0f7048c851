import { InfraError } from '../../errors.ts';

/** What the statements say could not be told exactly or to its end. Code `statement-not-told`. */
export class StatementNotToldError extends InfraError {
  constructor(message: string) {
    super('statement-not-told', message);
  }
}
