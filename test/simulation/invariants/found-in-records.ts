import type { Execution, Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';
import { visibleFrom } from '../run/visible-from.ts';
import { executionsOf, hasForeignOrder } from './support.ts';

/** A tick came since. */
const tickMs = 410_000;
/** What is shown with a time of hours later is looked for by turns, an hour of it at each tick. */
const lateMs = 300_000;
const turnsMax = 5;

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
  const visible = visibleFrom(observed, id);
  const [execution] = executionsOf(observed, id);
  if (visible === undefined || execution === undefined) return false;
  const turns = visible - execution.exchangeAt > lateMs ? turnsMax : 1;
  return Math.max(visible, endOf(observed, execution)) < observed.exchange.now() - turns * tickMs;
}

/** That an order is on its way ends no doubt. */
function endOf({ plan }: Observed, { kind, exchangeAt }: Execution): number {
  return kind === 'asset-transfer' ? exchangeAt : exchangeAt + plan.world.withdrawalEndsAfterMs;
}
