import { blocksOf } from '../shared/core/blocks.ts';
import { iso, type Millis } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { coolOffEnd } from '../shared/ledger/whitelist/cool-off.ts';
import type {
  Confirmation,
  EntryHistoryStep,
  EntryStamp,
  Proof,
  WhitelistEntry,
} from '../shared/ledger/whitelist/entry.ts';
import { isUsable } from '../shared/ledger/whitelist/steps.ts';
import { signingDevice } from '../shared/passkeys/signing-device.ts';
import type { entryViewSchema } from './view-schema.ts';

export type EntryView = ResponseType<typeof entryViewSchema>;

/** An entry as JSON for people and programs. Addresses are there whole, and in blocks, as people compare them. */
export function entryView(entry: WhitelistEntry, coolOffMs: number, now: Millis): EntryView {
  const { id, target, digest, lookAlikes, version } = entry;
  const common = {
    id,
    ...stateView(entry, coolOffMs),
    usable: isUsable(entry, coolOffMs, now),
    digest,
    proposedBy: entry.proposedBy,
    proposedAt: iso(entry.proposedAt),
    lookAlikes,
    proofs: entry.proofs.map(proofOf),
    confirmations: entry.confirmations.map(confirmationOf),
    history: entry.history.map(stepOf),
    version,
  };
  if (target.kind === 'bank') return { ...target, ...common };
  return { ...target, addressBlocks: blocksOf(target.address), ...common };
}

function stateView(entry: WhitelistEntry, coolOffMs: number): Pick<EntryView, 'status' | 'until'> {
  const { status } = entry.state;
  return status === 'cooling-off' ? { status, until: iso(coolOffEnd(entry, coolOffMs)) } : { status };
}

function proofOf({ by, at, ...evidence }: Proof): EntryView['proofs'][number] {
  const stamp = { by, at: iso(at) };
  if (evidence.kind !== 'micro-payment') return { ...evidence, ...stamp };
  // Whoever makes the payment reads this address off a screen too.
  return { ...evidence, depositAddressBlocks: blocksOf(evidence.depositAddress), ...stamp };
}

function confirmationOf({ word, ...confirmation }: Confirmation): EntryView['confirmations'][number] {
  return { ...withIsoTime(confirmation), ...signingDevice(word) };
}

function stepOf({
  evidence,
  until,
  lookAlikes: _ofProposal,
  word,
  ...step
}: EntryHistoryStep): EntryView['history'][number] {
  return {
    ...withIsoTime(step),
    ...(evidence === undefined ? {} : { proof: evidence.kind }),
    ...signingDevice(word),
    ...(until === undefined ? {} : { until: iso(until) }),
  };
}

function withIsoTime<Done extends EntryStamp>(done: Done): Omit<Done, 'at'> & { readonly at: string } {
  return { ...done, at: iso(done.at) };
}
