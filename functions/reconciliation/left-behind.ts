import type { Millis } from '../base/clock.ts';
import { assert } from '../base/errors.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';

/**
 * A live sender has its answer, or has given up on it, within this time after its window: it waits 8 s for the answer
 * and 2 s for a connection, and then writes.
 */
const senderGraceMs = 15_000;

/** Whether a `sending` was left behind by a crash. Until its window has passed, its bytes may still be on the way. */
export function isLeftBehind(instruction: Instruction, exchangeNow: Millis): boolean {
  const attempt = instruction.attempts.at(-1);
  assert(attempt !== undefined, 'an instruction that is being sent has an attempt');
  return exchangeNow > attempt.timestamp + attempt.recvWindow + senderGraceMs;
}
