import { ownerOf } from '../plan/device-names.ts';
import type { Signing } from '../run/devices/device-book.ts';
import { headPk } from '../run/instance-ports.ts';
import type { Execution, Invariant, Observed, Post, Read } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { genuineSigning, isSignatureAsked, isWhatWasSeen, levelOf, toleranceMs } from './device-rules.ts';
import { clocksOffMs, policiesIn, policiesSince } from './item-periods.ts';
import { tierOf } from './quorum-rules.ts';
import { windowMs } from './support.ts';

/**
 * Where signatures are asked for, nothing leaves but what enough people signed, each with an own device that is in
 * force; and at level `all` only to where somebody signed that it is right. Whoever writes what into the table.
 */
export const signedWhenSent: Invariant = {
  name: 'what is sent was signed by devices in force',
  watch: (observed) => {
    if (observed.plan.world.devices === undefined) return {};
    const seen = new Map<string, Read>();
    return {
      read: (read) => {
        seen.set(`${read.by} ${read.pk}`, read);
        return undefined;
      },
      posted: (post) => {
        const flaw = lastLookFlaw(observed, post, seen);
        return flaw === undefined ? undefined : `${post.params.get('clientOrderId')}: ${flaw}`;
      },
      executed: (execution) => {
        if (execution.post === undefined || execution.kind === 'asset-transfer') return undefined;
        const flaw = executionFlaw(observed, execution);
        return flaw === undefined ? undefined : `${execution.order.clientOrderId}: ${flaw}`;
      },
    };
  },
};

function executionFlaw(observed: Observed, execution: Execution): string | undefined {
  const item = observed.item(`instruction#${execution.order.clientOrderId}`);
  const now = observed.now() - windowMs;
  const approvals = item === undefined ? [] : listOf(item.approvals);
  const signings = approvals.flatMap((approval) => {
    const signing = genuineSigning(observed, approval, { now });
    return signing !== undefined && isOfPayment(signing) && isWhatWasSeen(execution, signing) ? [signing] : [];
  });
  const content = recordOf(item?.content);
  const flaws = policiesSince(observed, now).map(
    (policy) =>
      quorumFlaw(observed, policy, content, signings) ??
      (levelOf(observed, policy) === 'all' ? destinationFlaw(observed, content, execution) : undefined),
  );
  return flaws.includes(undefined) ? undefined : flaws.join('; ');
}

function isOfPayment({ purpose, decision }: Signing): boolean {
  return purpose === 'payment' && decision === 'approve';
}

function quorumFlaw(observed: Observed, policy: Raw, content: Raw, signings: readonly Signing[]): string | undefined {
  if (!isSignatureAsked(observed, policy, content)) return undefined;
  const people = new Set(signings.map(({ by }) => by));
  const { quorum } = tierOf(policy, content);
  return people.size < Number(quorum) ? `${people.size} people have signed, and it takes ${quorum}` : undefined;
}

/** A device that was revoked later had signed it all the same. */
function destinationFlaw(observed: Observed, { destination }: Raw, execution: Execution): string | undefined {
  if (execution.kind === 'asset-transfer') return undefined;
  const { order, kind } = execution;
  const steps = listOf(observed.item(`whitelist#${destination}`)?.history ?? []);
  const isSigned = steps.some((step) => {
    const signing = observed.devices.signingOf(step.word);
    if (signing === undefined) return false;
    const genuine = genuineSigning(observed, step, { now: signing.at });
    const isOfIt = signing.purpose === 'destination' && signing.decision === 'confirm' && signing.id === destination;
    const { address, bankAccount } = signing.seen;
    const isPlace = kind === 'fiat-withdrawal' ? bankAccount === order.bankAccount : address === order.address;
    return genuine !== undefined && isOfIt && isPlace;
  });
  return isSigned ? undefined : `nobody signed that ${destination} is right`;
}

/** Between the write of `sending` and its POST a function looks once more at the devices. */
function lastLookFlaw(observed: Observed, post: Post, seen: ReadonlyMap<string, Read>): string | undefined {
  const id = post.params.get('clientOrderId') ?? '';
  const since = sendingSince(observed, id);
  const latest = (pk: string) => {
    const read = seen.get(`${post.by} ${pk}`);
    return read !== undefined && read.at >= since ? read : undefined;
  };
  const item = observed.item(`instruction#${id}`);
  const content = item === undefined ? {} : recordOf(item.content);
  const policy = latest('policy');
  if (policy === undefined || item === undefined || content.kind === 'asset-transfer') return undefined;
  const signings = listOf(item.approvals).flatMap((approval) => {
    const signing = observed.devices.signingOf(approval.word);
    return signing !== undefined && isSeenInForce(observed, approval, latest) ? [signing] : [];
  });
  const offMs = clocksOffMs(observed);
  const policies = policiesIn(policy.item, policy.at - offMs, observed.now() + offMs);
  const flaws = policies.map((each) => quorumFlaw(observed, each, content, signings));
  return flaws.includes(undefined) ? undefined : `by its last look, ${flaws.join('; ')}`;
}

function sendingSince(observed: Observed, id: string): number {
  const own = observed.writesOf(`instruction#${id}`);
  const last = own.findLast(({ item, before }) => item.status === 'sending' && before?.status !== 'sending');
  return last?.at ?? Number.POSITIVE_INFINITY;
}

/** It read the head of the device that signed, and that was not the end of it. */
function isSeenInForce(observed: Observed, { by, word }: Raw, latest: (pk: string) => Read | undefined): boolean {
  const credentialId = recordOf(word).credentialId;
  const read = latest(headPk(String(credentialId)));
  const device = observed.devices.named(credentialId);
  if (read === undefined || device === undefined || ownerOf(device) !== String(by).toLowerCase()) return false;
  const entry = read.item?.entry;
  return !isRecord(entry) || entry.to !== 'revoked' || Number(entry.at) > read.at - toleranceMs(observed);
}
