import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { addCounts, type Counts, emptyCounts } from './counts.ts';
import { type Progress, runSeedRange, type SeedRange, type SeedViolation } from './seed-range.ts';

export interface PoolOptions {
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  readonly timeMs: number;
  readonly progress: (counts: Counts, violations: number) => void;
  readonly violated: (violation: SeedViolation) => void;
}

/** So many failing seeds are enough to look at. */
const violationsMax = 5;

/** Runs seeds on as many threads as asked for, and adds up what they tell. */
export async function runPool(options: PoolOptions): Promise<{ counts: Counts; violations: SeedViolation[] }> {
  const counts = emptyCounts();
  const violations: SeedViolation[] = [];
  const report = (progress: Progress): boolean => {
    addCounts(counts, progress.counts);
    violations.push(...progress.violations);
    for (const violation of progress.violations) options.violated(violation);
    options.progress(counts, violations.length);
    return violations.length < violationsMax;
  };
  const { from, seeds, workers, timeMs } = options;
  const spanOf = (index: number) => ({ from: from + index, step: workers, until: from + seeds, timeMs });
  if (workers === 1) await runSeedRange(spanOf(0), report);
  else await Promise.all(Array.from({ length: workers }, (_, index) => inThread(spanOf(index), report)));
  return { counts, violations };
}

async function inThread(range: SeedRange, report: (progress: Progress) => boolean): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: range });
  worker.on('message', (progress: Progress) => {
    if (!report(progress)) void worker.terminate();
  });
  await once(worker, 'exit');
}
