import type { Millis } from '../../core/clock.ts';
import type { Stamp } from './apply-transition.ts';
import type { Instruction } from './instruction.ts';
import { attemptsMax, expire, reject } from './transitions.ts';

export type Readiness =
  | { readonly kind: 'go' }
  /** Not now, or not by us: it is held, or further on already. */
  | { readonly kind: 'leave' }
  /** It has come to an end without being sent. `next` is to be written. */
  | { readonly kind: 'end'; readonly next: Instruction };

/** Whether an instruction may be sent now, as far as its own life tells. */
export function readinessOf(instruction: Instruction, approvalExpiryMs: number, stamp: Stamp): Readiness {
  const { state, attempts } = instruction;
  if (state.status !== 'approved') return { kind: 'leave' };
  if (hasExpired(instruction, approvalExpiryMs, stamp.at)) return { kind: 'end', next: expire(instruction, stamp) };
  if (attempts.length >= attemptsMax) return { kind: 'end', next: reject(instruction, 'attempts-exhausted', stamp) };
  return state.notBefore !== undefined && stamp.at < state.notBefore ? { kind: 'leave' } : { kind: 'go' };
}

/** Whether it has waited, for people or for its release, longer than the policy lets it. Counted from the request. */
export function hasExpired({ createdAt }: Instruction, approvalExpiryMs: number, now: Millis): boolean {
  return now - createdAt > approvalExpiryMs;
}
