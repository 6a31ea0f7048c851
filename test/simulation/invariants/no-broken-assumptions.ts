import { type ErrorCode, isErrorCode } from '../../../functions/shared/core/error-codes.ts';
import type { Invariant } from '../run/observed.ts';

const broken: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'assertion-failed',
  'transition-not-allowed',
  'item-corrupt',
]);

/**
 * Faults of the world are errors of ours. A TypeError, or an assertion that does not hold, is a mistake in the code.
 */
export const noBrokenAssumptions: Invariant = {
  name: 'no assumption of the code is broken',
  watch: () => ({
    failed: (by, { code, message, stack }) =>
      !isErrorCode(code) || broken.has(code) ? `${by}: ${stack ?? message}` : undefined,
  }),
};
