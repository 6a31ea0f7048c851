import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import {
  type ExportSpan,
  endOf,
  fullSpan,
  isExportable,
  isInReach,
  nextIncrement,
  settlingMs,
} from '../shared/ledger/export-span.ts';

/** An export that is asked for: written down before DynamoDB is told, so that a crash asks for the same one again. */
export interface ExportClaim {
  readonly span: ExportSpan;
  /** DynamoDB takes two requests with the same token for one. */
  readonly token: string;
  readonly claimedAt: Millis;
  /** 1 for the first. */
  readonly tries: number;
  /** Absent until DynamoDB has said that it took the request. */
  readonly exportArn?: string;
}

/** How far the table is exported. One export at a time: the next begins where a complete one has ended. */
export interface ExportProgress {
  /** Absent before the first export is complete. */
  readonly exportedUntil?: Millis;
  readonly claim?: ExportClaim;
}

/** Why an export is asked for once more. */
export type RetryReason =
  /** DynamoDB says that it failed, or knows it no longer. */
  | 'failed'
  /** Nobody knows whether it was taken, and its token is too old to ask again. */
  | 'not-started'
  /** Point-in-time recovery does not reach back so far. */
  | 'out-of-reach';

/** What is to be done now. */
export type ExportStep =
  /** All that is over is exported, or what is claimed is not over yet. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'claim'; readonly span: ExportSpan }
  | { readonly kind: 'start'; readonly claim: ExportClaim }
  | { readonly kind: 'ask'; readonly claim: ExportClaim; readonly exportArn: string }
  | { readonly kind: 'claim-again'; readonly claim: ExportClaim; readonly why: RetryReason };

/** DynamoDB keeps a token for eight hours. Later the same request would be another export. */
const tokenMs = 7 * 3_600_000;

export function nextStep({ exportedUntil, claim }: ExportProgress, now: Millis): ExportStep {
  if (claim?.exportArn !== undefined) return { kind: 'ask', claim, exportArn: claim.exportArn };
  if (claim !== undefined) return stepForClaim(claim, now);
  if (exportedUntil === undefined) return { kind: 'claim', span: fullSpan(now - settlingMs) };
  const span = nextIncrement(exportedUntil);
  return isExportable(span, now) ? { kind: 'claim', span } : { kind: 'wait' };
}

function stepForClaim(claim: ExportClaim, now: Millis): ExportStep {
  if (!isInReach(claim.span, now)) return { kind: 'claim-again', claim, why: 'out-of-reach' };
  if (now - claim.claimedAt > tokenMs) return { kind: 'claim-again', claim, why: 'not-started' };
  return isExportable(claim.span, now) ? { kind: 'start', claim } : { kind: 'wait' };
}

export function claimed(progress: ExportProgress, span: ExportSpan, token: string, now: Millis): ExportProgress {
  assert(progress.claim === undefined, 'one export at a time');
  return { ...progress, claim: { span, token, claimedAt: now, tries: 1 } };
}

export function started(progress: ExportProgress, claim: ExportClaim, exportArn: string): ExportProgress {
  return { ...progress, claim: { ...claim, exportArn } };
}

export function completed({ span }: ExportClaim): ExportProgress {
  return { exportedUntil: endOf(span) };
}

/**
 * The same span under a new token. Where it is lost, the whole table instead: each item tells its whole history, so
 * nothing but the time in between is missing. A whole table is taken as it stands now, and begun once that is settled.
 */
export function claimedAgain(
  progress: ExportProgress,
  claim: ExportClaim,
  why: RetryReason,
  token: string,
  now: Millis,
): ExportProgress {
  const isWhole = claim.span.kind === 'full' || why === 'out-of-reach';
  const span = isWhole ? fullSpan(now) : claim.span;
  return { ...progress, claim: { span, token, claimedAt: now, tries: claim.tries + 1 } };
}

/**
 * Whether people are told of it. A table is a few minutes old before it can be exported at all: the first deployment is
 * no alarm.
 */
export function shouldAlarm({ span, tries }: ExportClaim, why: RetryReason): boolean {
  return !(why === 'out-of-reach' && span.kind === 'full' && tries === 1);
}
