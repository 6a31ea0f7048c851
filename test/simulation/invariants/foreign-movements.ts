import type { Plan, WorldOptions } from '../plan/plan.ts';
import { hasKnownOrders } from '../run/known-orders.ts';
import type { Execution, Invariant, Observed, PublishedEvent } from '../run/observed.ts';
import { recordOf } from '../run/raw.ts';
import { isFlapping, isOurs, mayHaveMoved } from './support.ts';

/** What moved past us is told to people, and nothing of ours is taken for such. */
export const foreignMovements: Invariant = {
  name: 'movements that are not ours are told, and only those',
  watch: (observed) => {
    /** From when on movements of a kind are looked through: the first look only notes that. */
    const from = new Map<string, number>();
    return {
      written: ({ pk, item, before }) => {
        if (pk.startsWith(scans) && before === undefined) from.set(pk.slice(scans.length), Number(item.until));
        return undefined;
      },
      ended: () => ended(observed, from),
    };
  },
};

const scans = 'movement-scan#';

function ended(observed: Observed, from: ReadonlyMap<string, number>): string | undefined {
  const { events, executions, plan } = observed;
  const publishedIds = new Set(
    events.filter(({ type }) => type === 'UnknownMovement').map(({ detail }) => detail.exchangeOrderId),
  );
  // An order that the exchange failed moved nothing, and people who saw nothing move may still be told of it. One that
  // the records show with other content is not ours, as far as they tell.
  const isOursTold = (each: Execution) =>
    isOurs(each) && mayHaveMoved(each) && !isShownAfterDecision(observed, each) && publishedIds.has(each.order.orderId);
  const ours = plan.world.altersRows || isFlapping(plan) ? undefined : executions.find(isOursTold);
  if (ours !== undefined) return `${ours.order.clientOrderId} is told as a movement that is not ours`;
  const unread = events.find(({ type, detail }) => type === 'UnknownMovement' && detail.reason === 'unreadable');
  if (unread !== undefined && isEveryRowReadable(plan))
    return `${unread.detail.count} rows are told as unreadable, and all of them can be read`;
  const missed = executions.find(
    (each) =>
      !isOurs(each) &&
      isShown(plan.world, each.kind) &&
      each.exchangeAt > (from.get(each.kind) ?? Number.POSITIVE_INFINITY) &&
      !publishedIds.has(each.order.orderId) &&
      !mayPassOverEmptyLists(observed) &&
      !isHidden(events, each),
  );
  return missed === undefined ? undefined : `${missed.order.orderId} (${missed.order.quantity}) is not told`;
}

/** As functions/reconciliation/movement-claims.ts has it. */
const quietMs = 600_000;

/** People said that it had moved, and the exchange shows it with a time after that: it may be a second one. */
function isShownAfterDecision({ item, events }: Observed, { order }: Execution): boolean {
  const { state, updatedAt } = recordOf(item(`instruction#${order.clientOrderId}`) ?? {});
  const decidedAt = Date.parse(String(updatedAt));
  const isLater = ({ detail }: PublishedEvent) =>
    detail.exchangeOrderId === order.orderId && Date.parse(String(detail.time)) > decidedAt + quietMs;
  return recordOf(state ?? {}).reason === 'resolved' && events.some(isLater);
}

/** Where no order of ours is known to be there, a list that shows nothing looks like an hour in which nothing moved. */
function mayPassOverEmptyLists({ plan }: Observed): boolean {
  return !hasKnownOrders(plan) && plan.actions.some((action) => action.kind === 'outage' && action.how === 'empty');
}

/** Its lists show all that they have, at each look the same. */
function isEveryRowReadable({ world, rates, actions }: Plan): boolean {
  const isOddWorld = world.hidesRecords || world.cutsPages;
  const isOddRead = Object.keys(rates).some((kind) => kind.startsWith('read-') || kind.startsWith('record-'));
  return !isOddWorld && !isOddRead && !actions.some(({ kind }) => kind === 'outage');
}

/** Transfers are only in the fund statement. */
function isShown({ hasBalanceFlow, hidesRecords, hasForeignReadKey, cutsPages }: WorldOptions, kind: string): boolean {
  if (hidesRecords || hasForeignReadKey) return false;
  return kind === 'asset-transfer' ? hasBalanceFlow : !cutsPages;
}

/** Told as a record that could not be read when its time was looked through: a list may show no part of a second. */
function isHidden(events: readonly PublishedEvent[], { kind, exchangeAt }: Execution): boolean {
  const shownAt = exchangeAt - (exchangeAt % 1_000);
  return events.some(({ type, detail }) => {
    if (type !== 'UnknownMovement' || detail.reason !== 'unreadable' || detail.kind !== kind) return false;
    return exchangeAt >= Date.parse(String(detail.from)) && shownAt <= Date.parse(String(detail.to));
  });
}
