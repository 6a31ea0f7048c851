import { groupsOf, isNameOf, personNamed } from '../plan/personas.ts';
import type { Invariant, Observed, PersonDecision } from '../run/observed.ts';
import { instructionOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { signedSince } from './device-rules.ts';
import { entriesSince, policiesSince } from './item-periods.ts';
import { groupsInRole, isExcluded, quorumFlaw } from './quorum-rules.ts';

/** A function that takes a decision has so long for it. */
const functionMs = 20_000;
/** The tick reads the policy once, and may then take so long. */
const tickMs = 50_000;

/** What people decide is theirs: who may, said so, of just this, and once; and as many as it takes. */
export const approvals: Invariant = {
  name: 'people decide by themselves, and enough of them',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const now = instructionOf(item);
      const seen = instructionOf(before);
      if (now === undefined || now.content.kind === 'asset-transfer' || now.version === seen?.version) return undefined;
      const wrong = wrongGrowth(observed, now, seen) ?? wrongStep(observed, now, seen);
      return wrong === undefined ? undefined : `${now.id}: ${wrong}`;
    },
  }),
};

function wrongGrowth(observed: Observed, now: RawInstruction, seen: RawInstruction | undefined): string | undefined {
  const before = seen?.approvals ?? [];
  const isGrown = JSON.stringify(now.approvals.slice(0, before.length)) === JSON.stringify(before);
  if (!isGrown || now.approvals.length > before.length + 1) return 'its approvals are others than before';
  const added = now.approvals[before.length];
  if (added === undefined) return undefined;
  const by = String(added.by);
  // With a signature once more: the earlier approval may count no more.
  const isAgain = before.some((each) => personNamed(each.by) === personNamed(by));
  if (isAgain && added.word === undefined) return `${by} approves twice`;
  return wrongApproval(observed, now, added) ?? wrongDecision(observed, now, by, 'approve');
}

function wrongApproval(observed: Observed, now: RawInstruction, { by, groups }: Raw): string | undefined {
  const since = observed.now() - functionMs;
  const own = Array.isArray(groups) ? groups.map(String) : [];
  const roles = policiesSince(observed, since).map(groupsInRole);
  const isInRole = roles.some((role) =>
    own.every((group) => role.includes(group) && groupsOf(String(by)).includes(group)),
  );
  if (own.length === 0 || !isInRole) return `${by} approves for ${groups}`;
  const entries = entriesSince(observed, now.content.destination, since);
  return entries.every((entry) => isExcluded(personNamed(by), now, entry))
    ? `${by} may not approve this one`
    : undefined;
}

/** From where people are asked. What they decide is written as they said it. */
function wrongStep(observed: Observed, now: RawInstruction, seen: RawInstruction | undefined): string | undefined {
  if (seen === undefined) return undefined;
  const by = String(now.history.at(-1)?.by);
  const isApproved = now.approvals.length > seen.approvals.length;
  if (isApproved) return wrongCount(observed, now, functionMs);
  if (seen.status === 'awaiting-approval' && now.status === 'approved') {
    // What was too few may be enough by the policy of now. That is for the tick to find.
    return by === 'reconciliation' ? wrongCount(observed, now, tickMs) : 'nobody approved it';
  }
  if (now.status === 'declined') return wrongDecision(observed, now, by, 'decline') ?? ownDecision(now, by);
  if (now.status !== 'canceled') return undefined;
  if (!isSame(by, now.content.requestedBy)) return `${by} takes back what another asked for`;
  return wrongDecision(observed, now, by, 'cancel');
}

/** Enough where it goes on, and too few where it waits: by what was in force at some moment of deciding. */
function wrongCount(observed: Observed, now: RawInstruction, spanMs: number): string | undefined {
  const since = observed.now() - spanMs;
  const flaws = policiesSince(observed, since).flatMap((policy) =>
    entriesSince(observed, now.content.destination, since).flatMap((entry) =>
      signedSince(observed, policy, now, since).map((isSigned) => quorumFlaw(policy, entry, now, isSigned)),
    ),
  );
  const waits = now.status === 'awaiting-approval' || now.state.heldReason !== undefined;
  if (!waits) return flaws.includes(undefined) ? undefined : `it is approved, and ${flaws.join('; ')}`;
  return flaws.some((flaw) => flaw !== undefined) ? undefined : 'enough have approved, and it waits';
}

function wrongDecision(
  { decisions }: Observed,
  { id, digest }: RawInstruction,
  by: string,
  decision: PersonDecision['decision'],
): string | undefined {
  const hasSaid = decisions.some(
    (each) =>
      each.of === id &&
      isNameOf(each.by, by) &&
      each.decision === decision &&
      (decision === 'cancel' || each.digest === digest),
  );
  return hasSaid ? undefined : `${by} never said "${decision}" of what stands there`;
}

function ownDecision({ content }: RawInstruction, by: string): string | undefined {
  return isSame(by, content.requestedBy) ? `${by} declines what they asked for` : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}
