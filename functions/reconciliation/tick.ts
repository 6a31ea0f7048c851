import { isTreasuryError } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { tellChanges } from '../shared/ledger/messaging/pause-events.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { type Counts, noCounts } from './advance.ts';
import { announceBan } from './announce-ban.ts';
import { keepPolicyKnown } from './announce-policy.ts';
import { failingOnce } from './circuit-breaker.ts';
import type { ReconciliationParts } from './dependencies.ts';
import { followRecords } from './follow-records.ts';
import { guarded } from './isolate-failure.ts';
import { listOpen } from './list-open.ts';
import { type Places, readPlaces, settleOthers, settlePlaces } from './orphaned-reservations.ts';
import { handOn } from './requeue-approved.ts';
import { askForReport } from './retry-task-callback.ts';
import { scanMovements } from './scan-movements.ts';
import { markLeftBehind } from './stale-sending.ts';

export interface TickResult extends Readonly<Counts> {
  readonly open: number;
  /** Movements at the exchange that are no instruction of ours. */
  readonly unknownMovements: number;
  /** Every instruction that was open when the tick began, as it stands when it ends. */
  readonly standing: readonly Instruction[];
}

/**
 * Moves every open instruction on as far as it can go. Safe to run twice, and at the same time as everything else. What is
 * in doubt comes first: a function's time is short, and what waits to be sent or told can wait for the next tick.
 */
export async function tick(given: ReconciliationParts): Promise<TickResult> {
  const parts = failingOnce(given);
  await aside(parts, 'a ban could not be announced', () => announceBan(parts));
  await aside(parts, 'a change of the pause could not be told', async () =>
    tellChanges(parts, await parts.pauses.read()),
  );
  await aside(parts, 'a change of the policy could not be announced', () => keepPolicyKnown(parts));
  const open = await markLeftBehind(parts, await listOpen(parts));
  const counts = noCounts();
  const moved = await followRecords(parts, open, counts);
  const rest = await handOn(
    parts,
    open.filter(({ content }) => !moved.has(content.instructionId)),
  );
  const places = readPlaces(parts);
  const standing = [...moved.values()];
  for (const instruction of rest) {
    standing.push(await guarded(parts, instruction, () => finish(parts, places, instruction)));
  }
  await aside(parts, 'the places under the limits could not be listed', () => settleOthers(parts, open));
  return { open: open.length, ...counts, unknownMovements: await scanMovements(parts), standing };
}

/** What a crash left undone after the last step: its places under the limits, its events, and who waits for its end. */
async function finish(parts: ReconciliationParts, places: Places, instruction: Instruction): Promise<Instruction> {
  await settlePlaces(parts, places, instruction);
  if (instruction.publishedVersion === instruction.version) return askForReport(parts, instruction);
  return publishStatus(parts.bus, parts.instructions, instruction);
}

/** What is not about one instruction must not keep the instructions waiting. */
async function aside(parts: ReconciliationParts, what: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report(what, { error });
  }
}
