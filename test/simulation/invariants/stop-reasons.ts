import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import type { RawEntry } from '../run/raw-entry.ts';
import { genuineSigning, levelOf, signedSince, toleranceMs } from './device-rules.ts';
import { clocksOffMs, entriesSince, policiesSince } from './item-periods.ts';
import { addressFlaw, coolOffFlaw, paymentFlaw } from './payment-rules.ts';
import { quorumFlaw } from './quorum-rules.ts';

/** The longest that a function looks before it writes. */
const functionMs = 60_000;
const attemptsMax = 40;

/** What is turned away, or made to wait, is so for the reason that it gives. */
export const stopReasons: Invariant = {
  name: 'a payment is stopped for the reason it gives',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const now = instructionOf(item);
      const seen = instructionOf(before);
      const isNew = now !== undefined && seen !== undefined && now.version !== seen.version;
      if (!isNew || now.content.kind === 'asset-transfer') return undefined;
      const wrong = unfoundedReason(observed, now, seen);
      return wrong === undefined ? undefined : `${now.id} is ${now.status} (${wrong})`;
    },
  }),
};

/** The reason, where nothing stood in its way as that says. */
function unfoundedReason(observed: Observed, now: RawInstruction, seen: RawInstruction): string | undefined {
  const { status, state, attempts } = now;
  if (status === 'expired') return isOld(observed, now) ? undefined : 'approval-expired';
  const reason = String(status === 'approved' ? state.heldReason : state.reason);
  if (status === 'approved' && seen.status === 'sending') return undefined;
  const isStopped = status === 'rejected' || (status === 'approved' && state.heldReason !== undefined);
  // One more approval leaves a hold as it was.
  if (!isStopped || now.approvals.length > seen.approvals.length) return undefined;
  switch (reason) {
    case 'approvals-missing':
      return finds(observed, now, (policy, entry) => quorumFlawSince(observed, policy, entry, now))
        ? undefined
        : reason;
    case 'signatures-refused':
      return now.approvals.some((each) => isRefused(observed, each)) ? undefined : reason;
    case 'destination-unsigned':
      return policiesSince(observed, observed.now() - functionMs).some((policy) => levelOf(observed, policy) === 'all')
        ? undefined
        : reason;
    case 'cooling-off': {
      const at = observed.now() - functionMs;
      return finds(observed, now, (policy, entry) => entry && coolOffFlaw(policy, entry, at, 0)) ? undefined : reason;
    }
    case 'funding-failed':
    case 'funding':
      // Whether its transfer is as that says: see funding.ts.
      return now.content.fundFrom === undefined ? reason : undefined;
    case 'attempts-exhausted':
      return attempts.length >= attemptsMax ? undefined : reason;
    case 'over-rolling-limit':
    case 'over-count-limit':
    case 'over-destination-limit':
      return finds(observed, now, (policy) => limitFor(policy, reason)) ? undefined : reason;
    default:
      if (status !== 'rejected') return undefined;
      return finds(observed, now, (policy, entry) => contentFlaw(policy, entry, now)) ? undefined : reason;
  }
}

function quorumFlawSince(
  observed: Observed,
  policy: Rules,
  entry: RawEntry | undefined,
  now: RawInstruction,
): string | undefined {
  const signed = signedSince(observed, policy, now, observed.now() - functionMs);
  return signed.map((isSigned) => quorumFlaw(policy, entry, now, isSigned)).find((flaw) => flaw !== undefined);
}

/** It says that it is signed, and the signature counts for nothing now. */
function isRefused(observed: Observed, approval: Raw): boolean {
  const now = observed.now() + 2 * toleranceMs(observed);
  return approval.word !== undefined && genuineSigning(observed, approval, { now }) === undefined;
}

function contentFlaw(policy: Rules, entry: RawEntry | undefined, { content }: RawInstruction): string | undefined {
  return paymentFlaw(policy, entry, content) ?? (entry && addressFlaw(entry, content));
}

/** A limit of the kind that the reason names. Whether it is exceeded, rolling-limits.ts and last-look.ts say. */
function limitFor(policy: Rules, reason: string): string | undefined {
  const { rolling, perDestination } = recordOf(recordOf(policy.withdrawals).USDT);
  if (reason === 'over-destination-limit') return perDestination === undefined ? undefined : reason;
  const kind = reason === 'over-count-limit' ? 'count' : 'amount';
  return listOf(rolling).some((limit) => limit[kind] !== undefined) ? reason : undefined;
}

type Rules = Parameters<typeof paymentFlaw>[0];

/** Whether the flaw was there by what was in force at some moment since the function began. */
function finds(
  observed: Observed,
  { content }: RawInstruction,
  flawOf: (policy: Rules, entry: RawEntry | undefined) => string | undefined,
): boolean {
  const since = observed.now() - functionMs;
  const entries = entriesSince(observed, content.destination, since);
  return policiesSince(observed, since).some((policy) => entries.some((entry) => flawOf(policy, entry) !== undefined));
}

/** Older than some policy of the last minute lets anything wait. */
function isOld(observed: Observed, { id }: RawInstruction): boolean {
  const age = observed.now() - Date.parse(String(observed.item(`instruction#${id}`)?.createdAt));
  const policies = policiesSince(observed, observed.now() - functionMs);
  const shortest = Math.min(...policies.map((policy) => Number(policy.approvalExpiryMs)));
  return age + 2 * clocksOffMs(observed) > shortest;
}
