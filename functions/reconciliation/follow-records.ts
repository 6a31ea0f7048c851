import type { Millis } from '../base/clock.ts';
import { assert, isTreasuryError } from '../base/errors.ts';
import { exchangeOrderId } from '../base/ids.ts';
import { readTransfers, readWithdrawals, type Window } from '../exchange/records.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { failSent, recordAnswer, type Stamp, settle } from '../ledger/instruction/transitions.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import { judgeTransfer, judgeWithdrawal, type Verdict } from './judge-records.ts';
import { by, type ReconciliationParts } from './parts.ts';

type Counts = { found: number; settled: number; failed: number };

/** The exchange's time of an order may lie a little before the one that we signed. */
const marginMs = 60_000;

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
    try {
      const judge = await readJudge(parts, kind, await windowOf(parts, ofKind));
      for (const instruction of ofKind) await apply(parts, instruction, judge(instruction), counts);
    } catch (error) {
      // Records that cannot be read now are read at the next tick. The other kind has records of its own.
      if (!isTreasuryError(error)) throw error;
      parts.report('the records could not be read', { kind, error });
    }
  }
  return counts;
}

async function windowOf(parts: ReconciliationParts, followed: readonly Instruction[]): Promise<Window> {
  const oldest = followed.reduce((earliest: Millis, { attempts }) => {
    const attempt = attempts.at(-1);
    assert(attempt !== undefined, 'what was sent has an attempt');
    return Math.min(earliest, attempt.timestamp);
  }, Number.POSITIVE_INFINITY);
  return { startTime: oldest - marginMs, endTime: await parts.exchange.exchangeTime() };
}

async function readJudge(
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
  try {
    const sent = await find(parts, instruction, verdict.exchangeOrderId, stamp);
    if (sent !== instruction) counts.found += 1;
    if (verdict.kind === 'found') return;
    const ended = verdict.kind === 'settled' ? settle(sent, stamp) : failSent(sent, verdict.exchangeCode, stamp);
    await write(parts, sent, ended);
    counts[verdict.kind] += 1;
  } catch (error) {
    // Somebody else moved it meanwhile; the next tick looks again.
    if (!(error instanceof VersionConflictError)) throw error;
  }
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
  return write(parts, seen, sent);
}

async function write(parts: ReconciliationParts, seen: Instruction, next: Instruction): Promise<Instruction> {
  await parts.instructions.update(seen, next);
  return publishStatus(parts.bus, parts.instructions, next);
}
