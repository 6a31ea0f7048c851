import Big from 'big.js';
import { type Amount, amount, decimalsOf, roundDown } from '../../../functions/shared/core/amount.ts';

// Strict: JavaScript numbers are refused. More places than any price or quantity here has.
const Exact = Big();
Exact.strict = true;
Exact.DP = 30;

/** `a * b`, exactly, cut to 18 places. */
export function times(a: Amount, b: Amount): Amount {
  return roundDown(amount18(new Exact(a).times(new Exact(b))), 18);
}

/** `a / b`, cut to `places`. `b` is not zero. */
export function quotient(a: Amount, b: Amount, places: number): Amount {
  return roundDown(amount18(new Exact(a).div(new Exact(b))), places);
}

/** With exactly `places` decimals, as the exchange writes quantities in its records: `2.00000000`. */
export function padded(value: Amount, places: number): string {
  const cut = roundDown(value, places);
  if (places === 0) return cut;
  return `${cut}${cut.includes('.') ? '' : '.'}${'0'.repeat(places - decimalsOf(cut))}`;
}

function amount18(value: Big): Amount {
  return amount(value.round(18, Big.roundDown).toFixed());
}
