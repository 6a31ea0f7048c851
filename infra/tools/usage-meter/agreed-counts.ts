import { isDeepStrictEqual } from 'node:util';
import { assert } from '../../../functions/shared/core/errors.ts';
import { type OperationCounts, type OperationName, operationNames } from '../cost/usage/operation.ts';
import type { UsageData } from '../cost/usage/usage-data.ts';

/** What one run of all operations counts. */
export type RunCounts = Pick<UsageData, 'acts' | 'sizes' | 'metricSeries'>;

/**
 * The counts that several runs agree on, with the middle one of their milliseconds. Throws AssertionError where they do
 * not.
 */
export function agreedCounts(runs: readonly RunCounts[]): RunCounts {
  const [first] = runs;
  assert(first !== undefined, 'something was counted');
  const acts = operationNames.map(
    (name) =>
      [
        name,
        agreedOperation(
          name,
          runs.map((run) => run.acts[name]),
        ),
      ] as const,
  );
  return { ...first, acts: { ...first.acts, ...Object.fromEntries(acts) } };
}

function agreedOperation(name: OperationName, runs: readonly OperationCounts[]): OperationCounts {
  const [first] = runs;
  assert(first !== undefined, 'something was counted');
  for (const run of runs) {
    const difference = differenceOf(name, first, run);
    const counts = JSON.stringify([difference?.was, difference?.is]);
    assert(difference === undefined, `${name}: ${difference?.field} is not the same in each run: ${counts}`);
  }
  const milliseconds = Object.keys(first.milliseconds).map((service) => [service, median(runs, service)]);
  return { ...first, milliseconds: Object.fromEntries(milliseconds) };
}

function median(runs: readonly OperationCounts[], service: string): number {
  const sorted = runs.map(({ milliseconds }) => milliseconds[service] ?? 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * A release begins while the approval still publishes: which of the two is first at the item costs a call more or less,
 * and a write of it. Two events may be published twice: then their receivers are called twice, and the entries of the
 * search index that go with them are written twice.
 */
const racingOperations: ReadonlySet<OperationName> = new Set(['withdrawal-over-http', 'withdrawal-by-event']);
const raced = { calls: 24, events: 4, units: 80, logBytes: 8_000 };

/**
 * Elsewhere a slot of a key that another function took first costs a look and a write more; the tick reads every few
 * minutes, and people are notified a moment later, in one operation or in the next.
 */
const racedForSlot = { calls: 12, events: 3, units: 32, logBytes: 4_000 };

export interface Difference {
  readonly field: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** The first count in which two runs of an operation differ. Milliseconds are no counts. */
export function differenceOf(name: OperationName, was: OperationCounts, is: OperationCounts): Difference | undefined {
  const most = racingOperations.has(name) ? raced : racedForSlot;
  const { milliseconds: _, logBytes: linesWere, ...before } = was;
  const { milliseconds: __, logBytes: linesAre, ...after } = alignRaced(is, was, most);
  const differing = Object.entries(before).find(
    ([field, value]) => !isDeepStrictEqual(value, Reflect.get(after, field)),
  );
  if (differing !== undefined) {
    const [field, value] = differing;
    return { field, was: value, is: Reflect.get(after, field) };
  }
  if (Math.abs(linesWere - linesAre) <= most.logBytes) return undefined;
  return { field: 'logBytes', was: linesWere, is: linesAre };
}

/** The same operation with the other's counts where they differ by no more than a race can make. */
function alignRaced(operation: OperationCounts, other: OperationCounts, most: typeof raced): OperationCounts {
  const near = (value: number, wanted: number, apart: number): number =>
    Math.abs(value - wanted) <= apart ? wanted : value;
  const aligned = (
    counts: Readonly<Record<string, number>>,
    wanted: Readonly<Record<string, number>>,
    apart: number,
  ) => {
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(counts)])];
    const all = names.map((name) => [name, near(counts[name] ?? 0, wanted[name] ?? 0, apart)] as const);
    return Object.fromEntries(all.filter(([, count]) => count > 0));
  };
  return {
    ...operation,
    calls: aligned(operation.calls, other.calls, most.calls),
    invocations: aligned(operation.invocations, other.invocations, most.events),
    // What the tick reads of the exchange every few minutes falls into one operation or another.
    exchange: aligned(operation.exchange, other.exchange, 2),
    reads: near(operation.reads, other.reads, most.units),
    writes: near(operation.writes, other.writes, most.units),
    events: near(operation.events, other.events, most.events),
    notifications: near(operation.notifications, other.notifications, most.events),
  };
}
