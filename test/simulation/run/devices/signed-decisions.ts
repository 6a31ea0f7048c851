import { iso } from '../../../../functions/shared/core/clock.ts';
import { sha256 } from '../../invariants/chain.ts';
import { isSignatureAsked, levelOf } from '../../invariants/device-rules.ts';
import { policiesSince } from '../../invariants/item-periods.ts';
import { isRecord, listOf, type Raw, type RawInstruction, recordOf } from '../raw.ts';
import type { RawEntry } from '../raw-entry.ts';
import type { Simulation } from '../simulation.ts';
import type { Shown } from './sign.ts';

/* What is before people, by docs/passkeys.md: the subject of each purpose, worked out here once more. */

type Seen = Pick<Simulation, 'observer'>;

function policyNow({ observer }: Seen): Raw {
  return policiesSince(observer, observer.now()).at(-1) ?? {};
}

function isAllAsked(simulation: Seen): boolean {
  return levelOf(simulation.observer, policyNow(simulation)) === 'all';
}

export function approvalShown(simulation: Seen, { id, digest, content }: RawInstruction): Shown {
  const isAsked = isSignatureAsked(simulation.observer, policyNow(simulation), content);
  return { purpose: 'payment', decision: 'approve', subject: { id, digest }, seen: content, isAsked };
}

export function destinationShown(simulation: Seen, { id, digest, target }: RawEntry): Shown {
  const subject = { id, digest };
  return { purpose: 'destination', decision: 'confirm', subject, seen: target, isAsked: isAllAsked(simulation) };
}

export function resolutionShown(
  simulation: Seen,
  { id, digest, content }: RawInstruction,
  { decision, evidence }: { readonly decision: 'settled' | 'failed'; readonly evidence: string },
): Shown {
  const subject = { id, digest: sha256({ digest, evidence }) };
  return { purpose: 'doubt', decision, subject, seen: content, isAsked: isAllAsked(simulation) };
}

/** Undefined where the scope is not paused. */
export function resumeShown(simulation: Seen, item: Raw | undefined, scope: string): Shown | undefined {
  const paused = item === undefined ? undefined : listOf(recordOf(item.switch).pauses).find(isOf(scope));
  if (paused === undefined) return undefined;
  const { reason, resume } = paused;
  const who = ({ by, at }: Raw) => ({ by, at: iso(Number(at)) });
  const digest = sha256({ scope, reason, ...who(paused), ...(isRecord(resume) ? { resume: who(resume) } : {}) });
  const subject = { id: scope, digest };
  return { purpose: 'pause', decision: 'resume', subject, seen: paused, isAsked: isAllAsked(simulation) };
}

function isOf(scope: string) {
  return (each: Raw) => each.scope === scope;
}
