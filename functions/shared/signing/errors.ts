import type { Millis } from '../core/clock.ts';
import { type Flaw, InvalidInputError, TreasuryError } from '../core/errors.ts';

/** The secret was read but is not the JSON of a key. Names each field and shows no value. Code `secret-malformed`. */
export class SecretFormatError extends InvalidInputError {
  readonly secretId: string;

  constructor(secretId: string, flaws: readonly Flaw[]) {
    super(`secret ${secretId}`, flaws, 'secret-malformed');
    this.secretId = secretId;
  }
}

/** Why a secret could not be read. The first four pass by themselves; the others wait for a person. */
export type UnavailableReason =
  | 'timeout'
  | 'network'
  | 'throttled'
  | 'service-error'
  | 'not-found'
  | 'access-denied'
  | 'not-text'
  | 'unreadable-answer'
  | 'other';

const transientReasons: readonly UnavailableReason[] = ['timeout', 'network', 'throttled', 'service-error'];

/** The secret could not be read, so nothing could be signed. Code `secret-unavailable`. */
export class SecretUnavailableError extends TreasuryError {
  readonly secretId: string;
  readonly reason: UnavailableReason;
  /** True when the same read may well succeed a moment later. */
  readonly transient: boolean;

  constructor(secretId: string, reason: UnavailableReason, explanation: string, options?: { cause: unknown }) {
    super('secret-unavailable', `secret ${secretId} could not be read: ${explanation}`, options);
    this.secretId = secretId;
    this.reason = reason;
    this.transient = transientReasons.includes(reason);
  }
}

/** The key's kind cannot sign for this API. Code `signing-mode`. */
export class SigningModeError extends InvalidInputError {
  constructor(met: string, api: string, expected: string) {
    super('key', [{ field: 'signing', reason: `${met} does not sign for ${api}`, expected }], 'signing-mode');
  }
}

/** The request cannot be put into one unambiguous byte string. Code `request-unsignable`. Shows no value. */
export class UnsignableRequestError extends InvalidInputError {
  constructor(flaws: readonly Flaw[]) {
    super('request', flaws, 'request-unsignable');
  }
}

/** The time step of a two-factor token was used before. Code `two-factor-step-taken`. */
export class TwoFactorStepTakenError extends TreasuryError {
  /** `retryAt` is when the next step begins. */
  constructor(retryAt: Millis) {
    super('two-factor-step-taken', `the two-factor time step is used already; the next begins at ${retryAt}`, {
      retryAt,
    });
  }
}

/** A two-factor token was asked of a key whose secret holds no `totpSecret`. Code `two-factor-not-configured`. */
export class TwoFactorNotConfiguredError extends TreasuryError {
  constructor() {
    super('two-factor-not-configured', 'this key has no totpSecret; expected one in its secret');
  }
}
