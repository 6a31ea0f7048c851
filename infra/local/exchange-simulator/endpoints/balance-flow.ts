import type { Json } from '../answers.ts';
import { ExchangeRefusal, illegalParam, missingParam } from '../exchange-refusal.ts';
import { movementTypes } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { visibleWithin } from './visible-records.ts';

const dayMs = 86_400_000;
const windowMaxDays = 30;
/** Trades: 7 days at a time, of the last 14 (exchange-api.md 3.13). */
const tradeWindowMaxDays = 7;
const tradeBackMaxDays = 14;

/**
 * exchange-api.md 3.13: the fund statement, final movements only. `beginId` is a cursor and not part of the page.
 * ASSUMPTION A8: 500 lines if `limit` is left out, at most 1000, the earliest first.
 */
export const balanceFlow: Endpoint = (call) => {
  const { state, params } = call;
  const type = movementTypes.find((each) => each === params.required('type'));
  if (type === undefined) throw new ExchangeRefusal('-2026');
  const limit = params.limit(500, 1_000);
  checkRange(call, type === 'trade');
  const accountId = params.optional('accountId');
  const clientOrderId = params.optional('clientOrderId');
  const remark = params.optional('remark');
  const beginId = readCursor(params.optional('beginId') ?? '0');
  return visibleWithin(call, state.records.movements)
    .filter((item) => item.type === type && BigInt(item.id) > beginId)
    .filter((item) => accountId === undefined || item.accountIds.includes(accountId))
    .filter((item) => clientOrderId === undefined || item.clientOrderId === clientOrderId)
    .filter((item) => remark === undefined || item.remark === remark)
    .slice(0, Math.min(limit, state.settings.pageMax))
    .map((item): Json => item.row);
};

/** Ids are longer than a Number holds. */
function readCursor(text: string): bigint {
  if (!/^\d{1,20}$/.test(text)) throw illegalParam('beginId');
  return BigInt(text);
}

function checkRange({ params, now }: Call, isTrade: boolean): void {
  const start = params.time('startTime');
  const end = params.time('endTime');
  if (start === undefined) throw missingParam('startTime');
  if (end === undefined) throw missingParam('endTime');
  const days = isTrade ? tradeWindowMaxDays : windowMaxDays;
  if (end - start > days * dayMs) throw new ExchangeRefusal('-2027', `Exceed maximum time range of ${days} days.`);
  if (isTrade && start < now - tradeBackMaxDays * dayMs) {
    throw new ExchangeRefusal('-2027', `Trades can be searched for the last ${tradeBackMaxDays} days.`);
  }
}
