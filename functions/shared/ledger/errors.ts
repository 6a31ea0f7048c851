import { TreasuryError } from '../core/errors.ts';

/** There is no such thing. */
export class NotFoundError extends TreasuryError {
  constructor(what: string) {
    super('not-found', `There is no ${what}`);
  }
}

/** The same id was used before with other content. */
export class InstructionConflictError extends TreasuryError {
  constructor(id: string) {
    super('instruction-conflict', `${id} is another instruction already: use a new id for other content`);
  }
}
