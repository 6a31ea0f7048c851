import type { Millis } from '../base/clock.ts';
import { assert, isTreasuryError } from '../base/errors.ts';
import { readTransfers, readWithdrawals, type Window } from '../exchange/records.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { failSent, settle } from '../ledger/instruction/transitions.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import { judgeTransfer, judgeWithdrawal, type Verdict } from './judge-records.ts';
import { by, type ReconciliationParts } from './parts.ts';

type Counts = { settled: number; failed: number };

/** The exchange's time of an order may lie a little before the one that we signed. */
const marginMs = 60_000;

/** Takes what the exchange has to its end, as the exchange's records show it. */
export async function settleSent(parts: ReconciliationParts, open: readonly Instruction[]): Promise<Counts> {
  const counts = { settled: 0, failed: 0 };
  const sent = open.filter(({ state }) => state.status === 'sent');
  for (const kind of ['asset-transfer', 'withdrawal'] as const) {
    const ofKind = sent.filter(({ content }) => content.kind === kind);
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

async function windowOf(parts: ReconciliationParts, sent: readonly Instruction[]): Promise<Window> {
  const oldest = sent.reduce((earliest: Millis, { attempts }) => {
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
    const records = await readTransfers(parts.exchange, window);
    return ({ content, state }) => {
      assert(content.kind === 'asset-transfer' && state.status === 'sent', 'a sent transfer');
      return judgeTransfer(content, state.exchangeOrderId, records);
    };
  }
  const orders = await readWithdrawals(parts.exchange, window);
  return ({ content, state }) => {
    assert(content.kind === 'withdrawal' && state.status === 'sent', 'a sent withdrawal');
    return judgeWithdrawal(content, state.exchangeOrderId, orders);
  };
}

async function apply(
  parts: ReconciliationParts,
  instruction: Instruction,
  verdict: Verdict,
  counts: Counts,
): Promise<void> {
  const { instructionId } = instruction.content;
  if (verdict.kind === 'wait') return;
  if (verdict.kind === 'mismatch') {
    parts.report('the exchange has another order under this id', { instructionId, fields: verdict.fields });
    return;
  }
  const stamp = { at: parts.clock.now(), by };
  const ended =
    verdict.kind === 'settled' ? settle(instruction, stamp) : failSent(instruction, verdict.exchangeCode, stamp);
  try {
    await parts.instructions.update(instruction, ended);
    await publishStatus(parts.bus, parts.instructions, ended);
  } catch (error) {
    if (error instanceof VersionConflictError) return;
    throw error;
  }
  counts[verdict.kind] += 1;
}
