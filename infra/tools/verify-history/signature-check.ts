import { iso } from '../../../functions/shared/core/clock.ts';
import {
  depositAddressKey,
  instructionKey,
  monthCloseKey,
  passkeyKey,
  pauseKey,
  whitelistEntryKey,
} from '../../../functions/shared/core/item-keys.ts';
import type { PasskeyGround } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import type { Device } from '../../../functions/shared/passkeys/device.ts';
import { countsFrom, stateBeforeEnd } from '../../../functions/shared/passkeys/device-state.ts';
import { judgeDevice } from '../../../functions/shared/passkeys/judge-device.ts';
import { judgeWord } from '../../../functions/shared/passkeys/judge-word.ts';
import type { Registry } from '../../../functions/shared/passkeys/registry.ts';
import { VerifiedConfirmations } from '../../../functions/shared/passkeys/verified-confirmations.ts';
import { type Signed, signedOfAddress, signedOfEntry, signedOfInstruction, signedOfMonth } from './signed-decisions.ts';
import { SignedResumes } from './signed-resumes.ts';
import type { Finding, Readable } from './verify-item.ts';

export interface SignatureVerification {
  readonly devices: number;
  readonly signatures: number;
  /** Who decided what on which device, where it is proven. */
  readonly proven: readonly string[];
  readonly findings: readonly Finding[];
}

const verifiedMax = 10_000;

/**
 * Verifies what devices signed, from items alone: the way of each device to the roots, and each approval, confirmation
 * of a destination, decision on money in doubt, resume, acceptance of a deposit address and sign-off of a month. Each
 * item as it was shown last; of the pause all that was shown.
 */
export class SignatureCheck {
  private readonly devices = new Map<string, Device>();
  private readonly signed = new Map<string, readonly Signed[]>();
  private readonly resumes = new SignedResumes();

  note(seen: Readable): void {
    switch (seen.kind) {
      case 'device':
        this.devices.set(seen.device.enrolment.credentialId, seen.device);
        return;
      case 'instruction':
        this.keep(instructionKey(seen.instruction.content.instructionId), signedOfInstruction(seen.instruction));
        return;
      case 'entry':
        this.keep(whitelistEntryKey(seen.entry.id), signedOfEntry(seen.entry));
        return;
      case 'month-close':
        this.keep(monthCloseKey(seen.month), signedOfMonth(seen.month, seen.close));
        return;
      case 'deposit-address':
        this.keep(depositAddressKey(seen.of.coin, seen.of.chain), signedOfAddress(seen.of, seen.known));
        return;
      case 'pause':
        // Its item forgets, so all that was ever shown of it counts.
        this.resumes.note(seen.state);
        this.keep(pauseKey, this.resumes.signed());
        return;
      case 'registry-head':
        return;
    }
  }

  /** Whether there is anything to verify. */
  get isEmpty(): boolean {
    return this.devices.size === 0 && this.signed.size === 0;
  }

  verify({ place, roots, leastDelay }: PasskeyGround): SignatureVerification {
    const verified = new VerifiedConfirmations(verifiedMax);
    const registry: Registry = { place, roots, leastDelay, verified, devices: this.devices };
    const judged = [...this.signed.values()].flat().map((each) => judge(registry, each));
    const ofDevices = [...this.devices.values()].flatMap((device) => deviceFindings(registry, device));
    return {
      devices: this.devices.size,
      signatures: judged.length,
      proven: judged.flatMap((each) => ('proven' in each ? [each.proven] : [])),
      findings: [...ofDevices, ...judged.flatMap((each) => ('finding' in each ? [each.finding] : []))],
    };
  }

  private keep(item: string, signed: readonly Signed[]): void {
    if (signed.length === 0) this.signed.delete(item);
    else this.signed.set(item, signed);
  }
}

type Judged = { readonly proven: string } | { readonly finding: Finding };

function judge(registry: Registry, { item, what, by, at, word, said }: Signed): Judged {
  const judgements = said.map((each) => judgeWord(registry, { word, said: each, takenAt: at }));
  const counting = judgements.find(({ kind }) => kind === 'counts');
  if (counting?.kind === 'counts') {
    const { name, credentialId } = counting.enrolment;
    return { proven: `${item}: ${by} ${what} at ${iso(at)} on "${name}" (${credentialId})` };
  }
  const [first] = judgements;
  const flaw = first?.kind === 'refused' ? first.flaw : 'no-named-person';
  const problem = `the signature of ${by} at ${iso(at)} with ${word.credentialId} does not count: ${flaw}`;
  return { finding: { item, problem } };
}

/** A device that counts at some time has a way to a root. One that never did may have none. */
function deviceFindings(registry: Registry, { enrolment, state }: Device): readonly Finding[] {
  const { credentialId, person } = enrolment;
  const inForce = stateBeforeEnd(state);
  if (inForce.status === 'proposed') return [];
  const revokedAt = state.status === 'revoked' ? state.revokedAt : Number.POSITIVE_INFINITY;
  const from = inForce.status === 'root' ? 0 : countsFrom(inForce, registry.leastDelay);
  if (revokedAt <= from) return [];
  const judgement = judgeDevice(registry, { credentialId, person, at: from });
  if (judgement.kind === 'counts') return [];
  const because =
    judgement.because === undefined ? '' : ` (${judgement.because.credentialId}: ${judgement.because.flaw})`;
  return [{ item: passkeyKey(credentialId), problem: `this device does not count: ${judgement.flaw}${because}` }];
}
