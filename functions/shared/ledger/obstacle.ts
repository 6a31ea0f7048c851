import type { HeldReason } from '../core/held-reasons.ts';
import type { Hold } from './hold.ts';
import type { Stamp } from './instruction/apply-transition.ts';
import type { Instruction } from './instruction/instruction.ts';
import type { Readiness } from './instruction/readiness.ts';
import type { ReasonCode } from './instruction/reasons.ts';
import { hold, reject } from './instruction/transitions.ts';

/**
 * What stands in the way of an approved instruction. It is looked for twice by one and the same list of conditions:
 * before anything is written, and with all read anew once the attempt is written and nothing has left. So what the
 * first look would refuse now, the last one refuses.
 */
export type Obstacle =
  /** Not now or not by us, or its time is over. */
  | Exclude<Readiness, { kind: 'go' }>
  /** What was allowed yesterday is not today. */
  | { readonly kind: 'forbidden'; readonly reason: ReasonCode }
  /** It only waits for something, such as people or a time. */
  | { readonly kind: 'waits'; readonly hold: Hold };

/** What the first look makes of it: it ends, or is held. The same instruction where it stays as it is. */
export function stopFor(obstacle: Obstacle, instruction: Instruction, stamp: Stamp): Instruction {
  switch (obstacle.kind) {
    case 'leave':
      return instruction;
    case 'end':
      return obstacle.next;
    case 'forbidden':
      return reject(instruction, obstacle.reason, stamp);
    case 'waits':
      return waitsAlready(instruction, obstacle.hold) ? instruction : hold(instruction, obstacle.hold, stamp);
  }
}

/** These last until somebody or something else ends them: looked at again meanwhile, the history does not grow. */
const longReasons: ReadonlySet<HeldReason> = new Set<HeldReason>(['paused', 'funding']);

function waitsAlready({ state }: Instruction, { reason }: Hold): boolean {
  return state.status === 'approved' && state.heldReason === reason && longReasons.has(reason);
}

/** What the last look says of it: its attempt was not posted, and the next first look tells what becomes of it. */
export function heldReasonFor(obstacle: Obstacle | undefined): HeldReason | undefined {
  if (obstacle === undefined) return undefined;
  return obstacle.kind === 'waits' ? obstacle.hold.reason : 'policy-changed';
}

export function waits(reason: HeldReason, notBefore?: number): Obstacle {
  return { kind: 'waits', hold: { reason, code: reason, ...(notBefore === undefined ? {} : { notBefore }) } };
}
