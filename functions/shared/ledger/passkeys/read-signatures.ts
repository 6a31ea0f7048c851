import type { Millis } from '../../core/clock.ts';
import { approvalRequirement } from '../authorization/quorum.ts';
import { type JudgedSignatures, judgeSignatures } from '../authorization/signed-approvals.ts';
import { isDestinationSigned } from '../authorization/signed-destination.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { asksBeyondApprovals } from '../policy/passkeys.ts';
import type { Policy } from '../policy/policy.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import type { RegistryReader } from './read-registry.ts';

const none: JudgedSignatures = { signed: [], refused: [] };

/**
 * Reads the devices that signed an instruction's approvals, and judges the signatures. Where the policy asks for none,
 * or there is no device, it reads nothing. Throws StoreUnavailableError.
 */
export async function readSignatures(
  devices: RegistryReader | undefined,
  instruction: Instruction,
  policy: Policy,
  now: Millis,
): Promise<JudgedSignatures> {
  const credentialIds = approvalDevices(instruction, policy);
  if (devices === undefined || credentialIds.length === 0) return none;
  const { registry } = await devices.read(credentialIds);
  return judgeSignatures(registry, instruction, now);
}

/** What is signed of a payment that is about to leave. */
export interface SignedPayment {
  readonly signatures: JudgedSignatures;
  /** Where all that lets money go takes a signature, the confirmation of the destination does. */
  readonly isDestinationSigned: boolean;
}

/** What a payment is about, with all that was signed for it. */
export interface PaymentSubject {
  readonly instruction: Instruction;
  /** Of its destination. */
  readonly entry: WhitelistEntry | undefined;
}

/**
 * The same, with whether the destination may be paid, as far as signatures are asked for. The devices of both are read
 * at once. Throws StoreUnavailableError.
 */
export async function readSignedPayment(
  devices: RegistryReader | undefined,
  { instruction, entry }: PaymentSubject,
  policy: Policy,
  now: Millis,
): Promise<SignedPayment> {
  const isAsked = asksBeyondApprovals(policy);
  const unread = { signatures: none, isDestinationSigned: !isAsked };
  const approving = approvalDevices(instruction, policy);
  const confirming = isAsked ? idsIn(entry?.confirmations ?? []) : [];
  if (devices === undefined || approving.length + confirming.length === 0) return unread;
  const { registry } = await devices.read([...approving, ...confirming]);
  return {
    signatures: approving.length === 0 ? none : judgeSignatures(registry, instruction, now),
    isDestinationSigned: !isAsked || (entry !== undefined && isDestinationSigned(registry, entry)),
  };
}

/** None where no signature is asked for. */
function approvalDevices({ content, approvals }: Instruction, policy: Policy): readonly string[] {
  return approvalRequirement(policy, content.coin, content.quantity).passkeys ? idsIn(approvals) : [];
}

function idsIn(signed: Instruction['approvals'] | WhitelistEntry['confirmations']): readonly string[] {
  return signed.flatMap(({ word }) => (word === undefined ? [] : [word.credentialId]));
}
