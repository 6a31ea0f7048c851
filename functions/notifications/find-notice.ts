import type { Clock } from '../shared/core/clock.ts';
import { awaitsApproval } from '../shared/ledger/instruction/awaits-approval.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStateStore } from '../shared/ledger/store/policy-store.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { InstructionEvent, NotifyingEvent, PauseChanged } from './bus-event.ts';
import { type ApprovalRules, oneApprovalMissing, waitsForApproval } from './notices/approval-notices.ts';
import { entryNotice } from './notices/entry-notices.ts';
import type { Notice } from './notices/notice.ts';
import { passkeyNotice } from './notices/passkey-notice.ts';
import { pauseNotice } from './notices/pause-notice.ts';
import { policyNotice } from './notices/policy-notice.ts';
import { progressNotice } from './notices/progress-notices.ts';
import { expiresSoon, held } from './notices/waiting-notices.ts';

export interface NoticeSources {
  readonly instructions: Pick<InstructionStore, 'get'>;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly policies: Pick<PolicyStateStore, 'read'>;
  readonly pauses: Pick<PauseStore, 'get'>;
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
      return pauseNotice(event.detail, policy, await isResumeAsked(sources, event.detail));
    case 'PasskeyChanged':
      return passkeyNotice(event.detail, policy);
    case 'PolicyChanged':
      return policyNotice(event.detail, policy, await isWaiting(sources, event.detail.number), sources.clock.now());
    default:
      return instructionNotice(sources, event, policy);
  }
}

/** Nothing follows the proposal of a policy that waits, until it is in force, vetoed or replaced. */
async function isWaiting({ policies }: NoticeSources, number: number): Promise<boolean> {
  const { pending, events } = await policies.read();
  return pending !== undefined && events.at(-1)?.number === number;
}

/** Whether one person wants a pause to end, and it stands. Only such an event asks anybody. */
async function isResumeAsked({ pauses }: NoticeSources, { what, scope }: PauseChanged): Promise<boolean> {
  if (what !== 'resume-proposed') return false;
  const standing = await pauses.get();
  return standing.some((pause) => pause.scope === scope && pause.resume !== undefined);
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
  return awaitsApproval(instruction) ? approvalNoticeOf(instruction, event.detail.version, await rules()) : undefined;
}

function approvalNoticeOf(instruction: Instruction, version: number, rules: ApprovalRules): Notice | undefined {
  const entry = instruction.history[version - 1];
  if (entry?.reason !== 'approval-given') return waitsForApproval(instruction, rules);
  // A later approval brings an event of its own.
  return version === instruction.version ? oneApprovalMissing(instruction, rules) : undefined;
}
