import { assert } from '../shared/core/errors.ts';
import { approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import type { JudgedSignatures } from '../shared/ledger/authorization/signed-approvals.ts';
import type { FundingProgress } from '../shared/ledger/funding/funding-progress.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import type { LimitReason } from '../shared/ledger/limits/limited-books.ts';
import { type Obstacle, stopFor, waits } from '../shared/ledger/obstacle.ts';
import type { SentRecord } from '../shared/ledger/passkeys/sent-records.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';

/** All that is in force at one moment and bears on one withdrawal. */
export interface ReleaseContext {
  readonly policy: PolicyInForce;
  /** The whitelist's entry of its destination. */
  readonly entry: WhitelistEntry | undefined;
  /** What the signatures of its approvals are worth now. Nothing where none is asked for. */
  readonly signatures: JudgedSignatures;
  /** What was sent of it before, where signatures are asked for. */
  readonly sent?: SentRecord | undefined;
  /** Whether the destination was confirmed by a signature, where that takes one. */
  readonly isDestinationSigned: boolean;
  /** Whether a pause covers it. */
  readonly isPaused: boolean;
  /** How far what it lacks has been moved. Undefined where it names no account to move it from. */
  readonly funding: FundingProgress | undefined;
  /** The limit that it would be over if it left now. Looked for only before anything is moved for it. */
  readonly limitMet?: LimitReason | undefined;
}

export type ReleaseDecision =
  | { readonly kind: 'go'; readonly content: OutgoingContent }
  /** Not now, or not by us. */
  | { readonly kind: 'leave' }
  /** `next` is to be written: it ended, or is held with its reason. */
  | { readonly kind: 'write'; readonly next: Instruction };

/** Whether an approved withdrawal may leave now. */
export function decideRelease(instruction: Instruction, inForce: ReleaseContext, stamp: Stamp): ReleaseDecision {
  const obstacle = findObstacle(instruction, inForce, stamp);
  if (obstacle === undefined) return { kind: 'go', content: requireOutgoing(instruction) };
  const next = stopFor(obstacle, instruction, stamp);
  return next === instruction ? { kind: 'leave' } : { kind: 'write', next };
}

/**
 * Every condition of a release, for the first look and the last. The last one is asked about the instruction as it was
 * before its attempt was written.
 */
export function findObstacle(instruction: Instruction, inForce: ReleaseContext, stamp: Stamp): Obstacle | undefined {
  const { policy, entry, signatures, isDestinationSigned, isPaused, funding, limitMet } = inForce;
  const readiness = readinessOf(instruction, policy.approvalExpiryMs, stamp);
  if (readiness.kind !== 'go') return readiness;
  const content = requireOutgoing(instruction);
  const decision = authorizePayment(content, policy, entry, stamp.at);
  if (decision.kind === 'refused') return { kind: 'forbidden', reason: decision.reason };
  const { address, tag } = resolveTarget(decision.target);
  const hasTag = content.kind === 'withdrawal' ? content.tag : undefined;
  if (address !== content.address || tag !== hasTag) return { kind: 'forbidden', reason: 'destination-mismatch' };
  if (!approvalProgress(instruction, content, policy, entry, signatures.signed).isEnough) {
    return waits(signatures.refused.length === 0 ? 'approvals-missing' : 'signatures-refused');
  }
  if (!isDestinationSigned) return waits('destination-unsigned');
  if (decision.notBefore !== undefined) return waits('cooling-off', decision.notBefore);
  if (isPaused) return waits('paused');
  return funding === undefined ? undefined : fundingObstacle(funding, limitMet);
}

/** Last of all: money is only moved for what could leave as soon as it is there. */
function fundingObstacle(funding: FundingProgress, limitMet: LimitReason | undefined): Obstacle | undefined {
  switch (funding) {
    case 'to-begin':
      return limitMet === undefined ? waits('funding') : { kind: 'forbidden', reason: limitMet };
    case 'under-way':
      return waits('funding');
    case 'failed':
      return { kind: 'forbidden', reason: 'funding-failed' };
    case 'done':
      return undefined;
  }
}

function requireOutgoing({ content }: Instruction): OutgoingContent {
  assert(content.kind !== 'asset-transfer', 'the release queue is for what leaves the company');
  return content;
}
