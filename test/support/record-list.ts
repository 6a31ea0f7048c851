import { noon } from './clock.ts';
import { acmeAddress, custodyAccount, tradingAccount } from './instructions.ts';
import type { Reply } from './scripted-exchange.ts';

type Answering = Extract<Reply, (...args: never) => unknown>;

export const ordersPath = '/api/v1/account/withdrawOrders';
export const fiatPath = '/api/v1/account/fiat/history';
export const balanceFlowPath = '/api/v1/account/balanceFlow';

export const exchangeInfoPath = '/api/v1/exchangeInfo';
export const balancesPath = '/api/v1/account';
export const accountTypePath = '/api/v1/account/type';

/** The accounts that a key sees. */
export function accountList(...ids: readonly string[]): { readonly status: number; readonly body: string } {
  const rows = ids.map((accountId) => ({ accountId, accountLabel: 'Main', accountType: '1' }));
  return { status: 200, body: JSON.stringify(rows) };
}

/** An order of ours that is known to be in the records: a reading that does not show it shows nothing. */
export const knownOrder = { exchangeOrderId: '900', time: noon - 3_600_000 };

/**
 * Its line, in the list of withdrawals, of payments to banks and of transfers. It is like nothing that a test asks for.
 */
export function knownRecord(kind: 'withdrawal' | 'fiat-withdrawal' | 'asset-transfer'): object {
  const { exchangeOrderId: id, time: at } = knownOrder;
  const time = String(at);
  const [from, to] = [custodyAccount, tradingAccount];
  switch (kind) {
    case 'withdrawal':
      return withdrawalRecord({ id, time, coin: 'BTC', quantity: '7', remark: 'known' });
    case 'fiat-withdrawal':
      return fiatRecord({ orderId: id, createdTime: time, asset: 'HKD', grossAmount: '7', remark: 'known' });
    case 'asset-transfer':
      return {
        id: '1',
        orderId: id,
        fromAccountId: from,
        toAccountId: to,
        transferCcy: 'BTC',
        netTransferAmount: '7',
        transactTime: time,
      };
  }
}

/**
 * The exchange's list of these rows: those in the window that is asked for. Rows without a readable time are always in
 * it.
 */
export function recordList(...rows: readonly object[]): Answering {
  return ({ target }) => {
    const query = new URL(`http://x${target}`).searchParams;
    const [start, end] = [Number(query.get('startTime')), Number(query.get('endTime'))];
    const beginId = Number(query.get('beginId') ?? 0);
    const isAsked = (row: object) => {
      const none = { time: undefined, transactTime: undefined, createdTime: undefined, id: undefined };
      const { time, transactTime, createdTime, id } = { ...none, ...row };
      const at = Number(time ?? transactTime ?? createdTime ?? start);
      return at >= start && at <= end && !(transactTime !== undefined && Number(id) <= beginId);
    };
    return { status: 200, body: JSON.stringify(rows.filter(isAsked)) };
  };
}

/** The line of the withdrawal that support/instructions.ts asks for, done, taken a second after noon. */
export function withdrawalRecord(changes: Record<string, unknown> = {}): object {
  return {
    time: String(noon + 1_000),
    id: 'W1',
    coin: 'USDT',
    address: acmeAddress,
    quantity: '1250.5',
    status: 'successful',
    ...changes,
  };
}

/** The line of the payment that support/instructions.ts asks for, done, taken a second after noon. */
export function fiatRecord(changes: Record<string, unknown> = {}): object {
  return {
    orderId: 'FW1',
    type: 'withdraw',
    asset: 'USD',
    grossAmount: '1250.50',
    netAmount: '1275.50',
    fee: '25',
    status: 'successful',
    createdTime: String(noon + 1_000),
    channel: 'auto',
    ...changes,
  };
}

/** The list of one channel has these rows, and the other's has none. */
export function onChannel(channel: 'auto' | 'manual', ...rows: object[]): Answering {
  const list = recordList(...rows);
  const none = recordList();
  return (request) => {
    const isAsked = new URL(`http://x${request.target}`).searchParams.get('channel') === channel;
    return isAsked ? list(request) : none(request);
  };
}
