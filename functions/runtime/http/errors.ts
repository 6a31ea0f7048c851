import { TreasuryError } from '../../base/errors.ts';

/** The token is good, but its groups may not do this. */
export class ForbiddenError extends TreasuryError {
  constructor(what: string) {
    super('forbidden', 'not-sent', `Your groups do not allow you to ${what}`);
  }
}
