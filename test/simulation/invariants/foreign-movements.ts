import type { WorldOptions } from '../plan/plan.ts';
import type { Execution, Invariant, Observed, PublishedEvent } from '../run/observed.ts';
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
  const ours = executions.find(
    (each) => isOurs(each) && mayHaveMoved(each) && !isFlapping(plan) && publishedIds.has(each.order.orderId),
  );
  if (ours !== undefined) return `${ours.order.clientOrderId} is told as a movement that is not ours`;
  const missed = executions.find(
    (each) =>
      !isOurs(each) &&
      isShown(plan.world, each.kind) &&
      each.exchangeAt > (from.get(each.kind) ?? Number.POSITIVE_INFINITY) &&
      !publishedIds.has(each.order.orderId) &&
      !isHidden(events, each),
  );
  return missed === undefined ? undefined : `${missed.order.orderId} (${missed.order.quantity}) is not told`;
}

/** Transfers are only in the fund statement. */
function isShown({ hasBalanceFlow, hidesRecords, cutsPages }: WorldOptions, kind: string): boolean {
  if (hidesRecords) return false;
  return kind === 'asset-transfer' ? hasBalanceFlow : !cutsPages;
}

/** Told as a record that could not be read when its time was looked through. */
function isHidden(events: readonly PublishedEvent[], { kind, exchangeAt }: Execution): boolean {
  return events.some(({ type, detail }) => {
    if (type !== 'UnknownMovement' || detail.reason !== 'unreadable' || detail.kind !== kind) return false;
    return exchangeAt >= Date.parse(String(detail.from)) && exchangeAt <= Date.parse(String(detail.to));
  });
}
