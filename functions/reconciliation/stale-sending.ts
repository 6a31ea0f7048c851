import type { Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { markUnknown } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { isolateFailure } from './isolate-failure.ts';
import { isStaleSending } from './left-behind.ts';

/** Every `sending` whose sender crashed becomes `unknown`. Answers all as they stand then. */
export async function markStaleSending(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
): Promise<Instruction[]> {
  if (!open.some(isSending)) return [...open];
  const exchangeNow = await exchangeTime(dependencies);
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

async function mark(dependencies: ReconciliationDependencies, instruction: Instruction): Promise<Instruction> {
  const unknown = markUnknown(instruction, 'left-behind', { at: dependencies.clock.now(), by });
  await dependencies.instructions.update(instruction, unknown);
  return unknown;
}

async function exchangeTime(dependencies: ReconciliationDependencies): Promise<Millis | undefined> {
  try {
    return await dependencies.exchange.exchangeTime();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the exchange does not tell the time', { error });
    return undefined;
  }
}
