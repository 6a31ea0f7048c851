import { iso } from '../../../../functions/shared/core/clock.ts';
import { csvText } from '../../../../functions/shared/core/csv.ts';
import { sizeOf } from '../../../../functions/shared/core/signed-amount.ts';
import type { Format } from '../format.ts';
import { type BalanceChange, changesOf, isOut } from './movement.ts';

const header = [
  'Year',
  'Month',
  'Day',
  'Time',
  'Organizational Wallet',
  'Participating Wallet',
  'Network',
  'Direction',
  'Financial Action',
  'Asset Identifier',
  'Amount',
  'Fiat Value',
  'Fiat Currency',
  'Transaction Hash',
  'Transfer ID',
  'Function Name',
  'Method ID',
];

/** Stands for the place of what moved on no chain. */
const exchange = 'HashKey Exchange';

/** TRES's upload of transactions: a line changes one balance of one wallet, and an account of ours is a wallet. */
export const tres: Format = {
  needs: [],
  async *write(days, { coin }) {
    yield csvText([header]);
    for await (const day of days) {
      if (day.kind !== 'complete') continue;
      // A row of another coin is among them where its fee is of the chosen one.
      const changes = day.rows.flatMap(changesOf).filter((each) => coin === undefined || each.coin === coin);
      for (const change of changes) yield csvText([line(day.account, change)]);
    }
  },
};

function line(account: string, { kind, coin, amount, row }: BalanceChange): string[] {
  const [date = '', time = ''] = iso(row.time).split('T');
  const id = [account, row.type, row.id, row.coin, ...(kind === 'fee' ? ['fee'] : [])].join('-');
  return [
    ...date.split('-'),
    time.slice(0, 8),
    account,
    kind === 'fee' ? exchange : (row.counterparty ?? exchange),
    row.chain ?? exchange,
    isOut(amount) ? 'outflow' : 'inflow',
    kind === 'fee' ? 'fee' : row.type,
    coin,
    sizeOf(amount),
    '',
    '',
    row.transactionHash ?? row.exchangeOrderId,
    id,
    '',
    '',
  ];
}
