import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';

/** What does not add up. Zero where it does; anything else is said in words too. */
export function Difference({ quantity }: { quantity: string }) {
  const texts = useTexts('books');
  if (quantity === '0') return <Amount quantity={quantity} />;
  return (
    <strong class="wrong-amount">
      <Amount quantity={quantity} /> {texts.doesNotBalance}
    </strong>
  );
}
