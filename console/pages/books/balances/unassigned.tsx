import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import type { BalancesView } from './balances-view.ts';

/** Payments that are in no account's reservations. */
export function Unassigned({ payments }: { payments: BalancesView['unassigned'] }) {
  const texts = useTexts('balances');
  const books = useTexts('books');
  if (payments.length === 0) return null;
  return (
    <div class="notice warn">
      <p>{texts.unassigned}</p>
      <ul>
        {payments.map(({ instructionId, kind, coin, quantity }) => (
          <li key={instructionId}>
            <a href={hrefTo(['payments', instructionId])}>{instructionId}</a>: {books.kinds[kind]},{' '}
            <Amount quantity={quantity} coin={coin} />
          </li>
        ))}
      </ul>
    </div>
  );
}
