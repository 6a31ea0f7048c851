import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Table } from '../shared/table.tsx';
import { Age } from './age.tsx';
import type { AccountView, CoinView } from './balances-view.ts';

/** What is in one account, and from when that is known. */
export function AccountBalances({ account: { account, accountId, coins, ...read } }: { account: AccountView }) {
  const texts = useTexts('balances');
  const books = useTexts('books');
  const columns = [
    books.coin,
    ...[texts.free, texts.locked, texts.reserved, texts.available].map((name) => ({ name, isNumber: true }) as const),
  ];
  return (
    <section>
      <h2>
        {account} <span class="quiet">{accountId}</span>
      </h2>
      <ReadAt {...read} />
      <Table caption={texts.inAccount(account)} columns={columns}>
        {coins.map((coin) => (
          <CoinRow key={coin.coin} account={account} coin={coin} />
        ))}
      </Table>
    </section>
  );
}

function ReadAt({ readAt, ageSeconds, failed }: Pick<AccountView, 'readAt' | 'ageSeconds' | 'failed'>) {
  const texts = useTexts('balances');
  return (
    <>
      {readAt === undefined || ageSeconds === undefined ? (
        <p class="notice warn">{texts.neverRead}</p>
      ) : (
        <p>
          {texts.readAt} <Moment at={readAt} /> (<Age seconds={ageSeconds} />)
        </p>
      )}
      {failed !== undefined && (
        <p class="notice warn">
          {texts.lookFailed} <Moment at={failed.at} /> (<Age seconds={failed.ageSeconds} />
          ): {failed.code}
        </p>
      )}
    </>
  );
}

function CoinRow({ account, coin: view }: { account: string; coin: CoinView }) {
  const texts = useTexts('balances');
  return (
    <tr>
      <th scope="row">
        <a href={hrefTo(['balances', account, view.coin])} aria-label={texts.historyOf(account, view.coin)}>
          {view.coin}
        </a>
      </th>
      {view.known ? (
        <>
          <td class="number">
            <Amount quantity={view.free} />
          </td>
          <td class="number">
            <Amount quantity={view.locked} />
          </td>
        </>
      ) : (
        <td colSpan={2}>{texts.notKnown}</td>
      )}
      <td class="number">
        <Amount quantity={view.reserved} />
        {view.instructions > 0 && <div class="quiet">{texts.instructions(view.instructions)}</div>}
        {view.feesUnknown > 0 && <div>{texts.feesUnknown(view.feesUnknown)}</div>}
      </td>
      <td class="number">
        {view.known ? <Amount quantity={view.available} /> : texts.notKnown}
        {view.known && view.lacking !== undefined && (
          <strong class="wrong-amount">
            {texts.lacking} <Amount quantity={view.lacking} />
          </strong>
        )}
      </td>
    </tr>
  );
}
