import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { isTamperedWith } from '../run/raw.ts';

const broken: ReadonlySet<string> = new Set(['assertion-failed', 'transition-not-allowed', 'item-corrupt']);

/** Faults of the world are errors of ours. A TypeError, or an assertion that does not hold, is a mistake in the code. */
export const noBrokenAssumptions: Invariant = {
  name: 'no assumption of the code is broken',
  watch: (observed) => ({
    failed: (by, error) => {
      if (isTreasuryError(error)) {
        const isExpected = !broken.has(error.code) || isAboutTampered(observed, error.message);
        return isExpected ? undefined : `${by}: ${error.message}`;
      }
      return `${by}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    },
  }),
};

/** What somebody changed from outside is told of by its key. */
function isAboutTampered({ items }: Observed, message: string): boolean {
  return items().some((item) => isTamperedWith(item) && message.includes(`${item.pk} `));
}
