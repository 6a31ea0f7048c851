import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import { instructionKey, passkeyKey, whitelistEntryKey } from '../../../functions/shared/core/item-keys.ts';
import type { PersonStamp } from '../../../functions/shared/core/person.ts';
import {
  approvalSaid,
  confirmationSaid,
  resolutionSaid,
  type Speaker,
} from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import type { HistoryEntry, Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import type { PasskeyGround } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import type { Device } from '../../../functions/shared/passkeys/device.ts';
import { countsFrom, stateBeforeEnd } from '../../../functions/shared/passkeys/device-state.ts';
import { judgeDevice } from '../../../functions/shared/passkeys/judge-device.ts';
import { judgeWord } from '../../../functions/shared/passkeys/judge-word.ts';
import type { Registry } from '../../../functions/shared/passkeys/registry.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { VerifiedConfirmations } from '../../../functions/shared/passkeys/verified-confirmations.ts';
import type { Finding, Readable } from './verify-item.ts';

export interface SignatureVerification {
  readonly devices: number;
  readonly signatures: number;
  /** Who decided what on which device, where it is proven. */
  readonly proven: readonly string[];
  readonly findings: readonly Finding[];
}

/** One decision that a device signed. */
interface Signed {
  readonly item: string;
  readonly what: string;
  readonly by: string;
  readonly at: Millis;
  readonly word: SignedWord;
  /** What it may say. More than one where the item does not tell. None of a person who is not named by a token. */
  readonly said: readonly Said[];
}

const verifiedMax = 10_000;

/**
 * Verifies what devices signed, from items alone: the way of each device to the roots, and each approval, confirmation
 * of a destination and decision on money in doubt. Each item as it was shown last.
 */
export class SignatureCheck {
  private readonly devices = new Map<string, Device>();
  private readonly signed = new Map<string, readonly Signed[]>();

  note(seen: Readable): void {
    if (seen.kind === 'device') {
      this.devices.set(seen.device.enrolment.credentialId, seen.device);
    } else if (seen.kind === 'instruction') {
      const item = instructionKey(seen.instruction.content.instructionId);
      this.keep(item, [...approvalsOf(item, seen.instruction), ...resolutionsOf(item, seen.instruction)]);
    } else if (seen.kind === 'entry') {
      const item = whitelistEntryKey(seen.entry.id);
      this.keep(item, confirmationsOf(item, seen.entry));
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

function approvalsOf(item: string, instruction: Instruction): readonly Signed[] {
  return instruction.approvals.flatMap(({ word, ...stamp }) =>
    signedBy(item, 'approved', stamp, word, (person) => [approvalSaid(instruction, person)]),
  );
}

function confirmationsOf(item: string, entry: WhitelistEntry): readonly Signed[] {
  return entry.confirmations.flatMap(({ word, ...stamp }) =>
    signedBy(item, 'confirmed', stamp, word, (person) => [confirmationSaid(entry, person)]),
  );
}

/** An entry of a proposal does not tell which of the two was proposed; what was signed does. */
function resolutionsOf(item: string, instruction: Instruction): readonly Signed[] {
  return instruction.history.flatMap(({ word, evidence = '', ...entry }) =>
    signedBy(item, 'said what became of it', entry, word, (person) =>
      decisionsOf(entry).map((decision) => resolutionSaid(instruction, { decision, evidence }, person)),
    ),
  );
}

function decisionsOf({ to }: Pick<HistoryEntry, 'to'>) {
  return to === 'settled' || to === 'failed' ? [to] : (['settled', 'failed'] as const);
}

function signedBy(
  item: string,
  what: string,
  { by, at, identity }: PersonStamp,
  word: SignedWord | undefined,
  said: (person: Speaker) => readonly Said[],
): readonly Signed[] {
  if (word === undefined) return [];
  return [{ item, what, by, at, word, said: identity === undefined ? [] : said({ by, identity }) }];
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
