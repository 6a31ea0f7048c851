import { TreasuryError } from '../../core/errors.ts';

/** The gateway let the token in, but by the policy in force tokens come from elsewhere, or are made out to another. */
export class TokenNotAcceptedError extends TreasuryError {
  constructor(claim: string) {
    super('token-not-accepted', `By the policy in force no token is accepted with this claim ${claim}`);
  }
}

/** The token is good, but its groups may not do this. */
export class ForbiddenError extends TreasuryError {
  constructor(what: string) {
    super('forbidden', `Your groups do not allow you to ${what}`);
  }
}
