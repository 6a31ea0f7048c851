import type { Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { markUnknown } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { by, type ReconciliationParts } from './dependencies.ts';
import { guarded } from './isolate-failure.ts';
import { isLeftBehind } from './left-behind.ts';

/** Every `sending` whose sender crashed becomes `unknown`. Answers all as they stand then. */
export async function markLeftBehind(parts: ReconciliationParts, open: readonly Instruction[]): Promise<Instruction[]> {
  if (!open.some(isSending)) return [...open];
  const exchangeNow = await exchangeTime(parts);
  const marked: Instruction[] = [];
  for (const instruction of open) {
    const isDead = isSending(instruction) && isLeftBehind(instruction, exchangeNow, parts.clock.now());
    marked.push(isDead ? await guarded(parts, instruction, () => mark(parts, instruction)) : instruction);
  }
  return marked;
}

function isSending({ state }: Instruction): boolean {
  return state.status === 'sending';
}

async function mark(parts: ReconciliationParts, instruction: Instruction): Promise<Instruction> {
  const unknown = markUnknown(instruction, 'left-behind', { at: parts.clock.now(), by });
  await parts.instructions.update(instruction, unknown);
  return unknown;
}

async function exchangeTime(parts: ReconciliationParts): Promise<Millis | undefined> {
  try {
    return await parts.exchange.exchangeTime();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report('the exchange does not tell the time', { error });
    return undefined;
  }
}
