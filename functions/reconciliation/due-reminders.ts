import { iso, type Millis } from '../shared/core/clock.ts';
import { holdBegan } from '../shared/ledger/instruction/hold-began.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';

/** What people are reminded of because time has passed. */
export interface Reminder {
  /** One of these is given once to an instruction. */
  readonly name: string;
  readonly event: OutgoingEvent;
}

/** So long before its end people are told that it ends: or half of its time, where it has less than four hours. */
const expiryNoticeMs = 2 * 3_600_000;

/** Longer than a hold that ends by itself takes, such as a slot, a key that is read anew or a minute's block. */
const heldNoticeMs = 15 * 60_000;

/** What is due now and was not given before. */
export function dueReminders(
  instruction: Instruction,
  { approvalExpiryMs }: Pick<Policy, 'approvalExpiryMs'>,
  now: Millis,
): readonly Reminder[] {
  const { reminders: given = [] } = instruction;
  const due = [expiryReminder(instruction, approvalExpiryMs, now), holdReminder(instruction, now)];
  return due.flatMap((reminder) => (reminder === undefined || given.includes(reminder.name) ? [] : [reminder]));
}

/** A run of a sweep ends too, but the next one does the same: that it is held is enough to know. */
function expiryReminder(instruction: Instruction, approvalExpiryMs: number, now: Millis): Reminder | undefined {
  const { content, state, createdAt } = instruction;
  const isWaiting = state.status === 'awaiting-approval' || state.status === 'approved';
  const expiresAt = createdAt + approvalExpiryMs;
  const isSoon = now >= expiresAt - Math.min(expiryNoticeMs, approvalExpiryMs / 2) && now <= expiresAt;
  if (content.kind === 'asset-transfer' || !isWaiting || !isSoon) return undefined;
  const detail = { ...commonDetail(instruction), expiresAt: iso(expiresAt) };
  return { name: 'expires-soon', event: { detailType: 'InstructionExpiresSoon', detail } };
}

function holdReminder(instruction: Instruction, now: Millis): Reminder | undefined {
  const { state } = instruction;
  const began = holdBegan(instruction);
  if (state.status !== 'approved' || state.heldReason === undefined || began === undefined) return undefined;
  if (now - began.at < heldNoticeMs) return undefined;
  const { heldReason } = state;
  const detail = { ...commonDetail(instruction), heldReason, since: began.version, heldSince: iso(began.at) };
  return { name: `held ${began.version}`, event: { detailType: 'InstructionHeld', detail } };
}

function commonDetail({ content, state, version }: Instruction): Readonly<Record<string, unknown>> {
  const { instructionId: id, kind, coin, quantity } = content;
  return { id, version, kind, status: state.status, coin, quantity };
}
