import type { Millis } from '../core/clock.ts';
import type { Device, DeviceConfirmation, DeviceState } from './device.ts';
import { incoherenceOf } from './device-coherence.ts';
import { countsFrom, stateBeforeEnd } from './device-state.ts';
import { type Enrolment, enrolmentDigest } from './enrolment.ts';
import { compareNamed, type NamedPerson, namedPerson } from './person.ts';
import type { Registry } from './registry.ts';

/** Why a device does not count. */
export type DeviceFlaw =
  | 'unknown-device'
  /** It belongs to somebody else. */
  | 'other-person'
  /** It was enrolled for another stage or domain. */
  | 'other-place'
  /** It says something that its history does not, or is not the one that the configuration names. */
  | 'incoherent'
  | 'unconfirmed'
  | 'not-yet-in-force'
  | 'revoked'
  /** Its confirmation was not signed by the device and the other person that it names. */
  | 'confirmation-invalid'
  /** Who confirmed it, or who confirmed that, had no device in force then, up to a root. */
  | 'no-way-to-a-root';

/** Whose device is asked for, and when it has to count. */
export interface DeviceQuestion {
  readonly credentialId: string;
  readonly person: NamedPerson;
  readonly at: Millis;
}

export type DeviceJudgement =
  | {
      readonly kind: 'counts';
      readonly enrolment: Enrolment;
      /** The credential ids from this device to the root that it leads back to. */
      readonly way: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly flaw: DeviceFlaw;
      /** Where there is no way to a root: the device on the way that did not count, and why. */
      readonly because?: { readonly credentialId: string; readonly flaw: DeviceFlaw };
    };

/** From a device to a root, in confirmations. */
export const longestWay = 8;

/**
 * Whether a device counts for a person at a time: it is a root, or it was confirmed by another person with a device
 * that counted then, and so on up to a root. What a device confirmed before it was revoked still counts. Nothing that
 * the table says is believed without a signature; what it says against a device is.
 */
export function judgeDevice(registry: Registry, question: DeviceQuestion): DeviceJudgement {
  return judge(registry, question, []);
}

function judge(registry: Registry, question: DeviceQuestion, below: readonly string[]): DeviceJudgement {
  const { credentialId } = question;
  const root = registry.roots.get(credentialId);
  const device = registry.devices.get(credentialId);
  const enrolment = root ?? device?.enrolment;
  if (enrolment === undefined || enrolment.credentialId !== credentialId) return refused('unknown-device');
  const flaw = enrolmentFlaw(registry, enrolment, question) ?? deviceFlaw(device, root);
  if (flaw !== undefined) return refused(flaw);
  if (device === undefined) return { kind: 'counts', enrolment, way: [credentialId] };
  const { state } = device;
  if (state.status === 'revoked' && state.revokedAt <= question.at) return refused('revoked');
  if (root !== undefined) return { kind: 'counts', enrolment, way: [credentialId] };
  return judgeConfirmed(registry, device, question.at, below);
}

function enrolmentFlaw(registry: Registry, enrolment: Enrolment, question: DeviceQuestion): DeviceFlaw | undefined {
  const { stage, rpId } = registry.place;
  if (compareNamed(enrolment.person, question.person) !== 'same') return 'other-person';
  return enrolment.stage === stage && enrolment.rpId === rpId ? undefined : 'other-place';
}

/** Of a root the table knows at most that it was revoked. Of no other device it can say that it was one. */
function deviceFlaw(device: Device | undefined, root: Enrolment | undefined): DeviceFlaw | undefined {
  if (device === undefined) return undefined;
  const { state, digest } = device;
  const isOfRoot = state.status === 'revoked' && state.before.status === 'root';
  const isFitting = root === undefined ? !isOfRoot : isOfRoot && digest === enrolmentDigest(root);
  return isFitting && incoherenceOf(device) === undefined ? undefined : 'incoherent';
}

function judgeConfirmed(registry: Registry, device: Device, at: Millis, below: readonly string[]): DeviceJudgement {
  const { enrolment, digest } = device;
  const confirmed = confirmedStateOf(device.state);
  if (confirmed === undefined) return refused('unconfirmed');
  const { confirmedAt, confirmation } = confirmed;
  if (at < countsFrom(confirmed, registry.leastDelay)) return refused('not-yet-in-force');
  const way = [...below, enrolment.credentialId];
  const { credentialId } = confirmation.word;
  if (way.length > longestWay || way.includes(credentialId)) return refused('no-way-to-a-root');
  const confirmer = judge(registry, { credentialId, person: namedPerson(confirmation), at: confirmedAt }, way);
  if (confirmer.kind === 'refused') {
    return { ...refused('no-way-to-a-root'), because: confirmer.because ?? { credentialId, flaw: confirmer.flaw } };
  }
  if (!isSigned(registry, { enrolment, digest, confirmation }, confirmer.enrolment)) {
    return refused('confirmation-invalid');
  }
  return { kind: 'counts', enrolment, way: [enrolment.credentialId, ...confirmer.way] };
}

type Confirmed = Extract<DeviceState, { status: 'confirmed' }>;

/** A device that was revoked later was confirmed all the same. */
function confirmedStateOf(state: DeviceState): Confirmed | undefined {
  const inForce = stateBeforeEnd(state);
  return inForce.status === 'confirmed' ? inForce : undefined;
}

interface ConfirmedEnrolment {
  readonly enrolment: Enrolment;
  readonly digest: string;
  readonly confirmation: DeviceConfirmation;
}

function isSigned(
  { verified, place }: Registry,
  { enrolment, digest, confirmation }: ConfirmedEnrolment,
  confirmer: Enrolment,
): boolean {
  const person = namedPerson(confirmation);
  if (compareNamed(person, enrolment.person) !== 'different') return false;
  const subject = { id: enrolment.credentialId, digest };
  const said = { purpose: 'device', decision: 'confirm', subject, person } as const;
  return verified.isVerified(confirmer, { word: confirmation.word, said, takenAt: confirmation.at }, place);
}

function refused(flaw: DeviceFlaw) {
  return { kind: 'refused', flaw } as const;
}
