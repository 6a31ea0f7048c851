import { groupDigits } from './group-digits.ts';

/** An amount with all its digits, in groups of three. Its exact text is at hand. */
export function Amount({ quantity, coin }: { quantity: string; coin?: string }) {
  return (
    <data class="amount" value={quantity} title={coin === undefined ? quantity : `${quantity} ${coin}`}>
      {groupDigits(quantity)}
      {coin !== undefined && ` ${coin}`}
    </data>
  );
}
