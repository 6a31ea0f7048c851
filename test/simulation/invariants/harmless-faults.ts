import type { FaultKind } from '../engine/faults.ts';
import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

/** After these nobody can be in doubt about money: they delay, repeat or lose nothing that says what became of it. */
const harmless: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'table-twice',
  'index-stale',
  'index-short-page',
  'bus-error',
  'bus-error-after',
  'queue-error',
  'queue-error-after',
  'queue-lost',
  'queue-twice',
  'queue-delay',
  'event-lost',
  'event-twice',
  'event-delay',
  'secrets-away',
  'post-no-connection',
  'post-429',
  'post-418',
  'post-refused',
  'post-held',
  'record-lag',
  'withdrawal-fails',
  'read-no-connection',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-code',
  'read-list-lag',
  'read-unreadable-row',
]);

/** Doubt comes from what really leaves doubt. */
export const harmlessFaults: Invariant = {
  name: 'harmless faults leave no doubt',
  watch: ({ plan }) => {
    const kinds = Object.keys(plan.rates);
    const isHarmless = kinds.every((kind) => [...harmless].some((each) => each === kind));
    const isQuick =
      plan.world.latencyMs <= 120 && !plan.actions.some(({ kind }) => kind === 'clock-step' || kind === 'outage');
    // Where the balance does not suffice, this code says no more than that something went wrong (A5).
    const isClear = plan.world.transferShortfall !== '-1161';
    if (!isHarmless || !isQuick || !isClear) return {};
    return {
      written: ({ item }) => {
        const instruction = instructionOf(item);
        return instruction?.status === 'unknown' ? `${instruction.id} is unknown` : undefined;
      },
    };
  },
};
