import { markUnknown } from '../ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { readinessOf } from '../ledger/instruction/readiness.ts';
import { releaseMessage } from '../ledger/outbox/release-message.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { sweepMessage } from '../ledger/outbox/sweep-message.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import type { Item } from '../ledger/store/table.ts';
import { followRecords } from './follow-records.ts';
import { isLeftBehind } from './left-behind.ts';
import { by, type ReconciliationParts } from './parts.ts';

/** Open instructions that one tick looks at. What is over waits for the next one; the oldest come first. */
const pageSize = 100;
const pagesMax = 10;

export interface TickResult {
  readonly open: number;
  /** Unknown ones that were found in the exchange's records. */
  readonly found: number;
  readonly settled: number;
  readonly failed: number;
}

/** Moves every open instruction on as far as it can go. Safe to run twice, and at the same time as everything else. */
export async function tick(parts: ReconciliationParts): Promise<TickResult> {
  const open = await listOpen(parts);
  const moved: Instruction[] = [];
  for (const instruction of open) moved.push(await guarded(parts, instruction, () => moveOn(parts, instruction)));
  return { open: open.length, ...(await followRecords(parts, moved)) };
}

async function listOpen(parts: ReconciliationParts): Promise<Instruction[]> {
  const open: Instruction[] = [];
  let after: Item | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { instructions, corrupt, next } = await parts.instructions.listOpen(pageSize, after);
    open.push(...instructions);
    for (const error of corrupt) parts.report('an item is corrupt', { error: error.message });
    if (next === undefined) return open;
    after = next;
  }
  return open;
}

/** Somebody else moving it first is no trouble; any other error is told, and the next instruction has its turn. */
async function guarded(
  parts: ReconciliationParts,
  instruction: Instruction,
  action: () => Promise<Instruction>,
): Promise<Instruction> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof VersionConflictError) return error.current;
    const { instructionId } = instruction.content;
    parts.report('an instruction could not be moved on', { instructionId, error });
    return instruction;
  }
}

async function moveOn(parts: ReconciliationParts, instruction: Instruction): Promise<Instruction> {
  return publishStatus(parts.bus, parts.instructions, await next(parts, instruction));
}

async function next(parts: ReconciliationParts, instruction: Instruction): Promise<Instruction> {
  const { status } = instruction.state;
  if (status === 'approved') return handOn(parts, instruction);
  if (status !== 'sending') return instruction;
  if (!isLeftBehind(instruction, await parts.exchange.exchangeTime())) return instruction;
  const unknown = markUnknown(instruction, 'left-behind', { at: parts.clock.now(), by });
  await parts.instructions.update(instruction, unknown);
  return unknown;
}

/** An approved instruction whose message was lost, or whose time to go again has come. */
async function handOn(parts: ReconciliationParts, instruction: Instruction): Promise<Instruction> {
  const { approvalExpiryMs } = await parts.policies.get();
  const readiness = readinessOf(instruction, approvalExpiryMs, { at: parts.clock.now(), by });
  if (readiness.kind === 'leave') return instruction;
  if (readiness.kind === 'end') {
    await parts.instructions.update(instruction, readiness.next);
    return readiness.next;
  }
  if (instruction.content.kind === 'asset-transfer') await parts.sweeps.send(sweepMessage(instruction));
  else await parts.releases.send(releaseMessage(instruction));
  return instruction;
}
