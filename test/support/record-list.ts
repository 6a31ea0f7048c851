import { noon } from './clock.ts';
import { acmeAddress } from './instructions.ts';
import type { Reply } from './scripted-exchange.ts';

export const ordersPath = '/api/v1/account/withdrawOrders';
export const flowPath = '/api/v1/account/balanceFlow';

/** The exchange's list of these rows: those in the window that is asked for. Rows without a readable time are always in it. */
export function recordList(...rows: readonly object[]): Reply {
  return ({ target }) => {
    const query = new URL(`http://x${target}`).searchParams;
    const [start, end] = [Number(query.get('startTime')), Number(query.get('endTime'))];
    const beginId = Number(query.get('beginId') ?? 0);
    const isAsked = (row: object) => {
      const { time, transactTime, id } = { time: undefined, transactTime: undefined, id: undefined, ...row };
      const at = Number(time ?? transactTime ?? start);
      return at >= start && at <= end && !(transactTime !== undefined && Number(id) <= beginId);
    };
    return { status: 200, body: JSON.stringify(rows.filter(isAsked)) };
  };
}

/** The line of the withdrawal that support/instructions.ts asks for, done, taken a second after noon. */
export function orderRow(changes: Record<string, unknown> = {}): object {
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
