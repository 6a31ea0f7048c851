import type { PublishedErrorCode } from '../../functions/shared/core/error-codes.ts';

/** What is wrong with one field, as the API says it. */
export interface Flaw {
  readonly field: string;
  readonly reason: string;
  readonly expected: string;
  readonly code?: string;
}

/** The API said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  readonly code: PublishedErrorCode;
  readonly details: readonly Flaw[];

  constructor(status: number, code: PublishedErrorCode, message: string, details: readonly Flaw[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/**
 * Nobody knows whether the API did what was asked: it was not reached, or its answer was lost or was none of its own.
 * The same call may be made again.
 */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  /** `unread`: it was a read, so that there is nothing that it may have done. */
  readonly because: 'offline' | 'timeout' | 'unreadable' | 'unread';

  constructor(because: UnansweredError['because'], options?: ErrorOptions) {
    super(`the API gave no answer: ${because}`, options);
    this.because = because;
  }
}

/** Who is logged in has to log in again. */
export class LoginExpiredError extends Error {
  override readonly name = 'LoginExpiredError';

  constructor(options?: ErrorOptions) {
    super('the login has expired', options);
  }
}
