import type { Draws } from '../engine/draws.ts';
import type { Action } from './plan.ts';

/** Whatever is stopped by people is made to look approved, some time after that. */
export function tampering(draws: Draws): Action[] {
  return ['payment-1', 'payment-2', 'payment-new'].map((of) => {
    const then: Action = { at: 0, kind: 'tamper', of };
    return { at: 0, kind: 'trigger', when: 'stopped', of, nth: 0, afterMs: draws.between(6_000, 90_000), then };
  });
}
