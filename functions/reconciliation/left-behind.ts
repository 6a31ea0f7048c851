import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';

/**
 * A live sender has its answer, or has given up on it, within this time after its window: it waits 8 s for the answer
 * and 2 s for a connection, and then writes.
 */
const senderGraceMs = 15_000;
/** Our clock and the exchange's are never this far apart. */
const clockGapMaxMs = 3_600_000;

/**
 * Whether a `sending` was left behind by a crash. Until its window has passed, its bytes may still be on the way. Where
 * the exchange does not tell its time our own clock decides, with an hour to spare: being unknown concludes nothing
 * yet.
 */
export function isStaleSending({ attempts }: Instruction, exchangeNow: Millis | undefined, ownNow: Millis): boolean {
  const attempt = attempts.at(-1);
  assert(attempt !== undefined, 'an instruction that is being sent has an attempt');
  const over = attempt.timestamp + attempt.recvWindow + senderGraceMs;
  return exchangeNow === undefined ? ownNow > over + clockGapMaxMs : exchangeNow > over;
}
