import Big from 'big.js';

/** How many percent a part is of a whole, rounded to one decimal, as text. The whole is above zero. */
export function percentText(part: string, whole: string): string {
  return new Big(part).times(100).div(whole).round(1).toFixed();
}
