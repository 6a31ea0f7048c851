import { type ErrorCode, isErrorCode } from '../../../functions/shared/core/error-codes.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { isTamperedWith } from '../run/raw.ts';

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
  watch: (observed) => ({
    failed: (by, { code, message, stack }) => {
      const isExpected = isErrorCode(code) && (!broken.has(code) || isAboutTampered(observed, message));
      return isExpected ? undefined : `${by}: ${stack ?? message}`;
    },
  }),
};

/** What somebody changed from outside is told of by its key. */
function isAboutTampered({ items }: Observed, message: string): boolean {
  return items().some((item) => isTamperedWith(item) && message.includes(`${item.pk} `));
}
