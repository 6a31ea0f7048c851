import { toDisplayNumber } from '../core/amount.ts';
import { endedDimensions, endMetrics, moneyMetrics, settledDimensions } from '../core/metric-names.ts';
import { isTerminal } from '../ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { InstructionStore } from '../ledger/store/instruction-store.ts';
import type { Meter, MetricSet } from './metrics.ts';

/** Pure: what an instruction that has come to its end tells in figures. */
export function endedInstructionMetrics({ content, state, history }: Instruction): readonly MetricSet[] {
  if (!isTerminal(state.status)) return [];
  const { coin, kind, quantity } = content;
  if (state.status === 'settled') {
    const metrics = [
      { name: moneyMetrics.settled, unit: 'Count', value: 1 },
      { name: moneyMetrics.amount, unit: 'None', value: toDisplayNumber(quantity) },
    ] as const;
    return [{ dimensions: settledDimensions(coin, kind), metrics }];
  }
  const reason = history.at(-1)?.reason ?? 'none';
  const metrics = [{ name: endMetrics.ended, unit: 'Count', value: 1 }] as const;
  return [{ dimensions: endedDimensions(state.status, reason), metrics }];
}

/**
 * The same store, which counts each end once it is written. Only one writer brings an instruction to its end, so
 * nothing is counted twice, whoever tells of it how often. A crash just then leaves one out: no alarm rests on these.
 */
export function withEndMetrics(store: InstructionStore, meter: Meter): InstructionStore {
  return {
    ...store,
    create: async (instruction) => {
      const created = await store.create(instruction);
      if (created.kind === 'created') meter.write(endedInstructionMetrics(created.instruction));
      return created;
    },
    update: async (seen, next) => {
      await store.update(seen, next);
      meter.write(endedInstructionMetrics(next));
    },
  };
}
