import { isDeepStrictEqual } from 'node:util';
import type { Millis } from '../../core/clock.ts';
import { InvalidInputError } from '../../core/errors.ts';
import { comparePeople, type FirstEpoch, type PersonStamp } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import { coolOffEnd } from './cool-off.ts';
import type { Confirmation, EntryStamp, Evidence, WhitelistEntry } from './entry.ts';
import {
  EntryDigestError,
  EntryIdentityChangedError,
  EntryStateError,
  OwnEntryError,
  WhitelistFullError,
} from './errors.ts';
import { applyStep, createEntry } from './lifecycle.ts';
import { configProposer, type EntryProposal } from './proposal.ts';

/** What a proposal says. The same one twice is the same entry. */
export interface StampedEntryProposal extends EntryProposal, EntryStamp {}

/** An item has room for 400 KB, and each proof and each confirmation is kept in its history. */
export const proofsMax = 10;
export const confirmationsMax = 20;

export function createProposedEntry({ id, target, lookAlikes, ...stamp }: StampedEntryProposal): WhitelistEntry {
  const named = lookAlikes.length === 0 ? {} : { lookAlikes };
  return createEntry(id, target, { step: 'propose', to: 'proposed', ...named }, stamp);
}

/** Keeps what shows who owns the target. The same evidence again changes nothing. */
export function addProof(entry: WhitelistEntry, evidence: Evidence, stamp: EntryStamp): WhitelistEntry {
  requireProvable(entry, evidence.kind);
  const isKept = entry.history.some((each) => isDeepStrictEqual(each.evidence, evidence));
  if (isKept) return entry;
  if (entry.proofs.length >= proofsMax) throw new WhitelistFullError(`${entry.id} has ${proofsMax} proofs`);
  return applyStep(entry, { step: 'prove', to: 'proving', evidence }, stamp);
}

/** Throws where this kind of evidence shows nothing for this entry, or nothing more is to be shown. */
export function requireProvable({ id, target, state }: WhitelistEntry, kind: Evidence['kind']): void {
  const isForBank = kind === 'document';
  if (isForBank !== (target.kind === 'bank')) {
    const expected =
      target.kind === 'bank'
        ? '"document", for a bank account'
        : '"micro-payment" or "wallet-signature", for an address';
    throw new InvalidInputError('proof', [{ field: 'kind', reason: `shows nothing for ${id}`, expected }]);
  }
  if (state.status !== 'proposed' && state.status !== 'proving') throw new EntryStateError(id, state.status, 'prove');
}

/** Whether this person confirmed it by a signature before: then the same again changes nothing. */
export function isSignedBy({ confirmations }: WhitelistEntry, stamp: PersonStamp, firstEpoch?: FirstEpoch): boolean {
  return confirmations.some((each) => each.word !== undefined && comparePeople(each, stamp, firstEpoch) === 'same');
}

/**
 * A person other than the one who proposed it confirms what they saw. The first one takes it on; more are kept, because
 * who alone confirmed a destination does not count among those who approve payments to it. Safe to ask for twice.
 * The first one must be another person for certain: by the names of one epoch. `word`: what a device of theirs signed for
 * it, judged before. Who confirmed without one can do so again with it.
 */
export function addConfirmation(
  entry: WhitelistEntry,
  digest: string,
  coolOffMs: number,
  stamp: EntryStamp,
  firstEpoch?: FirstEpoch,
  word?: SignedWord,
): WhitelistEntry {
  const { id, target, state, confirmations } = entry;
  const compare = (other: PersonStamp) => comparePeople(other, stamp, firstEpoch);
  const proposer = proposerOf(entry);
  const compared = proposer === undefined ? 'different' : compare(proposer);
  if (compared === 'same') throw new OwnEntryError(id);
  if (digest !== entry.digest) throw new EntryDigestError(id);
  const signed = word === undefined ? {} : { word };
  const isFirst = confirmations.length === 0;
  if (!isFirst && state.status !== 'revoked') {
    const isKnown = (each: Confirmation) => each.word !== undefined || word === undefined;
    if (confirmations.some((each) => compare(each) === 'same' && isKnown(each))) return entry;
    if (confirmations.length >= confirmationsMax) {
      throw new WhitelistFullError(`${id} has ${confirmationsMax} confirmations`);
    }
    return applyStep(entry, { step: 'confirm', to: state.status, ...signed }, stamp);
  }
  if (compared === 'unknown' && state.status === 'proving') throw new EntryIdentityChangedError(id);
  const taken =
    target.kind === 'bank'
      ? ({ to: 'cooling-off', until: stamp.at + coolOffMs } as const)
      : ({ to: 'confirmed' } as const);
  return applyStep(entry, { step: 'confirm', ...taken, ...signed }, stamp);
}

/** The person who proposed it. Nobody, where a deploy did. */
export function proposerOf({ proposedBy, history: [first] }: WhitelistEntry): PersonStamp | undefined {
  return proposedBy === configProposer ? undefined : first;
}

/** The exchange's own list shows it: its cool-off begins. Changes nothing where that is known. */
export function markListed(entry: WhitelistEntry, coolOffMs: number, stamp: EntryStamp): WhitelistEntry {
  if (entry.state.status !== 'confirmed') return entry;
  return applyStep(entry, { step: 'list', to: 'cooling-off', until: stamp.at + coolOffMs }, stamp);
}

/** Writes down that a cool-off is over. It was usable from its end on, whether or not somebody wrote this. */
export function activate(entry: WhitelistEntry, coolOffMs: number, stamp: EntryStamp): WhitelistEntry {
  if (entry.state.status !== 'cooling-off' || stamp.at < coolOffEnd(entry, coolOffMs)) return entry;
  return applyStep(entry, { step: 'activate', to: 'active' }, stamp);
}

/** At once, from everywhere, for good. Safe to ask for twice. */
export function revoke(entry: WhitelistEntry, stamp: EntryStamp): WhitelistEntry {
  return entry.state.status === 'revoked' ? entry : applyStep(entry, { step: 'revoke', to: 'revoked' }, stamp);
}

/** Whether money may leave to it now. */
export function isUsable(entry: Pick<WhitelistEntry, 'state' | 'history'>, coolOffMs: number, now: Millis): boolean {
  const { status } = entry.state;
  return status === 'active' || (status === 'cooling-off' && now >= coolOffEnd(entry, coolOffMs));
}
