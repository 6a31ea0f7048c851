import { isTreasuryError } from '../base/errors.ts';
import { markUnknown } from '../ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { readinessOf } from '../ledger/instruction/readiness.ts';
import { releaseMessage } from '../ledger/outbox/release-message.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { sweepMessage } from '../ledger/outbox/sweep-message.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import type { Item } from '../ledger/store/table.ts';
import { announceBan } from './announce-ban.ts';
import { followRecords } from './follow-records.ts';
import { isLeftBehind } from './left-behind.ts';
import { by, type ReconciliationParts } from './parts.ts';
import { type Places, readPlaces, settleOthers, settlePlaces } from './places.ts';
import { scanMovements } from './scan-movements.ts';
import { type Counts, noCounts } from './step.ts';

/** Open instructions that one tick looks at. What is over waits for the next one; the oldest come first. */
const pageSize = 100;
const pagesMax = 10;

export interface TickResult extends Readonly<Counts> {
  readonly open: number;
  /** Movements at the exchange that are no instruction of ours. */
  readonly unknownMovements: number;
}

/** Moves every open instruction on as far as it can go. Safe to run twice, and at the same time as everything else. */
export async function tick(parts: ReconciliationParts): Promise<TickResult> {
  await aside(parts, 'a ban could not be announced', () => announceBan(parts));
  const open = await listOpen(parts);
  const moved: Instruction[] = [];
  const places = await readPlaces(parts);
  for (const instruction of open) {
    moved.push(await guarded(parts, instruction, () => moveOn(parts, instruction, places)));
  }
  await aside(parts, 'the places of ended instructions could not be settled', () => settleOthers(parts, places, moved));
  const counts = noCounts();
  await followRecords(parts, moved, counts);
  return { open: open.length, ...counts, unknownMovements: await scanMovements(parts) };
}

/** What is not about an instruction must not keep the instructions waiting. */
async function aside(parts: ReconciliationParts, what: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report(what, { error });
  }
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

async function moveOn(parts: ReconciliationParts, instruction: Instruction, places: Places): Promise<Instruction> {
  const moved = await next(parts, instruction);
  await settlePlaces(parts, places, moved);
  return publishStatus(parts.bus, parts.instructions, moved);
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
  const isPaused = (await parts.pauses.get()) !== undefined;
  const readiness = readinessOf(instruction, approvalExpiryMs, { at: parts.clock.now(), by });
  if (readiness.kind === 'leave') return instruction;
  if (readiness.kind === 'end') {
    await parts.instructions.update(instruction, readiness.next);
    return readiness.next;
  }
  // It would only come back held. The first tick after the pause hands it on.
  if (isPaused) return instruction;
  if (instruction.content.kind === 'asset-transfer') await parts.sweeps.send(sweepMessage(instruction));
  else await parts.releases.send(releaseMessage(instruction));
  return instruction;
}
