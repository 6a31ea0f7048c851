import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { Table } from '../shared/table.tsx';
import { forecastPoints, isMoving } from './forecast-points.ts';
import type { ForecastView } from './forecast-query.ts';

type Account = ForecastView['accounts'][number];

/** What is free in each account, now and later. */
export function ForecastAccounts({ view: { at, accounts } }: { view: ForecastView }) {
  return (
    <>
      {accounts.map((account) => (
        <ForecastAccount key={account.account} at={at} account={account} />
      ))}
    </>
  );
}

function ForecastAccount({ at, account: { account, coins, unknown } }: { at: string; account: Account }) {
  const texts = useTexts('balances').forecast;
  const books = useTexts('books');
  const columns = [
    books.coin,
    ...[texts.now, texts.lowest, texts.end].map((name) => ({ name, isNumber: true }) as const),
  ];
  return (
    <section>
      <h2>{account}</h2>
      {unknown.length > 0 && <p class="notice warn">{texts.unknownCoins(unknown.join(', '))}</p>}
      {coins.length > 0 && (
        <Table caption={texts.freeIn(account)} columns={columns}>
          {coins.map(({ coin, now, lowest, end }) => (
            <tr key={coin}>
              <th scope="row">{coin}</th>
              <td class="number">
                <Amount quantity={now} />
              </td>
              <td class="number">
                <Amount quantity={lowest.free} />
                <div class="quiet">
                  <Moment at={lowest.at} />
                </div>
              </td>
              <td class="number">
                <Amount quantity={end} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {coins.filter(isMoving).map((coin) => (
        <LineChart
          key={coin.coin}
          title={texts.chart(account, coin.coin)}
          coin={coin.coin}
          pointName={books.at}
          points={forecastPoints(coin, at)}
        />
      ))}
    </section>
  );
}
