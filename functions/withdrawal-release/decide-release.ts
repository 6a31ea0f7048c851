import { assert } from '../shared/core/errors.ts';
import type { HeldReason } from '../shared/core/held-reasons.ts';
import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import type { Hold } from '../shared/ledger/hold.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { hold, reject } from '../shared/ledger/instruction/transitions.ts';
import { waitForResume } from '../shared/ledger/pause/wait-for-resume.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';

/** All that is in force at one moment and bears on one withdrawal. */
export interface ReleaseContext {
  readonly policy: Policy;
  /** The whitelist's entry of its destination. */
  readonly entry: WhitelistEntry | undefined;
  /** Whether a pause covers it. */
  readonly isPaused: boolean;
}

export type ReleaseDecision =
  | { readonly kind: 'go'; readonly content: OutgoingContent }
  /** Not now, or not by us. */
  | { readonly kind: 'leave' }
  /** `next` is to be written: it ended, or is held with its reason. */
  | { readonly kind: 'write'; readonly next: Instruction };

/**
 * Whether an approved withdrawal may leave now. What was allowed yesterday may be forbidden today: then it is rejected. What
 * only waits for something, such as people or a time, is held.
 */
export function decideRelease(instruction: Instruction, inForce: ReleaseContext, stamp: Stamp): ReleaseDecision {
  const readiness = readinessOf(instruction, inForce.policy.approvalExpiryMs, stamp);
  if (readiness.kind === 'leave') return readiness;
  if (readiness.kind === 'end') return { kind: 'write', next: readiness.next };
  const obstacle = findObstacle(instruction, inForce, stamp.at);
  switch (obstacle?.kind) {
    case undefined:
      return { kind: 'go', content: requireOutgoing(instruction) };
    case 'forbidden':
      return { kind: 'write', next: reject(instruction, obstacle.reason, stamp) };
    case 'waits': {
      const { hold: why } = obstacle;
      const next = why.reason === 'paused' ? waitForResume(instruction, stamp) : hold(instruction, why, stamp);
      return next === instruction ? { kind: 'leave' } : { kind: 'write', next };
    }
  }
}

/** What stands in its way when the attempt is written and nothing has left. Asked with all read anew. */
export function finalObstacle(instruction: Instruction, inForce: ReleaseContext, now: number): HeldReason | undefined {
  const obstacle = findObstacle(instruction, inForce, now);
  if (obstacle === undefined) return undefined;
  return obstacle.kind === 'waits' ? obstacle.hold.reason : 'policy-changed';
}

type Obstacle =
  | { readonly kind: 'forbidden'; readonly reason: ReasonCode }
  | { readonly kind: 'waits'; readonly hold: Hold };

function findObstacle(instruction: Instruction, inForce: ReleaseContext, now: number): Obstacle | undefined {
  const { policy, entry, isPaused } = inForce;
  const content = requireOutgoing(instruction);
  const decision = authorizePayment(content, policy, entry, now);
  if (decision.kind === 'refused') return { kind: 'forbidden', reason: decision.reason };
  const { address, tag } = resolveTarget(decision.target);
  const hasTag = content.kind === 'withdrawal' ? content.tag : undefined;
  if (address !== content.address || tag !== hasTag) return { kind: 'forbidden', reason: 'destination-mismatch' };
  if (!approvalProgress(instruction, content, policy, entry).isEnough) return waits('approvals-missing');
  if (decision.notBefore !== undefined) return waits('cooling-off', decision.notBefore);
  return isPaused ? waits('paused') : undefined;
}

function waits(reason: HeldReason, notBefore?: number): Obstacle {
  return { kind: 'waits', hold: { reason, code: reason, ...(notBefore === undefined ? {} : { notBefore }) } };
}

function requireOutgoing({ content }: Instruction): OutgoingContent {
  assert(content.kind !== 'asset-transfer', 'the release queue is for what leaves the company');
  return content;
}
