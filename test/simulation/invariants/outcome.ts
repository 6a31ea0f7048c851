import type { Invariant, Observed } from '../run/observed.ts';
import { endStatuses, instructionOf, type RawInstruction } from '../run/raw.ts';
import { executionsOf, mayHaveMoved } from './support.ts';

/** An end says what the exchange has: when it is written, and still when everything is over. */
export const outcome: Invariant = {
  name: 'an instruction ends as the exchange has it',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const instruction = instructionOf(item);
      if (instruction === undefined) return undefined;
      return wrongEnd(observed, instruction) ?? wrongAbsence(observed, instruction, instructionOf(before));
    },
    ended: () => {
      const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
      return all
        .map((each) => wrongEnd(observed, each) ?? unfinished(observed, each))
        .find((wrong) => wrong !== undefined);
    },
  }),
};

function wrongEnd(observed: Observed, { id, status, state }: RawInstruction): string | undefined {
  const orders = executionsOf(observed, id);
  const [first] = orders;
  if (state.exchangeOrderId !== undefined && first?.order.orderId !== state.exchangeOrderId) {
    return `${id} is ${status} as ${state.exchangeOrderId}, and the exchange has ${first?.order.orderId ?? 'nothing'}`;
  }
  if (status === 'settled') {
    const hasEnded = first !== undefined && (!('status' in first.order) || first.order.status === 'successful');
    return hasEnded ? undefined : `${id} is settled, and the exchange has not done it`;
  }
  if (!endStatuses.has(status)) return undefined;
  return orders.some(mayHaveMoved)
    ? `${id} is ${status} (${state.reason}), and the exchange has ${first?.order.orderId}`
    : undefined;
}

/** The proof of absence, whichever way it goes on. */
function wrongAbsence(observed: Observed, now: RawInstruction, before: RawInstruction | undefined): string | undefined {
  if (before?.status !== 'unknown' || now.status !== 'approved') return undefined;
  return executionsOf(observed, now.id).length > 0 ? `${now.id} counts as absent, and the exchange has it` : undefined;
}

/** At the end. */
function unfinished(observed: Observed, { id, status }: RawInstruction): string | undefined {
  const isExecuted = executionsOf(observed, id).length > 0;
  const isBefore = status === 'approved' || status === 'sending' || status === 'requested';
  return isExecuted && isBefore ? `${id} is executed and ${status}` : undefined;
}
