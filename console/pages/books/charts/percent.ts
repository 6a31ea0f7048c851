import Big from 'big.js';

/**
 * How many percent a part is of a whole, rounded down to one decimal, as text: only what is full is 100. The whole is
 * above zero.
 */
export function percentText(part: string, whole: string): string {
  return new Big(part).times(100).div(whole).round(1, Big.roundDown).toFixed();
}
