import type { Sweep } from '../policy/sweep.ts';

type Grouped = Pick<Sweep, 'id' | 'to' | 'coin' | 'amount'>;

/**
 * In which order the runs of a sweep are handled. Each sweep goes by itself, so that a balance that one waits for holds
 * up no other. Only where some sweep of the policy fills an account with a coin up to a target, all that move this coin
 * into it come one after the other: what arrives between the last look of that sweep and its transfer would come on
 * top of the target. Two that take from one account exclude each other by their claim.
 */
export function sweepGroup({ id, to, coin }: Grouped, sweeps: readonly Grouped[]): string {
  const fillsUp = sweeps.some((each) => each.to === to && each.coin === coin && 'topUpTo' in each.amount);
  return fillsUp ? `transfer.to.${to}.${coin}` : `transfer.by.${id}`;
}
