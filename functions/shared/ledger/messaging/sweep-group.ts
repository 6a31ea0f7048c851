import type { Sweep } from '../policy/sweep.ts';

type Grouped = Pick<Sweep, 'id' | 'to' | 'coin' | 'amount'>;

/**
 * In which order the runs of a sweep are handled. Each sweep goes by itself, so that a balance that one waits for holds
 * up no other. Only where some sweep of the policy fills an account with a coin up to a target, all that move this coin
 * into it come one after the other: what arrives between the last look of that sweep and its transfer would come on
 * top of the target. Two that take from one account exclude each other by their claim.
 */
export function sweepGroup(sweep: Grouped, sweeps: readonly Grouped[]): string {
  return sharesGroup(sweep, sweeps) ? fillGroup(sweep.to, sweep.coin) : `transfer.by.${sweep.id}`;
}

/** All that fill an account with a coin up to what is wanted of it. */
export function fillGroup(to: string, coin: string): string {
  return `transfer.to.${to}.${coin}`;
}

/** Whether other sweeps may wait while a run of this one is tried again. */
export function sharesGroup({ to, coin }: Grouped, sweeps: readonly Grouped[]): boolean {
  return sweeps.some((each) => each.to === to && each.coin === coin && 'topUpTo' in each.amount);
}
