import { amount } from '../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../functions/shared/core/ids.ts';
import type { PersonStamp } from '../../../../functions/shared/core/person.ts';
import { approvalSaid } from '../../../../functions/shared/ledger/authorization/what-is-said.ts';
import { addApproval, awaitApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../../functions/shared/ledger/instruction/content.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import type { SignedWord } from '../../../../functions/shared/passkeys/signed-word.ts';
import { withdrawal } from '../../../support/instructions.ts';
import { eventually } from '../aws/support/stack.ts';
import { type DeviceOwner, owners, type PasskeyStack, place } from './passkey-stack.ts';
import { signedBy } from './signed-by.ts';

/* A payment that waits for two people, and what somebody who may write the table makes of it. */

type Steps = (requested: Instruction) => Instruction;

const { tess } = owners;

export function stampOf({ person: { by, ...identity } }: Pick<DeviceOwner, 'person'>, at = Date.now()): PersonStamp {
  return { by, identity, at };
}

/** As alice asks for it. */
export function requestedPayment(id: string, changes: Partial<WithdrawalContent> = {}): Instruction {
  const { issuer, claim } = tess.person;
  const stamp = { by: 'alice@example.com', identity: { issuer, claim }, at: Date.now() };
  return awaitApproval(createInstruction(withdrawal(id, { quantity: amount('5'), ...changes }), stamp), stamp);
}

/** Tess approved it with her device, so that one person is missing. */
export const approvedByTess: Steps = (requested) => approvedBy(tess, honestWord(tess, requested), false)(requested);

/** One more person approved it, by what the table says. */
export function approvedBy(owner: DeviceOwner, word: SignedWord | undefined, isEnough = true): Steps {
  return (seen) => addApproval(seen, { groups: owner.persona.groups, isEnough, word }, stampOf(owner));
}

/** What a person says who approves it. */
export function approvalBy({ person: { by, ...identity } }: Pick<DeviceOwner, 'person'>, payment: Instruction) {
  return approvalSaid(payment, { by, identity });
}

export function honestWord(owner: Pick<DeviceOwner, 'person' | 'key'>, payment: Instruction): SignedWord {
  return signedBy(owner.key, place, approvalBy(owner, payment));
}

/** Waits until the function that pays has said why it does not. */
export async function heldReasonOf({ instructions }: PasskeyStack, id: string): Promise<string> {
  return eventually(async () => {
    const found = await instructions.get(instructionId(id));
    return found?.state.status === 'approved' ? found.state.heldReason : undefined;
  });
}

/** How often the exchange was asked to pay it, and took it. */
export function sentOf({ simulator }: PasskeyStack, id: string): number {
  return simulator.exchange.records.withdrawals.filter(({ clientOrderId }) => clientOrderId === id).length;
}

/** Waits for an event about it on the bus. */
export async function toldOf({ events }: PasskeyStack, type: string, isIt: (detail: Detail) => boolean) {
  return eventually(() => events.find((event) => event['detail-type'] === type && isIt(Object(event.detail)))?.detail);
}

type Detail = Readonly<Record<string, unknown>>;
