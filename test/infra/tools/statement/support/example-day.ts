import { amount } from '../../../../../functions/shared/core/amount.ts';
import { signedAmount } from '../../../../../functions/shared/core/signed-amount.ts';
import type { StatementRow } from '../../../../../functions/shared/statements/statement.ts';
import { balanced, statementDay, statementRow } from '../../../../support/statements.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);

const payInUsd = statementRow({
  id: '11',
  time: at('01:00:00'),
  type: 'fiatDeposit',
  coin: 'USD',
  feeCoin: 'USD',
  amount: signedAmount('1000'),
  exchangeOrderId: 'FD1',
  counterparty: '0128750123456',
  remark: 'invoice <7> & more',
});

const bought: StatementRow[] = [
  statementRow({
    id: '12',
    time: at('02:00:00'),
    type: 'trade',
    coin: 'USD',
    feeCoin: 'USD',
    amount: signedAmount('-500.25'),
    fee: amount('0.5'),
    exchangeOrderId: 'T1',
  }),
  statementRow({ id: '12', time: at('02:00:00'), type: 'trade', amount: signedAmount('500'), exchangeOrderId: 'T1' }),
];

const paidOut = statementRow({
  id: '13',
  time: at('03:00:00.500'),
  type: 'withdraw',
  amount: signedAmount('-50'),
  fee: amount('0.0001'),
  feeCoin: 'ETH',
  exchangeOrderId: 'W1',
  clientOrderId: 'inv-1',
  chain: 'ETH',
  counterparty: '0x52908400098527886E0F7030069857D2E4169EE7',
  transactionHash: '0xfeed',
  instruction: { id: 'inv-1', kind: 'withdrawal', requestedBy: 'alice@example.com', approvedBy: ['bob@example.com'] },
});

const moved = statementRow({
  id: '14',
  time: at('04:00:00'),
  type: 'transfer',
  amount: signedAmount('-100'),
  exchangeOrderId: 'X1',
  counterparty: 'trading',
  instruction: { id: 'sweep-1', kind: 'asset-transfer', requestedBy: 'sweep:back', approvedBy: [] },
});

const refunded = statementRow({
  id: '15',
  time: at('05:00:00'),
  type: 'refund',
  amount: signedAmount('7'),
  fee: amount('1'),
  exchangeOrderId: 'refund_D9',
});

/** A day with one of each: fiat in, a trade, a payment whose fee is in another coin, a transfer, a refund with a fee. */
export const exampleDay = balanced(statementDay('2026-11-20'), { ETH: '1', HKD: '0', USD: '200', USDT: '300' }, [
  payInUsd,
  ...bought,
  paidOut,
  moved,
  refunded,
]);
