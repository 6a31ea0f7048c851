import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Table } from '../shared/table.tsx';
import { BalanceCells } from './day-table.tsx';
import type { StatementDay } from './period.ts';

/** How a day stands, what it comes to, and what its statement says beside its numbers. */
export function DayHead({ day }: { day: StatementDay }) {
  const books = useTexts('books');
  const isFinal = day.state === 'complete';
  return (
    <>
      <p class={isFinal ? 'notice good' : 'notice warn'}>{books.dayStates[day.state]}</p>
      <DayBalances day={day} />
      <Remarks remarks={day.remarks ?? []} />
      <Proof day={day} />
    </>
  );
}

function DayBalances({ day: { balances = [] } }: { day: StatementDay }) {
  const texts = useTexts('statements');
  const books = useTexts('books');
  const columns = [
    books.coin,
    ...[books.opening, books.movements, books.closing, books.difference].map(
      (name) => ({ name, isNumber: true }) as const,
    ),
  ];
  if (balances.length === 0) return <p>{texts.noBalances}</p>;
  return (
    <>
      <h2>{texts.balances}</h2>
      <Table caption={texts.balances} columns={columns}>
        {balances.map((balance) => (
          <tr key={balance.coin}>
            <BalanceCells balance={balance} />
          </tr>
        ))}
      </Table>
    </>
  );
}

function Remarks({ remarks }: { remarks: NonNullable<StatementDay['remarks']> }) {
  const texts = useTexts('statements');
  if (remarks.length === 0) return null;
  return (
    <>
      <h2>{texts.remarks}</h2>
      <ul>
        {remarks.map((remark, index) => (
          <li key={index}>
            {remark.message}{' '}
            <span class="quiet">
              {[remark.code, remark.coin, remark.amount, remark.row, remark.date]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What says when the day was, and that nothing of it was changed since. */
function Proof({
  day: { offset, from, to, madeAt, readAt, reason, digest, previous, objectKey },
}: {
  day: StatementDay;
}) {
  const texts = useTexts('statements').proof;
  return (
    <dl class="facts">
      {reason !== undefined && <Fact name={texts.reason}>{reason}</Fact>}
      {from !== undefined && to !== undefined && (
        <Fact name={texts.span}>
          <Moment at={from} /> – <Moment at={to} /> ({offset})
        </Fact>
      )}
      {madeAt !== undefined && (
        <Fact name={texts.madeAt}>
          <Moment at={madeAt} />
        </Fact>
      )}
      {readAt !== undefined && (
        <Fact name={texts.readAt}>
          <Moment at={readAt} />
        </Fact>
      )}
      {digest !== undefined && (
        <Fact name={texts.digest}>
          <Blocks text={digest} />
        </Fact>
      )}
      {previous !== undefined && (
        <Fact name={texts.previous}>
          <Blocks text={previous} />
        </Fact>
      )}
      {objectKey !== undefined && <Fact name={texts.objectKey}>{objectKey}</Fact>}
    </dl>
  );
}
