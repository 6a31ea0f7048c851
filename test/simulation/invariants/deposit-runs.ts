import { depositSweep } from '../fakes/simulated-policy.ts';
import { paidIn } from '../run/deposits.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

/** From the credit to the run, where nothing goes wrong. */
const soonMs = 10 * 60_000;

/** A sweep runs once for each deposit that is credited, and for nothing else; and everybody is told of it. */
export const depositRuns: Invariant = {
  name: 'a sweep runs once for each credited deposit',
  watch: (observed) => {
    if (observed.plan.world.followsDeposits !== true) return {};
    return {
      written: ({ at, item, before }) => {
        const instruction = before === undefined ? instructionOf(item) : undefined;
        if (instruction?.content.sweepId !== depositSweep.id) return undefined;
        const paid = paidIn(observed).find((orderId) => idOf(orderId) === instruction.id);
        if (paid === undefined) return `${instruction.id} runs for no deposit that was credited since the first look`;
        return isLate(observed, paid, at) ? `${instruction.id} runs more than ten minutes after the credit` : undefined;
      },
      ended: () => paidIn(observed).flatMap((orderId) => flawOf(observed, orderId) ?? [])[0],
    };
  },
};

function idOf(orderId: string): string {
  return `${depositSweep.id}-${orderId}`;
}

/** A list that is cut without a word, because much came within an hour, shows the rest when its part is read again. */
function isLate({ deposits, plan }: Observed, paid: string, at: number): boolean {
  const isUndisturbed = Object.keys(plan.rates).length === 0 && !plan.world.cutsPages;
  const credited = deposits.find(({ orderId }) => orderId === paid);
  return isUndisturbed && credited !== undefined && at - credited.at > soonMs;
}

function flawOf({ item, events }: Observed, orderId: string): string | undefined {
  if (instructionOf(item(`instruction#${idOf(orderId)}`)) === undefined) return `no sweep ran for ${orderId}`;
  const told = new Set(events.flatMap(({ type, detail }) => (detail.depositOrderId === orderId ? [type] : [])));
  const missing = ['DepositSeen', 'DepositCredited'].find((type) => !told.has(type));
  return missing === undefined ? undefined : `nobody was told ${missing} of ${orderId}`;
}
