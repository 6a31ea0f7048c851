import type { Millis } from '../shared/core/clock.ts';
import { isSamePerson } from '../shared/core/ids.ts';
import type { IdentityEpoch } from '../shared/core/person.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { awaitApproval } from '../shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { reject, createInstruction as requested } from '../shared/ledger/instruction/transitions.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

/** What a request is decided by. */
export interface RequestRules {
  readonly policy: Policy;
  /** The whitelist's entry of the destination. */
  readonly entry: WhitelistEntry | undefined;
  /** By what who asks is named. Not there where that is not certain: then nobody could be told from them. */
  readonly epoch: IdentityEpoch | undefined;
}

/**
 * The instruction that a request becomes: its content with its resolved destination, and the authorization's decision.
 * What is authorized waits for people, whoever asks: on the bus, who asks is only a claim.
 */
export function decideRequest(
  request: WithdrawalRequest,
  { policy, entry, epoch }: RequestRules,
  at: Millis,
  taskTokenAt?: Millis,
): Instruction {
  const { taskToken, ...asked } = request;
  const stamp: Stamp = { at, by: request.requestedBy, ...(epoch === undefined ? {} : { identity: epoch }) };
  const decision = epoch === undefined ? unnamed : authorizePayment(asked, policy, entry, at);
  const resolved = decision.kind === 'allowed' ? resolveTarget(decision.target) : {};
  const instruction = requested({ ...asked, ...resolved }, stamp, taskToken, taskTokenAt);
  return decision.kind === 'allowed' ? awaitApproval(instruction, stamp) : reject(instruction, decision.reason, stamp);
}

const unnamed = { kind: 'refused', reason: 'identity-changed' } as const;

/**
 * Whether an instruction is what this request asked for. Its address may have been resolved from an older whitelist.
 */
export function matchesRequest(instruction: Instruction, request: WithdrawalRequest): boolean {
  const { content } = instruction;
  return (
    content.kind === request.kind &&
    content.destination === request.destination &&
    content.coin === request.coin &&
    chainOf(content) === chainOf(request) &&
    content.quantity === request.quantity &&
    isSamePerson(content.requestedBy, request.requestedBy) &&
    content.note === request.note
  );
}

/** A payment to a bank account has none. */
function chainOf(asked: { readonly kind: string; readonly chain?: string }): string | undefined {
  return asked.chain;
}
