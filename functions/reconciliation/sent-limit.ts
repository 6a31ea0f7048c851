import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type Policy, sentLimitMinMs } from '../shared/ledger/policy/policy.ts';

/** No policy asks people sooner: until then it need not be read. */
export function mayBeSentTooLong(instruction: Instruction, now: Millis): boolean {
  return isSentLonger(instruction, now, sentLimitMinMs);
}

/** Whether the exchange has had it for longer than the policy waits without asking people. */
export function isSentTooLong(
  instruction: Instruction,
  { sentLimitMs }: Pick<Policy, 'sentLimitMs'>,
  now: Millis,
): boolean {
  return isSentLonger(instruction, now, sentLimitMs[instruction.content.kind]);
}

/** Counted on our own clock, from the moment at which it was written down that the exchange took it. */
function isSentLonger({ state, history }: Instruction, now: Millis, ms: number): boolean {
  if (state.status !== 'sent') return false;
  const since = history.find(({ to }) => to === 'sent')?.at;
  assert(since !== undefined, 'what is sent was sent once');
  return now - since > ms;
}
