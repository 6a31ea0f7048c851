import { manySweepsOf, startTime, sweeps } from '../fakes/simulated-policy.ts';
import type { Action } from '../plan/plan.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

type DueSweep = Extract<Action, { kind: 'sweep-due' }>;

/** Several are due at once, and the exchange takes one transfer a second. */
const decidedWithinMs = 60_000;

/** A balance that cannot be read costs the sweeps of that coin of that account, and holds up no other. */
export const oddBalanceAlone: Invariant = {
  name: 'an odd balance costs its own sweep alone',
  watch: (observed) => {
    const { odd } = observed.plan.world;
    if (odd === undefined) return {};
    return {
      ended: () => {
        const due = observed.plan.actions.flatMap((action) => (action.kind === 'sweep-due' ? [action] : []));
        for (const each of due) {
          const { from, coin } = sourceOf(observed, each);
          const flaw = from === odd.account && coin === odd.coin ? oddFlaw(observed, each) : otherFlaw(observed, each);
          if (flaw !== undefined) return `${each.sweepId}, beside ${odd.coin} of ${odd.account}: ${flaw}`;
        }
        return undefined;
      },
    };
  },
};

function sourceOf({ plan }: Observed, { sweepId }: DueSweep): { readonly from: string; readonly coin: string } {
  const many = manySweepsOf(plan.world.policy).find(({ id }) => id === sweepId);
  const usual = sweeps.find(({ id }) => id === sweepId);
  return many ?? { from: usual?.from ?? '', coin: 'USDT' };
}

function oddFlaw(observed: Observed, due: DueSweep): string | undefined {
  const last = writesOf(observed, due).at(-1)?.instruction;
  const reason = last?.state.reason;
  return reason === 'balance-unavailable' ? undefined : `it is ${last?.status} for ${String(reason)}`;
}

function otherFlaw(observed: Observed, due: DueSweep): string | undefined {
  const [first] = writesOf(observed, due);
  if (first === undefined) return 'it was never decided';
  const { reason } = first.instruction.state;
  if (reason === 'balance-unavailable') return 'its balance is called unavailable';
  const lateMs = first.at - startTime - due.at;
  return lateMs > decidedWithinMs ? `it was decided ${lateMs} ms late` : undefined;
}

function writesOf({ writes }: Observed, { sweepId, scheduledTime }: DueSweep) {
  const id = `${sweepId}-${scheduledTime.replaceAll(/[-:]/g, '')}`;
  return writes.flatMap(({ at, item }) => {
    const instruction = instructionOf(item);
    return instruction?.id === id ? [{ at, instruction }] : [];
  });
}
