import type { Clock } from '../../shared/core/clock.ts';
import type { PersonStamp } from '../../shared/core/person.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { MonthCloses } from '../../shared/ledger/store/month-closes.ts';
import { requireRecent } from './month.ts';
import { type MonthDependencies, readMonth } from './read-month.ts';
import { signOff } from './sign-off.ts';
import { monthView, standingView } from './view.ts';

export interface CloseDependencies extends MonthDependencies {
  readonly closes: MonthCloses;
  readonly clock: Clock;
}

/** What a person says about a month. */
export interface MonthSignature {
  readonly month: string;
  /** Of what they saw. */
  readonly digest: string;
  readonly stamp: PersonStamp;
}

/** The month as it is now; once it is signed, as it was signed. */
export async function showMonth(dependencies: CloseDependencies, { accounts }: Policy, month: string) {
  const close = await dependencies.closes.read(month);
  const { content } = await readMonth(dependencies, month, Object.keys(accounts), close.frozen);
  return { status: 200, body: monthView(close, content) } as const;
}

/**
 * Notes that a person signs what they saw. Safe to repeat. Throws what the rule throws, and InvalidInputError for a
 * month that cannot be closed any more, or not yet.
 */
export async function signMonth(
  dependencies: CloseDependencies,
  { accounts }: Policy,
  { month, digest, stamp }: MonthSignature,
) {
  requireRecent(month, dependencies.clock.now());
  const { frozen } = await dependencies.closes.read(month);
  const built = await readMonth(dependencies, month, Object.keys(accounts), frozen);
  const close = await dependencies.closes.change(month, (now) => signOff(now, built, digest, stamp));
  const body = standingView(close, built.content);
  return close.frozen === undefined ? ({ status: 202, body } as const) : ({ status: 200, body } as const);
}
