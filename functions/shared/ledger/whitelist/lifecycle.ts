import { assert } from '../../core/errors.ts';
import { firstBrokenLink, nextLink } from '../../core/history-chain.ts';
import { comparePeople, type PersonStamp, stampOf } from '../../core/person.ts';
import type {
  Confirmation,
  EntryHistoryStep,
  EntryStamp,
  EntryState,
  EntryStatus,
  EntryStep,
  Target,
  WhitelistEntry,
} from './entry.ts';
import { EntryStateError } from './errors.ts';
import { entryDigest } from './target.ts';

/** Where each step leads from where. What is not listed cannot happen. */
const allowedEntryTransitions: Readonly<
  Record<EntryStatus | 'new', Partial<Record<EntryStep, readonly EntryStatus[]>>>
> = {
  new: { propose: ['proposed'] },
  proposed: { prove: ['proving'], revoke: ['revoked'] },
  // A bank account is not listed by the exchange, so its cool-off begins when it is confirmed.
  proving: { prove: ['proving'], confirm: ['confirmed', 'cooling-off'], revoke: ['revoked'] },
  // To itself: one more person confirmed it.
  confirmed: { confirm: ['confirmed'], list: ['cooling-off'], revoke: ['revoked'] },
  'cooling-off': { confirm: ['cooling-off'], activate: ['active'], revoke: ['revoked'] },
  active: { confirm: ['active'], revoke: ['revoked'] },
  revoked: {},
};

type StepDetails = Pick<EntryHistoryStep, 'step' | 'to' | 'lookAlikes' | 'evidence' | 'until' | 'word'>;

/** An entry's first step. */
export function createEntry(id: string, target: Target, details: StepDetails, stamp: EntryStamp): WhitelistEntry {
  const digest = entryDigest(id, target);
  return entryFromHistory(
    id,
    target,
    [{ version: 1, previous: nextLink(digest, undefined), ...stampOf(stamp), from: 'new', ...details }],
    0,
  );
}

/** One more step of an entry's life. Throws EntryStateError where it does not follow from where the entry stands. */
export function applyStep(entry: WhitelistEntry, details: StepDetails, stamp: EntryStamp): WhitelistEntry {
  const { id, target, digest, history, publishedVersion } = entry;
  const from = entry.state.status;
  if (!isAllowedEntryTransition(from, details.step, details.to)) throw new EntryStateError(id, from, details.step);
  const previous = nextLink(digest, history.at(-1));
  const next: EntryHistoryStep = { version: history.length + 1, previous, ...stampOf(stamp), from, ...details };
  return entryFromHistory(id, target, [...history, next], publishedVersion);
}

/** Makes the entry that a history tells of. */
export function entryFromHistory(
  id: string,
  target: Target,
  history: readonly EntryHistoryStep[],
  publishedVersion: number,
): WhitelistEntry {
  const [first] = history;
  assert(first !== undefined, 'an entry begins with its proposal');
  return {
    id,
    target,
    digest: entryDigest(id, target),
    proposedBy: first.by,
    proposedAt: first.at,
    lookAlikes: first.lookAlikes ?? [],
    proofs: history.flatMap(({ evidence, by, at }) => (evidence === undefined ? [] : [{ ...evidence, by, at }])),
    confirmations: history.filter(({ step }) => step === 'confirm').map(confirmationOf),
    state: stateAfter(history),
    version: history.length,
    history,
    publishedVersion,
  };
}

function confirmationOf({ word, ...step }: EntryHistoryStep): Confirmation {
  return { ...stampOf(step), ...(word === undefined ? {} : { word }) };
}

function stateAfter(history: readonly EntryHistoryStep[]): EntryState {
  const status = history.at(-1)?.to ?? 'proposed';
  if (status !== 'cooling-off') return { status };
  const until = history.findLast((entry) => entry.until !== undefined)?.until;
  assert(until !== undefined, 'a cool-off has an end');
  return { status, until };
}

/** Whether a history could have come about by these rules, and was not changed afterwards. */
export function isValidHistory(digest: string, history: readonly EntryHistoryStep[]): boolean {
  const [first] = history;
  if (first === undefined || firstBrokenLink({ digest, history }) !== undefined) return false;
  return history.every((each, index) => {
    const from = history[index - 1]?.to ?? 'new';
    if (each.from !== from || !isAllowedEntryTransition(from, each.step, each.to)) return false;
    if ((each.step === 'prove') !== (each.evidence !== undefined)) return false;
    const beginsCoolOff = each.to === 'cooling-off' && from !== 'cooling-off';
    if (beginsCoolOff !== (each.until !== undefined)) return false;
    if (each.step !== 'confirm' && each.word !== undefined) return false;
    return each.step !== 'confirm' || isNewConfirmer(first, history.slice(0, index), each);
  });
}

/**
 * Neither the one who proposed it nor one who confirmed it before. Who did so without a signature can do it again with
 * one.
 */
function isNewConfirmer(
  proposer: PersonStamp,
  before: readonly EntryHistoryStep[],
  confirmer: EntryHistoryStep,
): boolean {
  const isSignedNow = (each: EntryHistoryStep) => confirmer.word !== undefined && each.word === undefined;
  const confirmers = before.filter((each) => each.step === 'confirm' && !isSignedNow(each));
  return ![proposer, ...confirmers].some((each) => comparePeople(each, confirmer, undefined) === 'same');
}

function isAllowedEntryTransition(from: EntryStatus | 'new', step: EntryStep, to: EntryStatus): boolean {
  return allowedEntryTransitions[from][step]?.includes(to) ?? false;
}
