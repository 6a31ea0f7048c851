import { isDeepStrictEqual } from 'node:util';
import { assert } from '../../../functions/shared/core/errors.ts';
import { type Act, type ActName, actNames } from '../cost/usage/operation.ts';
import type { Counted } from '../cost/usage/usage-data.ts';

/** What one run of all acts counts. */
export type Counts = Pick<Counted, 'acts' | 'sizes' | 'metricSeries'>;

/** The counts that several runs agree on, with the middle one of their milliseconds. Throws AssertionError where they do not. */
export function agreed(runs: readonly Counts[]): Counts {
  const [first] = runs;
  assert(first !== undefined, 'something was counted');
  const acts = actNames.map(
    (name) =>
      [
        name,
        agreedAct(
          name,
          runs.map((run) => run.acts[name]),
        ),
      ] as const,
  );
  return { ...first, acts: { ...first.acts, ...Object.fromEntries(acts) } };
}

function agreedAct(name: ActName, runs: readonly Act[]): Act {
  const [first] = runs;
  assert(first !== undefined, 'something was counted');
  for (const run of runs) {
    const { field } = differenceOf(name, first, run) ?? {};
    assert(field === undefined, `${name}: ${field} is not the same in each run`);
  }
  const milliseconds = Object.keys(first.milliseconds).map((service) => [service, middle(runs, service)]);
  return { ...first, milliseconds: Object.fromEntries(milliseconds) };
}

function middle(runs: readonly Act[], service: string): number {
  const sorted = runs.map(({ milliseconds }) => milliseconds[service] ?? 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many bytes of log two runs may differ by: ids and times are not always of the same length. */
const logTolerance = 40;

/**
 * A release begins while the approval still publishes: which of the two is first at the item costs a call more or less, and
 * a write of it. An event may be told twice, and then its receiver is called twice.
 */
const racing: ReadonlySet<ActName> = new Set(['withdrawal-over-http', 'withdrawal-by-event']);
const racedCalls = 1;
const racedUnits = 10;

export interface Difference {
  readonly field: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** The first count in which two runs of an act differ. Milliseconds are no counts. */
export function differenceOf(name: ActName, was: Act, is: Act): Difference | undefined {
  const { milliseconds: _, logBytes: linesWere, ...before } = was;
  const { milliseconds: __, logBytes: linesAre, ...after } = racing.has(name) ? levelled(is, was) : is;
  const differing = Object.entries(before).find(
    ([field, value]) => !isDeepStrictEqual(value, Reflect.get(after, field)),
  );
  if (differing !== undefined) {
    const [field, value] = differing;
    return { field, was: value, is: Reflect.get(after, field) };
  }
  if (Math.abs(linesWere - linesAre) <= logTolerance) return undefined;
  return { field: 'logBytes', was: linesWere, is: linesAre };
}

/** The same act with the other's figures where they differ by no more than a race can make. */
function levelled(act: Act, other: Act): Act {
  const near = (value: number, wanted: number, most: number): number =>
    Math.abs(value - wanted) <= most ? wanted : value;
  const names = new Set([...Object.keys(act.calls), ...Object.keys(other.calls)]);
  const calls = [...names].map(
    (name) => [name, near(act.calls[name] ?? 0, other.calls[name] ?? 0, racedCalls)] as const,
  );
  const invocations = Object.entries(act.invocations).map(
    ([name, count]) => [name, near(count, other.invocations[name] ?? 0, racedCalls)] as const,
  );
  return {
    ...act,
    calls: Object.fromEntries(calls.filter(([, count]) => count > 0)),
    invocations: Object.fromEntries(invocations),
    reads: near(act.reads, other.reads, racedUnits),
    writes: near(act.writes, other.writes, racedUnits),
  };
}
