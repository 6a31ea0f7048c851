import type { Millis } from '../../shared/core/clock.ts';

/** `late`: not as it should be, and nothing is lost yet. `unknown`: it never happened, or cannot be read. */
export type Standing = 'good' | 'late' | 'bad' | 'unknown';

/** From which age on something is late, and from which on bad. */
export interface AgeLimits {
  readonly lateAfterMs: number;
  readonly badAfterMs: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** What is bad here is what an alarm is about; late is what is later than it is on any good day. */
export const ageLimits = {
  /** Each account is looked at once in five minutes. */
  tick: { lateAfterMs: 7 * minute, badAfterMs: 15 * minute },
  account: { lateAfterMs: 7 * minute, badAfterMs: 15 * minute },
  terms: { lateAfterMs: 20 * minute, badAfterMs: hour },
  deposits: { lateAfterMs: 5 * minute, badAfterMs: 15 * minute },
  key: { lateAfterMs: 26 * hour, badAfterMs: 72 * hour },
  /** A day, and what an export takes. */
  export: { lateAfterMs: 28 * hour, badAfterMs: 38 * hour },
  /** Since the end of the last day that has a statement: a day, and what a statement waits for. */
  statements: { lateAfterMs: 30 * hour, badAfterMs: 51 * hour },
} as const satisfies Record<string, AgeLimits>;

/** How something stands that happened at `at` last. */
export function standingOf(at: Millis | undefined, { lateAfterMs, badAfterMs }: AgeLimits, now: Millis): Standing {
  if (at === undefined) return 'unknown';
  const age = now - at;
  // Clocks differ a little. What is said to happen much later did not happen.
  if (age < -lateAfterMs) return 'unknown';
  if (age > badAfterMs) return 'bad';
  return age > lateAfterMs ? 'late' : 'good';
}

const byWeight: readonly Standing[] = ['good', 'late', 'unknown', 'bad'];

/** The worst of them: what nobody knows is worse than what is late. */
export function worstOf(standings: readonly Standing[]): Standing {
  return byWeight.findLast((each) => standings.includes(each)) ?? 'unknown';
}
