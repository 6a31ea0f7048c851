import type { Draws } from '../engine/draws.ts';
import { approvers } from './people.ts';
import type { Action, Asked } from './plan.ts';

/** What people say of one instruction, some time after it asks for them. */
export function wordsOf(draws: Draws, { instructionId: of }: Asked, isCalm: boolean): Action[] {
  const word = (by: string, afterMs: number): Action => {
    const then: Action = { at: 0, kind: 'word', of, by, decision: 'approve', isOfThis: true };
    return { at: 0, kind: 'ambush', when: 'awaiting-approval', of, nth: 0, afterMs, then };
  };
  const soonMs = isCalm ? 1_000 : draws.pick([50, 1_000, 1_000, 30_000, 200_000]);
  return approvers.map((by, index) => word(by, isCalm ? soonMs * (index + 1) : draws.between(1, soonMs)));
}
