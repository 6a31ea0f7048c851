import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { Payment } from './read-payment.ts';

/** What a decision is about: the very values that its digest was computed from. */
export function ShownInWords({ payment: { shown } }: { payment: Payment }) {
  const { cost, to, noAddress } = useTexts('payments');
  return (
    <dl class="facts">
      <Fact name={cost.amount}>
        <strong>
          <Amount quantity={shown.quantity} coin={shown.coin} />
        </strong>
      </Fact>
      <Fact name={to.name}>
        <UserText text={shown.destination} />
      </Fact>
      <Fact name={shown.kind === 'withdrawal' ? to.address : to.account}>
        {shown.address === undefined ? noAddress : <Blocks text={shown.address} copy={false} />}
      </Fact>
      {shown.chain !== undefined && <Fact name={to.chain}>{shown.chain}</Fact>}
      {shown.tag !== undefined && (
        <Fact name={to.tag}>
          <Blocks text={shown.tag} copy={false} />
        </Fact>
      )}
    </dl>
  );
}
