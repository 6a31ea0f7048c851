import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import { markUnknown } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { isolateFailure } from './isolate-failure.ts';
import { orReport } from './or-report.ts';

/**
 * A live sender has its answer, or has given up on it, within this time after its window: it waits 8 s for the answer
 * and 2 s for a connection, and then writes.
 */
const senderGraceMs = 15_000;
/** Our clock and the exchange's are never this far apart. */
const clockGapMaxMs = 3_600_000;

/** Every `sending` whose sender crashed becomes `unknown`. Answers all as they stand then. */
export async function markStaleSending(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
): Promise<Instruction[]> {
  if (!open.some(isSending)) return [...open];
  const exchangeNow = await orReport(dependencies, 'the exchange does not tell the time', () =>
    dependencies.exchange.exchangeTime(),
  );
  const marked: Instruction[] = [];
  for (const instruction of open) {
    const isDead = isSending(instruction) && isStaleSending(instruction, exchangeNow, dependencies.clock.now());
    marked.push(
      isDead ? await isolateFailure(dependencies, instruction, () => mark(dependencies, instruction)) : instruction,
    );
  }
  return marked;
}

function isSending({ state }: Instruction): boolean {
  return state.status === 'sending';
}

/**
 * Whether a `sending` was left behind by a crash. Until its window has passed, its bytes may still be on the way. Where
 * the exchange does not tell its time our own clock decides, with an hour to spare: being unknown concludes nothing
 * yet.
 */
function isStaleSending({ attempts }: Instruction, exchangeNow: Millis | undefined, ownNow: Millis): boolean {
  const attempt = attempts.at(-1);
  assert(attempt !== undefined, 'an instruction that is being sent has an attempt');
  const over = attempt.timestamp + attempt.recvWindow + senderGraceMs;
  return exchangeNow === undefined ? ownNow > over + clockGapMaxMs : exchangeNow > over;
}

async function mark(dependencies: ReconciliationDependencies, instruction: Instruction): Promise<Instruction> {
  const unknown = markUnknown(instruction, 'left-behind', { at: dependencies.clock.now(), by });
  await dependencies.instructions.update(instruction, unknown);
  return unknown;
}
