import type { Clock } from '../shared/core/clock.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { InstructionEvent, NotifyingEvent } from './bus-event.ts';
import { type ApprovalRules, oneApprovalMissing, waitsForApproval } from './notices/approval-notices.ts';
import { entryNotice } from './notices/entry-notices.ts';
import type { Notice } from './notices/notice.ts';
import { pauseNotice } from './notices/pause-notice.ts';
import { policyNotice } from './notices/policy-notice.ts';
import { progressNotice } from './notices/progress-notices.ts';
import { expiresSoon, held } from './notices/waiting-notices.ts';

export interface NoticeSources {
  readonly instructions: Pick<InstructionStore, 'get'>;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly clock: Clock;
}

/**
 * What people are to be told by an event, if anything. What asks them to do something is read anew: an event that comes
 * late, when it is done, tells nothing.
 */
export async function findNotice(
  sources: NoticeSources,
  event: NotifyingEvent,
  policy: PolicyInForce,
): Promise<Notice | undefined> {
  switch (event.type) {
    case 'WhitelistChanged': {
      const entry = await sources.whitelist.get(event.detail.id);
      const step = entry?.history[event.detail.version - 1];
      return entry === undefined || step === undefined ? undefined : entryNotice(entry, step, policy);
    }
    case 'PauseChanged':
      return pauseNotice(event.detail, policy);
    case 'PolicyChanged':
      return policyNotice(event.detail, policy, sources.clock.now());
    default:
      return instructionNotice(sources, event, policy);
  }
}

async function instructionNotice(
  { instructions, whitelist }: NoticeSources,
  event: InstructionEvent,
  policy: PolicyInForce,
): Promise<Notice | undefined> {
  const instruction = await instructions.get(event.detail.id);
  if (instruction === undefined) return undefined;
  if (event.type === 'InstructionHeld') return held(instruction, event.detail.since, policy);
  const rules = async () => ({ policy, entry: await whitelist.get(instruction.content.destination) });
  if (event.type === 'InstructionExpiresSoon') return expiresSoon(instruction, await rules());
  const entry = instruction.history[event.detail.version - 1];
  if (entry === undefined) return undefined;
  if (entry.to !== 'awaiting-approval' && entry.to !== 'approved') return progressNotice(instruction, entry, policy);
  return waitsForPeople(instruction) ? approvalNoticeOf(instruction, event.detail.version, await rules()) : undefined;
}

/** Also one that was approved, and by a tighter policy takes more. */
function waitsForPeople({ state }: Instruction): boolean {
  const isHeldForPeople = state.status === 'approved' && state.heldReason === 'approvals-missing';
  return state.status === 'awaiting-approval' || isHeldForPeople;
}

function approvalNoticeOf(instruction: Instruction, version: number, rules: ApprovalRules): Notice | undefined {
  const entry = instruction.history[version - 1];
  if (entry?.reason !== 'approval-given') return waitsForApproval(instruction, rules);
  // A later approval brings an event of its own.
  return version === instruction.version ? oneApprovalMissing(instruction, rules) : undefined;
}
