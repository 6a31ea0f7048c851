import type { Invariant } from '../run/observed.ts';
import { instructionOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { chains, sha256 } from './chain.ts';

/** The allowed transitions of design.md, written down here again. */
const allowedTransitions: Readonly<Record<string, readonly string[]>> = {
  new: ['requested'],
  requested: ['rejected', 'awaiting-approval', 'approved'],
  'awaiting-approval': ['awaiting-approval', 'approved', 'declined', 'expired', 'canceled'],
  approved: ['approved', 'rejected', 'declined', 'canceled', 'expired', 'sending', 'needs-attention'],
  sending: ['sent', 'failed', 'unknown', 'approved'],
  sent: ['settled', 'failed', 'needs-attention'],
  unknown: ['unknown', 'sent', 'failed', 'approved', 'needs-attention'],
  'needs-attention': ['needs-attention', 'sent', 'settled', 'failed'],
};

/** Each write goes on from what stood there: one version, one entry, and nothing that was written is changed. */
export const history: Invariant = {
  name: 'the history only grows, link by link',
  watch: () => {
    const broken = chains();
    return {
      written: ({ pk, item, before }) => {
        const now = instructionOf(item);
        if (now === undefined) return undefined;
        const seen = instructionOf(before);
        if (seen !== undefined && seen.version === now.version) return changedInPlace(seen, now);
        const wrong = wrongStep(seen, now) ?? wrongDigest(seen, now) ?? wrongLink(broken, pk, seen, now);
        return wrong === undefined ? undefined : `${now.id}: ${wrong}`;
      },
    };
  },
};

function changedInPlace(seen: RawInstruction, now: RawInstruction): string | undefined {
  const isSame = seen.history === now.history || JSON.stringify(seen.history) === JSON.stringify(now.history);
  return isSame && seen.status === now.status ? undefined : `${now.id} changes without a new version`;
}

function wrongStep(seen: RawInstruction | undefined, now: RawInstruction): string | undefined {
  const from = seen?.history.length ?? 0;
  const added = now.history.slice(from);
  if (now.version !== now.history.length) return `version ${now.version} with ${now.history.length} entries`;
  if (seen !== undefined && (added.length !== 1 || now.digest !== seen.digest))
    return `version ${seen.version} became ${now.version}`;
  const past = JSON.stringify(now.history.slice(0, from)) === JSON.stringify(seen?.history ?? []);
  if (!past) return 'the past is another one';
  if (
    JSON.stringify(now.attempts.slice(0, -2)) !==
    JSON.stringify((seen?.attempts ?? []).slice(0, Math.max(0, now.attempts.length - 2)))
  )
    return 'an attempt is another one';
  const last = added.at(-1);
  if (last?.to !== now.status) return `it is ${now.status}, and its history says ${last?.to}`;
  const illegal = added.find(
    (entry, index) => entry.version !== from + index + 1 || !isAllowedTransition(entry, now.history[from + index - 1]),
  );
  if (illegal !== undefined) return `${illegal.from} became ${illegal.to}`;
  // A sweep decides anew on fresh balances.
  const isResend = last?.from === 'unknown' && last.to === 'approved';
  return isResend && now.content.kind === 'asset-transfer' ? 'a sweep is to be sent again' : undefined;
}

function isAllowedTransition({ from, to }: Raw, before: Raw | undefined): boolean {
  return from === (before?.to ?? 'new') && (allowedTransitions[String(from)] ?? []).includes(String(to));
}

function wrongDigest(seen: RawInstruction | undefined, now: RawInstruction): string | undefined {
  return seen === undefined && now.digest !== sha256(now.content) ? 'its digest is not that of its content' : undefined;
}

function wrongLink(
  broken: ReturnType<typeof chains>,
  pk: string,
  seen: RawInstruction | undefined,
  now: RawInstruction,
): string | undefined {
  const version = broken(pk, now.digest, now.history.slice(seen?.history.length ?? 0));
  return version === undefined ? undefined : `entry ${version} does not follow from the one before`;
}
