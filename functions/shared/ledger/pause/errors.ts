import { TreasuryError } from '../../core/errors.ts';

/** Nothing was paused by this call, and what was paused before still is. */
export class TooManyPausesError extends TreasuryError {
  constructor(most: number) {
    super('too-many-pauses', `${most} scopes are paused already: pause "all", or resume one of them first`);
  }
}
