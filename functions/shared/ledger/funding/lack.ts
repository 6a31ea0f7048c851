import { type Amount, roundUp, subtractToZero } from '../../core/amount.ts';

/**
 * What an account lacks of what is needed, so that it can leave. Rounded up to the decimals that the exchange takes:
 * less would not do.
 */
export function lackOf(need: Amount, free: Amount, decimals: number): Amount {
  return roundUp(subtractToZero(need, free), decimals);
}
