import { compare } from '../../../functions/shared/core/amount.ts';
import { leastDelayMs } from '../fakes/passkey-ports.ts';
import { ownerOf } from '../plan/device-names.ts';
import type { DeviceName } from '../plan/device-plan.ts';
import { personNamed } from '../plan/personas.ts';
import type { Signing } from '../run/devices/device-book.ts';
import type { Execution, Observed } from '../run/observed.ts';
import type { Raw, RawInstruction } from '../run/raw.ts';
import { clocksOffMs, policiesSince } from './item-periods.ts';
import { tierOf } from './quorum-rules.ts';
import { amountOf } from './support.ts';

/*
 * Whether a device counts and a signature is one, by docs/passkeys.md and not by the product's judges: a mistake there
 * must not hide here too.
 */

const levels = ['off', 'approvals', 'all'];

/** What takes a signature: by the policy, and never less than the stage asks for. */
export function levelOf({ plan }: Observed, policy: Raw): string {
  const asked = [plan.world.devices?.floor ?? 'off', String(policy.passkeys ?? 'off')];
  return asked.toSorted((a, b) => levels.indexOf(b) - levels.indexOf(a))[0] ?? 'off';
}

/** Whether an approval of this takes one. */
export function isSignatureAsked(observed: Observed, policy: Raw, content: Raw): boolean {
  return levelOf(observed, policy) !== 'off' || tierOf(policy, content).passkeys === true;
}

/** Clocks of two functions, each off in its own way, and one between them. */
export function toleranceMs(observed: Observed): number {
  return 3 * clocksOffMs(observed);
}

/** Whether a device was in force at a moment, as far as clocks can tell. */
export function isInForce(observed: Observed, device: DeviceName, at: number): boolean {
  return hasBegun(observed, device, at) && !isRevoked(observed, device, at);
}

/** It came to its head so long before that everybody knows. */
export function isRevoked(observed: Observed, device: DeviceName, at: number): boolean {
  const revoked = observed.devices.step(device, 'revoked');
  return revoked !== undefined && revoked.at < at - toleranceMs(observed);
}

/** It is a root; or another person confirmed it by a signature, and its time has come. */
function hasBegun(observed: Observed, device: DeviceName, at: number): boolean {
  if (observed.devices.isRoot(device)) return true;
  const confirmed = observed.devices.step(device, 'confirmed');
  if (confirmed === undefined) return false;
  const confirmedAt = Number(confirmed.entry.at);
  const wasNoted = confirmedAt <= confirmed.at + clocksOffMs(observed);
  const delay = Math.max(leastDelayMs, shortestDelay(observed, confirmed.at));
  const signing = observed.devices.signingOf(confirmed.entry.word);
  return wasNoted && at + toleranceMs(observed) >= confirmedAt + delay && confirms(observed, device, signing);
}

const functionMs = 25_000;

function shortestDelay(observed: Observed, confirmedAt: number): number {
  const policies = policiesSince(observed, confirmedAt - functionMs);
  return Math.min(...policies.map((policy) => Number(policy.looseningDelayMs)));
}

function confirms(observed: Observed, device: DeviceName, signing: Signing | undefined): boolean {
  if (signing === undefined || !signing.isProper || signing.by === ownerOf(device)) return false;
  const isOfIt = signing.purpose === 'device' && signing.decision === 'confirm' && signing.seen.device === device;
  const isRight = signing.digest === observed.devices.enrolmentDigest(device);
  return isOfIt && isRight && isInForce(observed, signing.device, signing.at);
}

/** A person's own signature, made as it has to be, with a device that was in force, and is. */
export function genuineSigning(
  observed: Observed,
  { by, word }: Raw,
  { signedAt, now }: { readonly signedAt?: number; readonly now: number },
): Signing | undefined {
  const signing = observed.devices.signingOf(word);
  if (signing === undefined || !signing.isProper || signing.by !== personNamed(by)) return undefined;
  if (ownerOf(signing.device) !== signing.by) return undefined;
  const begun = signedAt ?? Date.parse(signing.expiresAt);
  const isOf = hasBegun(observed, signing.device, begun) && !isRevoked(observed, signing.device, signing.at);
  return isOf && !isRevoked(observed, signing.device, now) ? signing : undefined;
}

/** What left is what was before the person who signed. */
export function isWhatWasSeen({ kind, order }: Execution, { id, seen }: Signing): boolean {
  if (kind === 'asset-transfer' || id !== order.clientOrderId || seen.kind !== kind) return false;
  const place = kind === 'fiat-withdrawal' ? order.bankAccount : order.address;
  return seen.coin === order.coin && seen.address === place && compare(amountOf(seen.quantity), order.quantity) === 0;
}

/**
 * Which approvals may have counted for a function that looked since then: all that say so, those of devices that were in
 * force as it began, and those of now. All of them where none takes a signature.
 */
export function signedSince(
  observed: Observed,
  policy: Raw,
  { content }: RawInstruction,
  since: number,
): readonly ((approval: Raw) => boolean)[] {
  if (!isSignatureAsked(observed, policy, content)) return [() => true];
  const isGenuineAt = (now: number) => (each: Raw) => genuineSigning(observed, each, { now }) !== undefined;
  return [
    ({ word }) => word !== undefined,
    isGenuineAt(since),
    isGenuineAt(observed.now() + 2 * toleranceMs(observed)),
  ];
}
