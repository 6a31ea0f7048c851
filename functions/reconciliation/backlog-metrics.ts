import type { Millis } from '../shared/core/clock.ts';
import { stageDimensions, tickMetrics } from '../shared/core/metric-names.ts';
import type { Instruction, InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import type { MetricDatum, MetricSet } from '../shared/runtime/metrics.ts';

/** Its bytes may have left, and nobody has the exchange's word for it. */
const inDoubt: readonly InstructionStatus[] = ['sending', 'unknown'];

/**
 * Pure: how the open instructions stand. All of it is said anew by every tick, also where it is zero: an alarm about
 * money rests on what is so, and not on a message that may be lost.
 */
export function backlogMetrics(instructions: readonly Instruction[], now: Millis): MetricSet {
  const count = (name: string, of: (instruction: Instruction) => boolean): MetricDatum => {
    return { name, unit: 'Count', value: instructions.filter(of).length };
  };
  return {
    dimensions: stageDimensions,
    metrics: [
      count(tickMetrics.waitingForPeople, ({ state }) => state.status === 'awaiting-approval'),
      count(tickMetrics.held, ({ state }) => state.status === 'approved' && state.heldReason !== undefined),
      count(tickMetrics.inDoubt, isInDoubt),
      count(tickMetrics.needsAttention, ({ state }) => state.status === 'needs-attention'),
      count(tickMetrics.atExchange, ({ state }) => state.status === 'sent'),
      { name: tickMetrics.oldestInDoubtSeconds, unit: 'Seconds', value: oldestInDoubt(instructions, now) },
    ],
  };
}

function isInDoubt({ state }: Instruction): boolean {
  return inDoubt.includes(state.status);
}

/** Counted from the moment it was written down that the bytes leave. */
function oldestInDoubt(instructions: readonly Instruction[], now: Millis): number {
  const ages = instructions.filter(isInDoubt).map(({ history, updatedAt }) => {
    const since = history.findLast(({ to }) => to === 'sending')?.at ?? updatedAt;
    return Math.max(0, Math.round((now - since) / 1_000));
  });
  return Math.max(0, ...ages);
}
