import type { Instruction } from '../../ledger/instruction/instruction.ts';
import type { Stamp } from '../../ledger/instruction/move.ts';
import { isSamePerson } from '../../ledger/instruction/person.ts';
import { approve, reject, request as requested } from '../../ledger/instruction/transitions.ts';
import { gate } from '../../ledger/policy/gate.ts';
import type { Policy } from '../../ledger/policy/policy.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

/** The instruction that a request becomes: its content with the address that its destination has now, and the gate's decision. */
export function decide(wish: WithdrawalRequest, policy: Policy, stamp: Stamp): Instruction {
  const { taskToken, ...asked } = wish;
  const decision = gate(asked, policy);
  const resolved =
    decision.kind === 'allowed'
      ? { address: decision.entry.address, ...(decision.entry.tag === undefined ? {} : { tag: decision.entry.tag }) }
      : {};
  const instruction = requested({ ...asked, ...resolved }, stamp, taskToken);
  return decision.kind === 'allowed' ? approve(instruction, stamp) : reject(instruction, decision.reason, stamp);
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
