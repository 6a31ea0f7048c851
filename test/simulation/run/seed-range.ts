import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { type Counts, count, emptyCounts } from './counts.ts';
import type { Violation } from './observed.ts';
import { runSeed } from './run-seed.ts';

export interface SeedViolation extends Violation {
  readonly seed: number;
}

/** What a worker tells while it goes on. */
export interface Progress {
  readonly counts: Counts;
  readonly violations: readonly SeedViolation[];
}

export interface SeedRange {
  readonly from: number;
  /** This many seeds apart: each worker takes every second one, say. */
  readonly step: number;
  readonly until: number;
  /** Milliseconds of the machine's own time. */
  readonly timeMs: number;
}

const reportEveryMs = 500;

/** Runs seeds one after the other, and tells how far it is. Answers from `tell` false: enough. */
export async function runSeedRange(
  { from, step, until, timeMs }: SeedRange,
  report: (progress: Progress) => boolean,
): Promise<void> {
  const began = performance.now();
  let reportedAt = began;
  let progress: { counts: Counts; violations: SeedViolation[] } = { counts: emptyCounts(), violations: [] };
  for (let seed = from; seed < until && performance.now() - began < timeMs; seed += step) {
    const { violation, simulation } = await runSeed(seed);
    count(progress.counts, simulation);
    if (violation !== undefined) progress.violations.push({ seed, ...violation });
    if (violation === undefined && performance.now() - reportedAt < reportEveryMs) continue;
    // Lets timers and messages have their turn.
    await turn();
    reportedAt = performance.now();
    if (!report(progress)) return;
    progress = { counts: emptyCounts(), violations: [] };
  }
  report(progress);
}
