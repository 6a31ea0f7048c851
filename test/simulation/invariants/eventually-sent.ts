import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

/** Where nothing goes wrong, and people approve all that they are asked for, all that is allowed is sent. */
export const eventuallySent: Invariant = {
  name: 'what is approved and allowed is sent in the end',
  watch: (observed) => {
    if (!observed.plan.world.isCalm) return {};
    return {
      ended: () => {
        const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
        const waiting = all.filter(({ history }) => history.some(({ to }) => to === 'awaiting-approval'));
        const left = waiting.find(
          ({ status, state }) => !['settled', 'failed'].includes(status) && !isOver(state.reason),
        );
        return left === undefined ? undefined : `${left.id} is ${left.status} (${left.state.reason})`;
      },
    };
  },
};

/** With what moved before, it was too much, or one too many. */
function isOver(reason: unknown): boolean {
  return reason === 'over-rolling-limit' || reason === 'over-count-limit' || reason === 'over-destination-limit';
}
