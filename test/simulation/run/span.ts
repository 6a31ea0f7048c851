import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { type Counts, count, noCounts } from './counts.ts';
import type { Violation } from './observed.ts';
import { runSeed } from './seed.ts';

export interface SeedViolation extends Violation {
  readonly seed: number;
}

/** What a worker tells while it goes on. */
export interface Progress {
  readonly counts: Counts;
  readonly violations: readonly SeedViolation[];
}

export interface Span {
  readonly from: number;
  /** This many seeds apart: each worker takes every second one, say. */
  readonly step: number;
  readonly until: number;
  /** Milliseconds of the machine's own time. */
  readonly timeMs: number;
}

const tellEveryMs = 500;

/** Runs seeds one after the other, and tells how far it is. Answers from `tell` false: enough. */
export async function runSpan(
  { from, step, until, timeMs }: Span,
  tell: (progress: Progress) => boolean,
): Promise<void> {
  const began = performance.now();
  let told = began;
  let progress: { counts: Counts; violations: SeedViolation[] } = { counts: noCounts(), violations: [] };
  for (let seed = from; seed < until && performance.now() - began < timeMs; seed += step) {
    const { violation, house } = await runSeed(seed);
    count(progress.counts, house);
    if (violation !== undefined) progress.violations.push({ seed, ...violation });
    if (violation === undefined && performance.now() - told < tellEveryMs) continue;
    // Lets timers and messages have their turn.
    await turn();
    told = performance.now();
    if (!tell(progress)) return;
    progress = { counts: noCounts(), violations: [] };
  }
  tell(progress);
}
