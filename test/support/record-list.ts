import { noon } from './clock.ts';
import { acmeAddress } from './instructions.ts';
import type { Reply } from './scripted-exchange.ts';

type Answering = Extract<Reply, (...args: never) => unknown>;

export const ordersPath = '/api/v1/account/withdrawOrders';
export const fiatPath = '/api/v1/account/fiat/history';
export const balanceFlowPath = '/api/v1/account/balanceFlow';

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
