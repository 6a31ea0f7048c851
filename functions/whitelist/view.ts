import { blocksOf } from '../base/blocks.ts';
import type { Millis } from '../base/clock.ts';
import type { EntryState, Evidence, Proof, Stamped, WhitelistEntry } from '../ledger/whitelist/entry.ts';
import { isUsable } from '../ledger/whitelist/steps.ts';

/** An entry as JSON for people and programs. Addresses are there whole, and in blocks, as people compare them. */
export function viewOf(entry: WhitelistEntry, now: Millis): Record<string, unknown> {
  const { id, target, digest, lookAlikes, version } = entry;
  return {
    id,
    ...target,
    ...(target.kind === 'crypto' ? { addressBlocks: blocksOf(target.address) } : {}),
    ...readable(entry.state),
    usable: isUsable(entry, now),
    digest,
    proposedBy: entry.proposedBy,
    proposedAt: iso(entry.proposedAt),
    lookAlikes,
    proofs: entry.proofs.map(proofOf),
    confirmations: entry.confirmations.map(stamped),
    history: entry.history.map(({ evidence, until, lookAlikes: _ofProposal, ...step }) => ({
      ...stamped(step),
      ...(evidence === undefined ? {} : { proof: evidence.kind }),
      ...(until === undefined ? {} : { until: iso(until) }),
    })),
    version,
  };
}

function readable(state: EntryState): Record<string, string> {
  return state.status === 'cooling-off' ? { status: state.status, until: iso(state.until) } : { status: state.status };
}

function proofOf({ by, at, ...evidence }: Proof): Record<string, unknown> {
  return { ...withBlocks(evidence), by, at: iso(at) };
}

/** Whoever makes the payment reads this address off a screen too. */
function withBlocks(evidence: Evidence): Record<string, unknown> {
  if (evidence.kind !== 'micro-payment') return evidence;
  return { ...evidence, depositAddressBlocks: blocksOf(evidence.depositAddress) };
}

function stamped<Done extends Stamped>(done: Done): Omit<Done, 'at'> & { readonly at: string } {
  return { ...done, at: iso(done.at) };
}

function iso(time: Millis): string {
  return new Date(time).toISOString();
}
