import type { Millis } from '../../core/clock.ts';
import { approvalRequirement } from '../authorization/quorum.ts';
import { type JudgedSignatures, judgeSignatures } from '../authorization/signed-approvals.ts';
import { isDestinationSigned } from '../authorization/signed-destination.ts';
import type { Instruction } from '../instruction/instruction.ts';
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
  const { coin, quantity } = instruction.content;
  const credentialIds = idsIn(instruction.approvals);
  if (devices === undefined || credentialIds.length === 0) return none;
  if (!approvalRequirement(policy, coin, quantity).passkeys) return none;
  const { registry } = await devices.read(credentialIds);
  return judgeSignatures(registry, instruction, now);
}

/**
 * Whether the destination may be paid as far as signatures are asked for: where all that lets money go takes one, its
 * confirmation does. Throws StoreUnavailableError.
 */
export async function readDestinationSigned(
  devices: RegistryReader | undefined,
  entry: WhitelistEntry | undefined,
  { passkeys }: Policy,
): Promise<boolean> {
  if (passkeys !== 'all') return true;
  const credentialIds = idsIn(entry?.confirmations ?? []);
  if (devices === undefined || entry === undefined || credentialIds.length === 0) return false;
  const { registry } = await devices.read(credentialIds);
  return isDestinationSigned(registry, entry);
}

function idsIn(signed: Instruction['approvals'] | WhitelistEntry['confirmations']): readonly string[] {
  return signed.flatMap(({ word }) => (word === undefined ? [] : [word.credentialId]));
}
