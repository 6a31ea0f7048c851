import type { Millis } from './clock.ts';
import type { ErrorCode, TimedErrorCode } from './error-codes.ts';

/** One wrong thing about an input. Never holds the value itself: it may be a secret. */
export interface Flaw {
  /** Path to the field, such as `withdrawals.USDT.perInstruction`. Empty for the input as a whole. */
  readonly field: string;
  /** What is wrong with it. */
  readonly reason: string;
  /** What would be right. */
  readonly expected: string;
  /** The published code of this flaw, where it has one of its own. */
  readonly code?: ErrorCode;
}

// The signing layer and each function are bundled apart, so the same class exists twice in one process and
// `instanceof` fails between them. The registry symbol is shared by all copies.
const brand = Symbol.for('hashkey-treasury.error');

interface Options {
  readonly cause?: unknown;
}

interface TimedOptions extends Options {
  readonly retryAt: Millis;
}

type UntimedErrorCode = Exclude<ErrorCode, TimedErrorCode>;

/**
 * The one base of every error of the functions. What follows from a `code` stands in error-codes.ts. An error says
 * nothing of where the money is: what became of a send is a `SubmissionOutcome`.
 */
export abstract class TreasuryError extends Error {
  readonly code: ErrorCode;
  /** When trying again may help, where that is known. */
  readonly retryAt: Millis | undefined;

  constructor(code: UntimedErrorCode, message: string, options?: Options);
  constructor(code: TimedErrorCode, message: string, options: TimedOptions);
  constructor(code: ErrorCode, message: string, options: Options & Partial<TimedOptions> = {}) {
    const { retryAt, ...rest } = options;
    super(message, rest);
    this.name = new.target.name;
    this.code = code;
    this.retryAt = retryAt;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** True for every error of the functions, whichever bundle made it. */
export function isTreasuryError(error: unknown): error is TreasuryError {
  return typeof error === 'object' && error !== null && brand in error;
}

/** Input that cannot be taken: it names each field, the reason and what would be right. Nothing was changed. */
export class InvalidInputError extends TreasuryError {
  declare readonly code: UntimedErrorCode;
  readonly flaws: readonly Flaw[];

  constructor(what: string, flaws: readonly Flaw[], code: UntimedErrorCode = 'invalid-input') {
    super(code, describeFlaws(what, flaws));
    this.flaws = flaws;
  }
}

/** Says of an input that cannot be taken what is wrong with it. */
export function describeFlaws(what: string, flaws: readonly Flaw[]): string {
  const each = flaws.map((flaw) => `${flaw.field || what}: ${flaw.reason}; expected ${flaw.expected}`);
  return `${what} cannot be taken. ${each.join('. ')}`;
}

/**
 * A state that our own code rules out. Thrown before a write or after a read, so that a mistake stops and does not
 * spread.
 */
export class AssertionError extends TreasuryError {
  constructor(message: string) {
    super('assertion-failed', message);
  }
}

/** Stops when `condition` does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
