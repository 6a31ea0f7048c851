import { claimsSince } from '../run/claim-in-force.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type Raw } from '../run/raw.ts';
import { entriesSince, policiesSince } from './item-periods.ts';
import { addressFlaw, paymentFlaw } from './payment-rules.ts';

/** A request is decided within the time of its function. */
const decidingMs = 15_000;

/** A request over the bus may name somebody in the way of before, as long as it can be on its way. */
const renamedMs = 600_000;

/** A request enters where the policy and the whitelist allow it, and only then; and what enters waits for people. */
export const requestAuthorization: Invariant = {
  name: 'a request is decided as the policy says',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const now = before === undefined ? instructionOf(item) : undefined;
      if (now === undefined || now.content.kind === 'asset-transfer') return undefined;
      const { content, status, state } = now;
      if (state.reason === 'identity-changed' && claimsSince(observed, renamedMs).length > 1) return undefined;
      const isRight =
        (status === 'awaiting-approval' || status === 'rejected') &&
        decisions(observed, content).includes(status === 'awaiting-approval');
      return isRight ? undefined : `${now.id} of ${content.quantity} to ${content.destination} is ${status}`;
    },
  }),
};

/** Whether it is allowed, by what was in force at some moments since it can have been asked for. */
function decisions(observed: Observed, content: Raw): boolean[] {
  const since = observed.now() - decidingMs;
  return policiesSince(observed, since).flatMap((policy) =>
    entriesSince(observed, content.destination, since).map(
      (entry) =>
        paymentFlaw(policy, entry, content) === undefined &&
        // What is let in goes to the address that stands there.
        (entry === undefined || addressFlaw(entry, content) === undefined),
    ),
  );
}
