import type { Millis } from '../../core/clock.ts';
import { approvalRequirement } from '../authorization/quorum.ts';
import { type JudgedSignatures, judgeSignatures } from '../authorization/signed-approvals.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Policy } from '../policy/policy.ts';
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
  const { coin, quantity } = instruction.content;
  const credentialIds = instruction.approvals.flatMap(({ word }) => (word === undefined ? [] : [word.credentialId]));
  if (devices === undefined || credentialIds.length === 0) return none;
  if (!approvalRequirement(policy, coin, quantity).passkeys) return none;
  const { registry } = await devices.read(credentialIds);
  return judgeSignatures(registry, instruction, now);
}
