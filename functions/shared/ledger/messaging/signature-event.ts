import type { RefusedSignature } from '../authorization/signed-approvals.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { OutgoingEvent } from './bus.ts';

/**
 * Tells people that approvals of a payment are not worth what they say: a device was revoked since, or somebody changed
 * something. No signature is part of it.
 */
export function signatureRefusedEvent(
  { content, digest }: Instruction,
  refused: readonly RefusedSignature[],
): OutgoingEvent {
  const { instructionId, kind, coin, quantity, destination, address, requestedBy } = content;
  const signatures = refused.map(({ approval: { by, word }, flaw }) => ({ by, device: word?.credentialId, flaw }));
  const detail = { id: instructionId, kind, coin, quantity, destination, address, requestedBy, digest, signatures };
  return { detailType: 'SignatureRefused', detail };
}
