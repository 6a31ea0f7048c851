import type { Millis } from '../core/clock.ts';
import type { TreasuryError } from '../core/errors.ts';
import type { HeldReason } from '../core/submission-outcome.ts';

/** Why an instruction waits that could not even be prepared, and until when at the least. */
export interface Hold {
  readonly reason: HeldReason;
  /** The code of the error. */
  readonly code: string;
  readonly notBefore?: Millis;
}

/** The errors before a send that time or a person mends. Any other, such as a table that is away, is tried again at once. */
const heldReasonsByCode: Readonly<Record<string, HeldReason>> = {
  'secret-malformed': 'key-unavailable',
  'secret-unavailable': 'key-unavailable',
  'signing-mode': 'key-unavailable',
  'two-factor-not-configured': 'key-unavailable',
  'two-factor-step-taken': 'two-factor',
  'rate-limited': 'rate-limited',
  'ip-banned': 'ip-banned',
  'exchange-maintenance': 'exchange-maintenance',
  'exchange-unavailable': 'exchange-unreachable',
  'exchange-refused': 'fix-config',
  'item-corrupt': 'fix-config',
  'reservations-full': 'reservations-full',
  'reservations-busy': 'limit-changed',
  'exchange-answer-malformed': 'exchange-unreachable',
};

/** What an error before a send means for the instruction. Undefined where it is none of these. */
export function holdForError(error: TreasuryError): Hold | undefined {
  const reason = Object.hasOwn(heldReasonsByCode, error.code) ? heldReasonsByCode[error.code] : undefined;
  if (reason === undefined) return undefined;
  const retryAt = 'retryAt' in error && typeof error.retryAt === 'number' ? { notBefore: error.retryAt } : {};
  return { reason, code: error.code, ...retryAt };
}
