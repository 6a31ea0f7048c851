import { iso, type Millis } from '../core/clock.ts';
import { TreasuryError } from '../core/errors.ts';

/** The exchange said no to a read. `exchangeCode` is its code, as text. */
export class ExchangeRefusedError extends TreasuryError {
  readonly exchangeCode: string;

  constructor(path: string, exchangeCode: string, meaning: string) {
    super('exchange-refused', `The exchange refused ${path} with ${exchangeCode}: ${meaning}`);
    this.exchangeCode = exchangeCode;
  }
}

/** The exchange did not answer a read in time, or answered it with 5XX. */
export class ExchangeUnavailableError extends TreasuryError {
  constructor(path: string, what: string, cause?: unknown) {
    super('exchange-unavailable', `The exchange did not answer ${path}: ${what}`, { cause });
  }
}

/** The exchange answered a read with something that is not as documented. Nothing in it is believed. */
export class ExchangeAnswerError extends TreasuryError {
  constructor(path: string, what: string) {
    super('exchange-answer-malformed', `The exchange's answer to ${path} cannot be believed: ${what}`);
  }
}

/** 429 or 418: no request before `retryAt`, or the ban gets longer. */
export class RateLimitedError extends TreasuryError {
  constructor(code: 'rate-limited' | 'ip-banned', retryAt: Millis) {
    super(code, `The exchange takes no request from us before ${iso(retryAt)}`, { retryAt });
  }
}

/** The exchange is in a maintenance window that it announced. */
export class MaintenanceError extends TreasuryError {
  constructor(environment: string) {
    super('exchange-maintenance', `${environment} is in its maintenance window`);
  }
}
