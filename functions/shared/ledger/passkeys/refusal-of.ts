import type { Millis } from '../../core/clock.ts';
import type { TreasuryError } from '../../core/errors.ts';
import { countsFrom } from '../../passkeys/device-state.ts';
import { type DeviceQuestion, judgeDevice } from '../../passkeys/judge-device.ts';
import type { JudgedFlaw } from '../../passkeys/judge-word.ts';
import { PasskeyNotInForceError, PasskeyRefusedError, RegistryInconsistentError, type WordRefusal } from './errors.ts';
import type { ReadRegistry } from './read-registry.ts';

/** What people are told of each flaw. */
const refusals: Readonly<Record<JudgedFlaw, WordRefusal | 'inconsistent' | 'not-in-force'>> = {
  malformed: 'passkey-signature-invalid',
  'wrong-type': 'passkey-signature-invalid',
  'wrong-challenge': 'passkey-content-differs',
  'wrong-origin': 'passkey-wrong-origin',
  'cross-origin': 'passkey-wrong-origin',
  'wrong-rp': 'passkey-wrong-origin',
  'user-not-present': 'passkey-user-not-verified',
  'user-not-verified': 'passkey-user-not-verified',
  'unusable-key': 'inconsistent',
  'bad-signature': 'passkey-signature-invalid',
  expired: 'passkey-expired',
  'expires-too-late': 'passkey-nonce-unknown',
  'unknown-device': 'passkey-unknown',
  'other-person': 'passkey-of-another',
  'other-place': 'passkey-unknown',
  incoherent: 'inconsistent',
  unconfirmed: 'passkey-unconfirmed',
  'not-yet-in-force': 'not-in-force',
  revoked: 'passkey-revoked',
  'confirmation-invalid': 'inconsistent',
  'no-way-to-a-root': 'passkey-not-rooted',
  'backup-eligibility-changed': 'passkey-signature-invalid',
  'nonce-used-twice': 'passkey-nonce-used',
};

/** The error of a word that does not count. */
export function refusalOf(flaw: JudgedFlaw, read: ReadRegistry, question: DeviceQuestion): TreasuryError {
  const { credentialId } = question;
  const unanchored = unanchoredOnTheWay(read, question);
  if (unanchored !== undefined) return new RegistryInconsistentError(...unanchored);
  const refusal = refusals[flaw];
  if (refusal === 'inconsistent') return new RegistryInconsistentError(credentialId, flaw);
  if (refusal === 'not-in-force') return new PasskeyNotInForceError(inForceFrom(read, credentialId));
  return new PasskeyRefusedError(refusal);
}

/** The device that does not fit its head, and why: this one, or one on its way to a root. */
function unanchoredOnTheWay(
  { registry, unanchored }: ReadRegistry,
  question: DeviceQuestion,
): readonly [credentialId: string, flaw: string] | undefined {
  const judged = judgeDevice(registry, question);
  const because = judged.kind === 'refused' ? judged.because?.credentialId : undefined;
  const id = [question.credentialId, because].find((each) => each !== undefined && unanchored.has(each));
  const flaw = id === undefined ? undefined : unanchored.get(id);
  return id === undefined || flaw === undefined ? undefined : [id, flaw];
}

function inForceFrom({ registry }: ReadRegistry, credentialId: string): Millis | undefined {
  const state = registry.devices.get(credentialId)?.state;
  if (state?.status !== 'confirmed') return undefined;
  return countsFrom(state, registry.leastDelay);
}
