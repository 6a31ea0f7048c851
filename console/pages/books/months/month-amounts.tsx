import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Difference } from '../shared/amounts.tsx';
import { OtherSide } from '../shared/other-side.tsx';
import { Table } from '../shared/table.tsx';
import { addsUp, isWhole, type MonthView } from './month-view.ts';

const number = (name: string) => ({ name, isNumber: true }) as const;

/** What each account had when the month began and when it ended, and what nothing explains. */
export function MonthBalances({ balances, days }: Pick<MonthView, 'balances' | 'days'>) {
  const texts = useTexts('months');
  const books = useTexts('books');
  const numbers = [books.opening, books.closing, books.difference].map(number);
  return (
    <section>
      <h2>{texts.balances.title}</h2>
      <p>{addsUp({ balances, days }) ? texts.balances.allBalance : texts.balances.findOut}</p>
      <Table caption={texts.balances.title} columns={[books.account, books.coin, ...numbers]}>
        {balances.map(({ account, coin, opening, closing, difference }) => (
          <tr key={`${account} ${coin}`}>
            <td>{account}</td>
            <th scope="row">{coin}</th>
            <td class="number">
              <Amount quantity={opening} />
            </td>
            <td class="number">
              <Amount quantity={closing} />
            </td>
            <td class="number">
              <Difference quantity={difference} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** All movements by coin, type and destination, to compare with the books. */
export function MonthTotals({ totals }: Pick<MonthView, 'totals'>) {
  const texts = useTexts('months').totals;
  const books = useTexts('books');
  const columns = [books.coin, texts.type, texts.destination, number(texts.movements), number(books.amount)];
  return (
    <section>
      <h2>{texts.title}</h2>
      <p>{texts.compare}</p>
      <Table caption={texts.title} columns={columns}>
        {totals.map(({ coin, type, destination, amount, movements }) => (
          <tr key={`${coin} ${type} ${destination}`}>
            <th scope="row">{coin}</th>
            <td>{books.movementTypes[type]}</td>
            <td>{destination === '' ? texts.unknown : <OtherSide type={type} text={destination} />}</td>
            <td class="number">{movements}</td>
            <td class="number">
              <Amount quantity={amount} coin={coin} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** What was taken as fees, by coin. */
export function MonthFees({ fees, days }: Pick<MonthView, 'fees' | 'days'>) {
  const texts = useTexts('months');
  const books = useTexts('books');
  return (
    <section>
      <h2>{texts.fees.title}</h2>
      {fees.length === 0 && <p>{isWhole({ days }) ? texts.fees.none : texts.fees.noneSoFar}</p>}
      {fees.length > 0 && (
        <Table caption={texts.fees.title} columns={[books.coin, number(books.fee)]}>
          {fees.map(({ coin, amount }) => (
            <tr key={coin}>
              <th scope="row">{coin}</th>
              <td class="number">
                <Amount quantity={amount} coin={coin} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
