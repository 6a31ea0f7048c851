import type { Millis } from '../core/clock.ts';
import { type ErrorCode, errorCodes } from '../core/error-codes.ts';
import type { TreasuryError } from '../core/errors.ts';
import type { HeldReason } from '../core/held-reasons.ts';

/** Why an instruction waits that could not even be prepared, and until when at the least. */
export interface Hold {
  readonly reason: HeldReason;
  /** The code of the error, or the reason again where there was none. */
  readonly code: ErrorCode | HeldReason;
  readonly notBefore?: Millis;
}

/** What an error before a send means for the instruction. Undefined where it is tried again at once. */
export function holdForError(error: TreasuryError): Hold | undefined {
  const { code, retryAt } = error;
  const { held } = errorCodes[code];
  if (held === undefined) return undefined;
  return { reason: held.as, code, ...(retryAt === undefined ? {} : { notBefore: retryAt }) };
}
