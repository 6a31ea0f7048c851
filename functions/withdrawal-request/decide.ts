import { isSamePerson } from '../ledger/instruction/person.ts';
import { gate } from '../shared/ledger/gate/gate.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { awaitApproval } from '../shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { reject, request as requested } from '../shared/ledger/instruction/transitions.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

/** What a request is decided by. */
export interface Rules {
  readonly policy: Policy;
  /** The whitelist's entry of the destination. */
  readonly entry: WhitelistEntry | undefined;
}

/**
 * The instruction that a request becomes: its content with the place that its destination is, and the gate's decision.
 * What the gate lets in waits for people, whoever asks: on the bus, who asks is only a claim.
 */
export function decide(wish: WithdrawalRequest, { policy, entry }: Rules, stamp: Stamp): Instruction {
  const { taskToken, ...asked } = wish;
  const decision = gate(asked, policy, entry, stamp.at);
  const resolved = decision.kind === 'allowed' ? resolveTarget(decision.target) : {};
  const instruction = requested({ ...asked, ...resolved }, stamp, taskToken);
  return decision.kind === 'allowed' ? awaitApproval(instruction, stamp) : reject(instruction, decision.reason, stamp);
}

/** Whether an instruction is what this request asked for. Its address may have been resolved from an older whitelist. */
export function isAskedFor(instruction: Instruction, wish: WithdrawalRequest): boolean {
  const { content } = instruction;
  return (
    content.kind === wish.kind &&
    content.destination === wish.destination &&
    content.coin === wish.coin &&
    chainOf(content) === chainOf(wish) &&
    content.quantity === wish.quantity &&
    isSamePerson(content.requestedBy, wish.requestedBy) &&
    content.note === wish.note
  );
}

/** A payment to a bank account has none. */
function chainOf(asked: { readonly kind: string; readonly chain?: string }): string | undefined {
  return asked.chain;
}
