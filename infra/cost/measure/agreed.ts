import { isDeepStrictEqual } from 'node:util';
import { assert } from '../../../functions/base/errors.ts';
import { type Act, type ActName, actNames } from '../counted/act.ts';
import type { Counted } from '../counted/counted.ts';

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
    const { field } = differenceOf(first, run) ?? {};
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

export interface Difference {
  readonly field: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** The first count in which two acts differ. Milliseconds are no counts. */
export function differenceOf(was: Act, is: Act): Difference | undefined {
  const { milliseconds: _, logBytes: linesWere, ...before } = was;
  const { milliseconds: __, logBytes: linesAre, ...after } = is;
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
