import { exchangeOrderId } from '../shared/core/ids.ts';
import { hasAbsentAttempt, mayHaveBeenTaken, wasSeenBefore } from '../shared/ledger/instruction/attempts.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import { flagForAttention } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { failSent, recordOutcome, settle } from '../shared/ledger/instruction/transitions.ts';
import type { ExchangeRecord } from '../shared/matching/exchange-record.ts';
import { matchRecords, type RecordMatch } from '../shared/matching/match-records.ts';
import { carriesLike, isNear } from '../shared/matching/near-record.ts';
import { advance, type TickCounts } from './advance.ts';
import { fundedEnd } from './await-funding.ts';
import { concludeAbsence, type ProofReading } from './conclude-absence.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { isOverdue } from './judge-absence.ts';
import { isLeftToPeople } from './left-to-people.ts';
import { nearMatchOf, unclaimedMovements } from './near-matches.ts';
import { earliestOf, searchedFrom } from './record-windows.ts';
import { isSentTooLong, mayBeSentTooLong } from './sent-limit.ts';

/** What one look at the records of a kind has read so far, and what it has found. */
export interface Look {
  readonly records: readonly ExchangeRecord[];
  readonly counts: TickCounts;
  /** Orders of ours that were seen at their end. */
  readonly settled: ExchangeRecord[];
}

type Matched = Exclude<RecordMatch, { kind: 'mismatch' | 'not-there' }>;

/**
 * Moves one instruction on by what the records show. `proof` is the reading that reaches from its first attempt until
 * now, where there is one: without it nothing is called absent. `isRead`: its own window was read.
 */
export async function followOne(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  look: Look,
  proof: ProofReading | undefined,
  isRead = true,
): Promise<Instruction> {
  if (isLeftToPeople(instruction)) return instruction;
  const { content, state } = instruction;
  const orderId = 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
  const from = searchedFrom(instruction);
  const own = look.records.filter(({ time }) => time >= from);
  const match = matchRecords(content, orderId, own);
  if (match.kind === 'mismatch') return escalateMismatch(dependencies, instruction, match, look.counts);
  if (match.kind === 'not-there') return followMissing(dependencies, instruction, { own, proof, isRead }, look.counts);
  if (orderId === undefined && isOfAbsentAttempt(instruction, match.record)) {
    return escalate(dependencies, instruction, 'earlier-attempt', [nearMatchOf(match.record)], look.counts);
  }
  if (match.kind === 'settled') look.settled.push(match.record);
  return applyMatch(dependencies, instruction, match, look.counts);
}

/** Where nothing could be read. */
export function followUnread(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  counts: TickCounts,
): Promise<Instruction> {
  return followMissing(dependencies, instruction, { own: [], proof: undefined, isRead: false }, counts);
}

/**
 * Whether an order is one of an attempt that counts as proven absent. Then the proof was wrong, and what was sent after
 * it may be there as well.
 */
function isOfAbsentAttempt(instruction: Instruction, { time }: ExchangeRecord): boolean {
  const latest = instruction.attempts.findLast(mayHaveBeenTaken);
  if (latest === undefined || latest.outcome === 'absent') return true;
  return hasAbsentAttempt(instruction) && time < earliestOf(latest);
}

/** What was read where an order is not there. */
interface Missing {
  readonly own: readonly ExchangeRecord[];
  readonly proof: ProofReading | undefined;
  readonly isRead: boolean;
}

/** An order that is not there, as far as was read. */
async function followMissing(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  { own, proof, isRead }: Missing,
  counts: TickCounts,
): Promise<Instruction> {
  if (instruction.state.status !== 'unknown') {
    // A look that could not be made is no silence of the exchange, which may have shown the order a minute ago.
    const isSilent = isRead || (await isAtExchangeTooLong(dependencies, instruction));
    return isSilent ? escalateIfOverdue(dependencies, instruction, counts) : instruction;
  }
  const { content } = instruction;
  const isLike = (record: ExchangeRecord) => carriesLike(content.instructionId, record);
  const candidates = own.filter((record) => isLike(record) || isNear(content, record));
  const unclaimed = await unclaimedMovements(dependencies.instructions, content.kind, candidates);
  const near = unclaimed.map(nearMatchOf);
  // The exchange says that it took something, or shows something of our name: no list proves the contrary.
  if (wasSeenBefore(instruction)) return escalate(dependencies, instruction, 'seen-before', near, counts);
  if (unclaimed.some(isLike)) return escalate(dependencies, instruction, 'near-match', near, counts);
  if (proof === undefined) return escalateIfOverdue(dependencies, instruction, counts);
  const concluded = await concludeAbsence(dependencies, instruction, proof, near, counts);
  return concluded.isUnreliable ? escalateIfOverdue(dependencies, instruction, counts) : concluded.instruction;
}

/**
 * The exchange has it: one in doubt is sent, as by an acceptance that arrives late. Then what became of it. People who
 * were asked about an order that the exchange had taken are asked until its end: that it is on its way is no news.
 */
async function applyMatch(
  dependencies: ReconciliationDependencies,
  seen: Instruction,
  match: Matched,
  counts: TickCounts,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const { exchangeOrderId: orderId, time, receipt } = match.record;
  const isEnd = match.kind === 'settled' || match.kind === 'failed';
  if (!isEnd && seen.state.status === 'needs-attention' && seen.state.exchangeOrderId !== undefined) return seen;
  let sent = seen;
  if (seen.state.status !== 'sent') {
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
    sent = await advance(dependencies, seen, recordOutcome(seen, answer, stamp));
    counts.found += 1;
  }
  if (match.kind === 'found') return escalateIfSentTooLong(dependencies, sent, [nearMatchOf(match.record)], counts);
  if (match.kind === 'unknown-word') {
    return escalate(dependencies, sent, 'unknown-status', [nearMatchOf(match.record)], counts, match.exchangeCode);
  }
  const ended =
    match.kind === 'settled'
      ? settle(sent, time, stamp, receipt, await fundedEnd(dependencies, sent))
      : failSent(sent, match.exchangeCode, stamp);
  counts[match.kind] += 1;
  return advance(dependencies, sent, ended);
}

/**
 * Another order under our id, two of them, or one that is said to have ended in two ways: never believed, and people at
 * once.
 */
async function escalateMismatch(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  { fields, records }: Extract<RecordMatch, { kind: 'mismatch' }>,
  counts: TickCounts,
): Promise<Instruction> {
  if (instruction.state.status === 'needs-attention') return instruction;
  const { instructionId } = instruction.content;
  dependencies.report('the exchange has another order under this id', { instructionId, fields });
  return escalate(dependencies, instruction, 'order-differs', records.map(nearMatchOf), counts);
}

/** What is not found, or cannot be read, proves nothing. A doubt that lasts is a person's matter. */
async function escalateIfOverdue(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  counts: TickCounts,
): Promise<Instruction> {
  return isOverdue(instruction, dependencies.clock.now())
    ? escalate(dependencies, instruction, 'records-unreadable', [], counts)
    : escalateIfSentTooLong(dependencies, instruction, [], counts);
}

/** What the exchange took comes to its end, or to people. */
async function escalateIfSentTooLong(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  near: readonly NearMatch[],
  counts: TickCounts,
): Promise<Instruction> {
  const isTooLong = await isAtExchangeTooLong(dependencies, instruction);
  return isTooLong ? escalate(dependencies, instruction, 'sent-too-long', near, counts) : instruction;
}

async function isAtExchangeTooLong(
  { clock, policies }: ReconciliationDependencies,
  instruction: Instruction,
): Promise<boolean> {
  const now = clock.now();
  return mayBeSentTooLong(instruction, now) && isSentTooLong(instruction, await policies.get(), now);
}

/** Asks people, once. */
async function escalate(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  reason: ReasonCode,
  near: readonly NearMatch[],
  counts: TickCounts,
  exchangeCode?: string,
): Promise<Instruction> {
  if (instruction.state.status === 'needs-attention') return instruction;
  counts.needAttention += 1;
  const stamp = { at: dependencies.clock.now(), by };
  return advance(dependencies, instruction, flagForAttention(instruction, reason, near, stamp, exchangeCode));
}
