import { ownerOf } from '../plan/device-names.ts';
import { personNamed } from '../plan/personas.ts';
import type { Signing } from '../run/devices/device-book.ts';
import type { Invariant, Observed, Write } from '../run/observed.ts';
import { instructionOf, type Raw, recordOf } from '../run/raw.ts';
import { entryOf } from '../run/raw-entry.ts';
import { isInForce } from './device-rules.ts';
import { clocksOffMs } from './item-periods.ts';

/** A function that takes a signature has so long from there until it writes the decision. */
const functionMs = 25_000;

/** A decision that was written just now, with what its person signed for it. */
interface Taken {
  readonly by: string;
  readonly at: number;
  readonly word: unknown;
  readonly purpose: string;
  readonly decision: string;
  readonly id: string;
  readonly digest: string;
}

/**
 * A signature that is taken is the person's own, of just this, with a nonce that was given for it and serves once, in
 * its time, by a device in force that counted on.
 */
export const wordsTaken: Invariant = {
  name: 'a signature is taken for what it is, once',
  watch: (observed) => {
    if (observed.plan.world.devices === undefined) return {};
    const nonces = new Map<string, string>();
    const counts = new Map<string, { readonly count: number; readonly at: number }[]>();
    return {
      written: (write) => {
        const taken = takenIn(write);
        if (taken === undefined) return undefined;
        const signing = observed.devices.signingOf(taken.word);
        const flaw =
          wrongSigning(observed, taken, signing) ??
          (signing && (usedTwice(nonces, taken, signing) ?? notCounted(counts, signing, write.at)));
        return flaw === undefined ? undefined : `${taken.purpose} ${taken.id}: ${flaw}`;
      },
    };
  },
};

function takenIn({ item, before }: Write): Taken | undefined {
  const instruction = instructionOf(item);
  const approval = instruction?.approvals[instructionOf(before)?.approvals.length ?? 0];
  if (instruction !== undefined && approval !== undefined) {
    const { id, digest } = instruction;
    return takenBy(approval, { purpose: 'payment', decision: 'approve', id, digest });
  }
  const entry = entryOf(item);
  const step = before === undefined ? undefined : entry?.history[entryOf(before)?.history.length ?? 0];
  if (entry === undefined || step === undefined) return undefined;
  return takenBy(step, { purpose: 'destination', decision: 'confirm', id: entry.id, digest: entry.digest });
}

function takenBy({ by, at, word }: Raw, of: Omit<Taken, 'by' | 'at' | 'word'>): Taken | undefined {
  return word === undefined ? undefined : { by: String(by), at: Number(at), word, ...of };
}

function wrongSigning(observed: Observed, taken: Taken, signing: Signing | undefined): string | undefined {
  if (signing === undefined) return `nobody signed what ${taken.by} is said to have`;
  const { by, device, purpose, decision, id, digest } = signing;
  if (by !== personNamed(taken.by) || ownerOf(device) !== by) return `${by} signed with ${device} for ${taken.by}`;
  if (!signing.isProper) return `${by} did not sign it properly`;
  const isOfIt = purpose === taken.purpose && decision === taken.decision;
  if (!isOfIt || id !== taken.id || digest !== taken.digest) return `${by} signed ${purpose} ${decision} of ${id}`;
  if (!observed.devices.wasGiven(signing)) return `${by} signed with a nonce that was not given for it`;
  if (taken.at > Date.parse(signing.expiresAt) + clocksOffMs(observed)) return `${by} signed too long before`;
  return isInForce(observed, device, taken.at) ? undefined : `${device} is not in force`;
}

function usedTwice(nonces: Map<string, string>, { word }: Taken, { nonce }: Signing): string | undefined {
  const { signature } = recordOf(word);
  const before = nonces.get(nonce);
  nonces.set(nonce, String(signature));
  return before === undefined || before === signature ? undefined : 'its nonce served before';
}

/** Two that come at about the same time may be written in another order. */
function notCounted(
  counts: Map<string, { readonly count: number; readonly at: number }[]>,
  { device, count }: Signing,
  at: number,
): string | undefined {
  const own = counts.get(device) ?? [];
  counts.set(device, [...own, { count, at }]);
  const isBehind = own.some((each) => each.at < at - functionMs && each.count > 0 && count <= each.count);
  return isBehind ? `${device} counted ${count}, and had counted so far before` : undefined;
}
