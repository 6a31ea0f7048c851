import type { OperationCounts } from '../cost/usage/operation.ts';

type Counts = Readonly<Record<string, number>>;

/** Two operations as one. */
export function addCounts(a: OperationCounts, b: OperationCounts): OperationCounts {
  return combineCounts(a, b, (one, other) => one + other);
}

/** What the one does beside the other. Milliseconds and bytes that chance made fewer are none. */
export function subtractCounts(operation: OperationCounts, other: OperationCounts): OperationCounts {
  return combineCounts(operation, other, (one, less) => Math.max(0, one - less));
}

function combineCounts(
  a: OperationCounts,
  b: OperationCounts,
  combine: (one: number, other: number) => number,
): OperationCounts {
  const counts = (one: Counts, other: Counts): Record<string, number> => {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const all = [...names].map((name) => [name, combine(one[name] ?? 0, other[name] ?? 0)] as const);
    return Object.fromEntries(all.filter(([, count]) => count > 0));
  };
  return {
    invocations: counts(a.invocations, b.invocations),
    milliseconds: counts(a.milliseconds, b.milliseconds),
    calls: counts(a.calls, b.calls),
    exchange: counts(a.exchange, b.exchange),
    reads: combine(a.reads, b.reads),
    writes: combine(a.writes, b.writes),
    queueRequests: combine(a.queueRequests, b.queueRequests),
    events: combine(a.events, b.events),
    notifications: combine(a.notifications, b.notifications),
    scheduled: combine(a.scheduled, b.scheduled),
    httpRequests: combine(a.httpRequests, b.httpRequests),
    logBytes: combine(a.logBytes, b.logBytes),
  };
}
