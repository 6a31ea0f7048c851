import type { Invariant } from '../run/observed.ts';
import { endStatuses, instructionOf } from '../run/raw.ts';

/** Where nothing goes wrong, everything goes well: no 429, no doubt, one attempt, and an end within minutes. */
export const calmWorld: Invariant = {
  name: 'nothing goes wrong in a calm world',
  watch: (observed) => {
    if (!observed.plan.world.strictRates) return {};
    return {
      failed: (by, error) => `${by} fails: ${String(error)}`,
      ended: () => {
        const { traffic } = observed.world.exchange.records;
        const limited = [...traffic.values()].find((each) => each.limited > 0);
        if (limited !== undefined) return `${limited.limited} requests were over the rate`;
        const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
        const odd = all.find(({ status, attempts }) => !endStatuses.has(status) || attempts.length > 1);
        if (odd !== undefined) return `${odd.id} is ${odd.status} after ${odd.attempts.length} attempts`;
        return unexpectedEnd(observed.plan.actions.length, all.length);
      },
    };
  },
};

/** In a calm world each action makes an instruction. */
function unexpectedEnd(actions: number, instructions: number): string | undefined {
  return actions === instructions ? undefined : `${actions} were asked for, and ${instructions} are there`;
}
