import type { Sweep } from '../policy/sweep.ts';

/**
 * In which order the runs of a sweep are handled. Each sweep goes by itself, so that a balance that one waits for holds
 * up no other. Only those that fill one account with one coin up to a target come one after the other: two of them at
 * once would both see what is missing. Two that take from one account exclude each other by their claim.
 */
export function sweepGroup({ id, to, coin, amount }: Pick<Sweep, 'id' | 'to' | 'coin' | 'amount'>): string {
  return 'topUpTo' in amount ? `transfer.to.${to}.${coin}` : `transfer.by.${id}`;
}
