import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Difference } from '../shared/amounts.tsx';
import { Table } from '../shared/table.tsx';
import { useFocusOnNew } from '../shared/use-focus-on-new.ts';
import type { StatementDay } from './period.ts';

/** The days of one account, each with its coins. */
export function DayTable({ account, days }: { account: string; days: readonly StatementDay[] }) {
  const texts = useTexts('statements');
  const books = useTexts('books');
  const mark = useFocusOnNew(days.length);
  const columns = [
    books.day,
    books.state,
    books.coin,
    ...[books.opening, books.movements, books.closing, books.difference].map(
      (name) => ({ name, isNumber: true }) as const,
    ),
  ];
  return (
    <Table caption={texts.daysOf(account)} columns={columns}>
      {days.map((day, index) => (
        <DayRows key={day.id} day={day} mark={mark(index)} />
      ))}
    </Table>
  );
}

interface DayRowsProps {
  readonly day: StatementDay;
  readonly mark: (element: HTMLElement | null) => void;
}

function DayRows({ day: { account, date, state, balances = [] }, mark }: DayRowsProps) {
  const texts = useTexts('statements');
  const books = useTexts('books');
  const [first, ...others] = balances;
  const span = Math.max(1, balances.length);
  return (
    <>
      <tr ref={mark} tabIndex={-1}>
        <th scope="row" class="day" rowSpan={span}>
          <a href={hrefTo(['statements', account, date])}>{date}</a>
        </th>
        <td rowSpan={span}>{books.dayStatesShort[state]}</td>
        {first === undefined ? <td colSpan={5}>{texts.noBalances}</td> : <BalanceCells balance={first} />}
      </tr>
      {others.map((balance) => (
        <tr key={balance.coin}>
          <BalanceCells balance={balance} />
        </tr>
      ))}
    </>
  );
}

type Balance = NonNullable<StatementDay['balances']>[number];

/** The cells of one coin: what there was, what moved, what there is, and what does not add up. */
export function BalanceCells({ balance: { coin, opening, movements, closing, difference } }: { balance: Balance }) {
  return (
    <>
      <td>{coin}</td>
      {[opening, movements, closing].map((quantity, index) => (
        <td key={index} class="number">
          <Amount quantity={quantity} />
        </td>
      ))}
      <td class="number">
        <Difference quantity={difference} />
      </td>
    </>
  );
}
