import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Table } from '../shared/table.tsx';
import { dayCounts, type MonthDay } from './month-view.ts';

/** The days of the month: how many are how, then each. */
export function MonthDays({ days }: { days: readonly MonthDay[] }) {
  const texts = useTexts('months');
  const books = useTexts('books');
  return (
    <section>
      <h2>{texts.days.title}</h2>
      <ul>
        {dayCounts(days).map(({ account, states }) => (
          <li key={account}>
            {account}
            <ul>
              {states.map(([state, count]) => (
                <li key={state}>{texts.days.count(count, books.dayStates[state])}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <details>
        <summary>{texts.days.each}</summary>
        <Table caption={texts.days.each} columns={[books.account, books.day, books.state, texts.days.digest]}>
          {days.map(({ account, date, state, digest }) => (
            <tr key={`${account}.${date}`}>
              <td>{account}</td>
              <th scope="row" class="day">
                <a href={hrefTo(['statements', account, date])}>{date}</a>
              </th>
              <td>{books.dayStatesShort[state]}</td>
              <td>{digest !== undefined && <Blocks text={digest} copy={false} />}</td>
            </tr>
          ))}
        </Table>
      </details>
    </section>
  );
}
