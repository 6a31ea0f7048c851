import type { Json } from '../answers.ts';
import { ExchangeRefusal, illegalParam, missingParam } from '../exchange-refusal.ts';
import { type Movement, type MovementType, movementTypes } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { visibilityOf, type Window, windowOf } from './visible-records.ts';

const dayMs = 86_400_000;
const windowMaxDays = 30;
/** Trades: 7 days at a time, of the last 14 (exchange-api.md 3.13). */
const tradeWindowMaxDays = 7;
const tradeBackMaxDays = 14;

/** A line in whole seconds may be listed for a window that ended within its second. */
const secondMs = 1_000;

/**
 * exchange-api.md 3.13: the fund statement, final movements only. `beginId` is a cursor and not part of the page.
 * ASSUMPTION A8: 500 lines if `limit` is left out, at most 1000, the earliest first. What is older than 30 days is left
 * out, or with `oldFlow` refused.
 */
export const balanceFlow: Endpoint = (call) => {
  const { state, params } = call;
  const type = movementTypes.find((each) => each === params.required('type'));
  if (type === undefined) throw new ExchangeRefusal('-2026');
  const limit = params.limit(500, 1_000);
  const window = readWindow(call, type);
  const beginId = readCursor(params.optional('beginId') ?? '0');
  const pageMax = Math.min(limit, state.settings.pageMax);
  const page = call.effects.repeatsFlowRow
    ? repeatingPageOf(call, type, window, beginId, pageMax)
    : pageOf(call, type, window, beginId, pageMax);
  return page.map((item): Json => item.row);
};

/** The line of the cursor once more or, where there is none, the first line twice. */
function repeatingPageOf(...[call, type, window, beginId, pageMax]: Parameters<typeof pageOf>): readonly Movement[] {
  if (beginId > 0n) return pageOf(call, type, window, beginId - 1n, pageMax);
  const page = pageOf(call, type, window, beginId, pageMax);
  return [...page.slice(0, 1), ...page].slice(0, pageMax);
}

function pageOf(call: Call, type: MovementType, window: Window, beginId: bigint, pageMax: number): Movement[] {
  const { flow } = call.state;
  const isVisible = visibilityOf(call, window);
  const isWanted = filterOf(call);
  const page: Movement[] = [];
  for (const item of flow.linesFrom(type, beginId, window.start)) {
    if (page.length >= pageMax) break;
    if (flow.timesRise(type) && item.time >= window.end + secondMs) break;
    if (isWanted(item) && isVisible(item) && BigInt(item.id) > beginId) page.push(item);
  }
  return page;
}

function filterOf({ params }: Call): (item: Movement) => boolean {
  const accountId = params.optional('accountId');
  const clientOrderId = params.optional('clientOrderId');
  const remark = params.optional('remark');
  return (item) =>
    (accountId === undefined || item.accountIds.includes(accountId)) &&
    (clientOrderId === undefined || item.clientOrderId === clientOrderId) &&
    (remark === undefined || item.remark === remark);
}

/** Ids are longer than a Number holds. */
function readCursor(text: string): bigint {
  if (!/^\d{1,20}$/.test(text)) throw illegalParam('beginId');
  return BigInt(text);
}

function readWindow(call: Call, type: MovementType): Window {
  const { params, now, state } = call;
  if (params.time('startTime') === undefined) throw missingParam('startTime');
  if (params.time('endTime') === undefined) throw missingParam('endTime');
  const { start, end } = windowOf(call);
  const days = type === 'trade' ? tradeWindowMaxDays : windowMaxDays;
  if (end - start > days * dayMs) throw new ExchangeRefusal('-2027', `Exceed maximum time range of ${days} days.`);
  if (type === 'trade' && start < now - tradeBackMaxDays * dayMs) {
    throw new ExchangeRefusal('-2027', `Trades can be searched for the last ${tradeBackMaxDays} days.`);
  }
  const oldest = now - windowMaxDays * dayMs;
  if (start >= oldest) return { start, end };
  if (state.settings.oldFlow === 'refused') throw new ExchangeRefusal('-2027');
  return { start: oldest, end };
}
