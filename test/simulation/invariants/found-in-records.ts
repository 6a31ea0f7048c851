import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';
import { visibleFrom } from '../run/visible-from.ts';
import { executionsOf, hasForeignOrder } from './support.ts';

/** A tick came since. */
const tickMs = 410_000;

/** What the records show after all is not left to people. */
export const foundInRecords: Invariant = {
  name: 'what the records show is found',
  watch: (observed) => ({
    ended: () => {
      const waiting = observed
        .items()
        .map(instructionOf)
        .filter((each) => each?.status === 'needs-attention');
      const left = waiting.find(
        (each) => each !== undefined && !isLeftToPeople(observed, each) && isShown(observed, each.id),
      );
      return left === undefined ? undefined : `${left.id} waits for people (${left.state.reason})`;
    },
  }),
};

/** Records that contradict what was sent, or that cleared a doubt up and then raised another one, are not believed. */
function isLeftToPeople(observed: Observed, { id, state, history }: RawInstruction): boolean {
  const doubts = history.filter(({ from, to }) => to === 'needs-attention' && from !== to);
  return state.reason === 'order-differs' || doubts.length > 1 || hasForeignOrder(observed, id);
}

function isShown(observed: Observed, id: string): boolean {
  const visible = visibleFrom(observed, id) ?? Number.POSITIVE_INFINITY;
  return Math.max(visible, endOf(observed, id)) < observed.exchange.now() - tickMs;
}

/** That an order is on its way ends no doubt. */
function endOf(observed: Observed, id: string): number {
  const [execution] = executionsOf(observed, id);
  if (execution === undefined || execution.kind === 'asset-transfer') return 0;
  return execution.exchangeAt + observed.plan.world.withdrawalEndsAfterMs;
}
