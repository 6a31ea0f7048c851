import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Scrolls } from '../../../ui/scrolls.tsx';
import type { ApprovalSummary } from './read-payment.ts';

type Limit = NonNullable<ApprovalSummary['limits']>[number];

/** What each limit has left now, before this payment. */
export function LimitsTable({ limits, coin }: { limits: ApprovalSummary['limits']; coin: string }) {
  const { limits: texts } = useTexts('payments');
  if (limits === undefined) return <p class="notice warn">{texts.unreadable}</p>;
  if (limits.length === 0) return <p class="quiet">{texts.none}</p>;
  return (
    <Scrolls label={texts.title}>
      <table>
        <caption>{texts.title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.of}</th>
            <th scope="col" class="number">
              {texts.limit}
            </th>
            <th scope="col" class="number">
              {texts.used}
            </th>
            <th scope="col" class="number">
              {texts.left}
            </th>
          </tr>
        </thead>
        <tbody>{limits.flatMap((limit) => rowsOf(limit, coin, texts.names[limit.of], texts.payments))}</tbody>
      </table>
    </Scrolls>
  );
}

function rowsOf({ of, window, amount, count }: Limit, coin: string, name: (window: string) => string, unit: string) {
  return [
    amount !== undefined && (
      <tr key={`${of} ${window} amount`}>
        <th scope="row">{name(window)}</th>
        {[amount.limit, amount.used, amount.left].map((quantity, index) => (
          <td key={index} class="number">
            <Amount quantity={quantity} coin={coin} />
          </td>
        ))}
      </tr>
    ),
    count !== undefined && (
      <tr key={`${of} ${window} count`}>
        <th scope="row">
          {name(window)} ({unit})
        </th>
        <td class="number">{count.limit}</td>
        <td class="number">{count.used}</td>
        <td class="number">{count.left}</td>
      </tr>
    ),
  ];
}
