import { assert, isTreasuryError } from '../base/errors.ts';
import { exchangeOrderId } from '../base/ids.ts';
import { readTransfers, readWithdrawals, type Window } from '../exchange/records.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { Stamp } from '../ledger/instruction/move.ts';
import { failSent, recordAnswer, settle } from '../ledger/instruction/transitions.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import { judgeTransfer, judgeWithdrawal, type Verdict } from './judge-records.ts';
import { by, type ReconciliationParts } from './parts.ts';
import { windowsOf } from './windows.ts';

type Counts = { found: number; settled: number; failed: number };

/**
 * Follows what the exchange has, or may have, in its own records: `unknown` becomes `sent` where the order is found
 * under our id, and `sent` comes to its end. That an order is not there proves nothing here.
 */
export async function followRecords(parts: ReconciliationParts, open: readonly Instruction[]): Promise<Counts> {
  const counts = { found: 0, settled: 0, failed: 0 };
  const followed = open.filter(({ state }) => state.status === 'sent' || state.status === 'unknown');
  for (const kind of ['asset-transfer', 'withdrawal'] as const) {
    const ofKind = followed.filter(({ content }) => content.kind === kind);
    if (ofKind.length === 0) continue;
    for (const { window, instructions } of windowsOf(ofKind)) {
      const judge = await readJudge(parts, kind, window);
      if (judge === undefined) continue;
      for (const instruction of instructions) await guarded(parts, instruction, judge, counts);
    }
  }
  return counts;
}

/** One that cannot be moved on, for a table or a bus that is away, does not keep the others. The next tick tries again. */
async function guarded(
  parts: ReconciliationParts,
  instruction: Instruction,
  judge: (instruction: Instruction) => Verdict,
  counts: Counts,
): Promise<void> {
  try {
    await apply(parts, instruction, judge(instruction), counts);
  } catch (error) {
    // Somebody else moved it meanwhile; the next tick looks again.
    if (error instanceof VersionConflictError) return;
    if (!isTreasuryError(error)) throw error;
    const { instructionId } = instruction.content;
    parts.report('an instruction could not be moved on', { instructionId, error });
  }
}

async function readJudge(
  parts: ReconciliationParts,
  kind: 'asset-transfer' | 'withdrawal',
  window: Window,
): Promise<((instruction: Instruction) => Verdict) | undefined> {
  try {
    const endTime = Math.min(window.endTime, await parts.exchange.exchangeTime());
    return await readRecords(parts, kind, { ...window, endTime });
  } catch (error) {
    // Other windows, and the other kind, have records of their own. These are read again at the next tick.
    if (!isTreasuryError(error)) throw error;
    parts.report('the records could not be read', { kind, error });
    return undefined;
  }
}

async function readRecords(
  parts: ReconciliationParts,
  kind: 'asset-transfer' | 'withdrawal',
  window: Window,
): Promise<(instruction: Instruction) => Verdict> {
  if (kind === 'asset-transfer') {
    const { rows, unreadable } = await readTransfers(parts.exchange, window);
    reportUnreadable(parts, kind, unreadable);
    return (instruction) => {
      assert(instruction.content.kind === 'asset-transfer', 'a transfer');
      return judgeTransfer(instruction.content, orderIdOf(instruction), rows);
    };
  }
  const { rows, unreadable } = await readWithdrawals(parts.exchange, window);
  reportUnreadable(parts, kind, unreadable);
  return (instruction) => {
    assert(instruction.content.kind === 'withdrawal', 'a withdrawal');
    return judgeWithdrawal(instruction.content, orderIdOf(instruction), rows);
  };
}

/** A record that cannot be read may be one of ours, which then waits. It must not keep the others waiting. */
function reportUnreadable(parts: ReconciliationParts, kind: string, unreadable: number): void {
  if (unreadable > 0) parts.report('the exchange has records that cannot be read', { kind, unreadable });
}

function orderIdOf({ state }: Instruction): string | undefined {
  return state.status === 'sent' ? state.exchangeOrderId : undefined;
}

async function apply(
  parts: ReconciliationParts,
  instruction: Instruction,
  verdict: Verdict,
  counts: Counts,
): Promise<void> {
  if (verdict.kind === 'wait') return;
  if (verdict.kind === 'mismatch') {
    const { instructionId } = instruction.content;
    parts.report('the exchange has another order under this id', { instructionId, fields: verdict.fields });
    return;
  }
  const stamp = { at: parts.clock.now(), by };
  const sent = await find(parts, instruction, verdict.exchangeOrderId, stamp);
  if (sent !== instruction) counts.found += 1;
  if (verdict.kind === 'found') return;
  const ended = verdict.kind === 'settled' ? settle(sent, stamp) : failSent(sent, verdict.exchangeCode, stamp);
  await parts.instructions.update(sent, ended);
  counts[verdict.kind] += 1;
  await publishStatus(parts.bus, parts.instructions, ended);
}

/** An unknown one that the exchange has is sent: the same step as an acceptance that arrives late. */
async function find(
  parts: ReconciliationParts,
  seen: Instruction,
  orderId: string,
  stamp: Stamp,
): Promise<Instruction> {
  if (seen.state.status !== 'unknown') return seen;
  const sent = recordAnswer(seen, { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) }, stamp);
  await parts.instructions.update(seen, sent);
  return publishStatus(parts.bus, parts.instructions, sent);
}
