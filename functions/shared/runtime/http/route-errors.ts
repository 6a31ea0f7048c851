import { TreasuryError } from '../../core/errors.ts';

/** There is nothing at this path. */
export class UnknownRouteError extends TreasuryError {
  constructor(near: readonly string[]) {
    super('not-found', `There is no such path${near.length === 0 ? '' : `. Near it there are ${near.join(', ')}`}`);
  }
}

/** The path is there, and does not take this method. */
export class MethodNotAllowedError extends TreasuryError {
  readonly allow: readonly string[];

  constructor(allow: readonly string[]) {
    super('method-not-allowed', `This path takes ${allow.join(' and ')}, and no other method`);
    this.allow = allow;
  }
}
