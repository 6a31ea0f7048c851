import type { Clock } from '../../shared/core/clock.ts';
import type { Person } from '../../shared/core/person.ts';
import { monthSaid } from '../../shared/ledger/authorization/what-is-said.ts';
import { PasskeyRequiredError } from '../../shared/ledger/passkeys/errors.ts';
import { takeAskedWord } from '../../shared/ledger/passkeys/take-asked-word.ts';
import type { WordTaker } from '../../shared/ledger/passkeys/take-word.ts';
import { asksBeyondApprovals } from '../../shared/ledger/policy/passkeys.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { MonthCloses } from '../../shared/ledger/store/month-closes.ts';
import type { SignedWord } from '../../shared/passkeys/signed-word.ts';
import { requireRecent } from './month.ts';
import { type MonthDependencies, readMonth } from './read-month.ts';
import { signOff } from './sign-off.ts';
import { monthView, standingView } from './view.ts';

export interface CloseDependencies extends MonthDependencies {
  readonly closes: MonthCloses;
  readonly words: WordTaker;
  readonly clock: Clock;
}

/** What a person says about a month. */
export interface MonthSignature {
  readonly month: string;
  /** Of what they saw. */
  readonly digest: string;
  readonly person: Person;
  /** What a device of the person signed for it. */
  readonly word?: SignedWord;
}

/** The month as it is now; once it is signed, as it was signed. */
export async function showMonth(dependencies: Omit<CloseDependencies, 'words'>, { accounts }: Policy, month: string) {
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
  policy: Policy,
  { month, digest, person, word }: MonthSignature,
) {
  const stamp = { ...person, at: dependencies.clock.now() };
  requireRecent(month, stamp.at);
  const seen = await dependencies.closes.read(month);
  const built = await readMonth(dependencies, month, Object.keys(policy.accounts), seen.frozen);
  const isAsked = asksBeyondApprovals(policy);
  // What changes nothing takes no signature: a nonce is good for once.
  const isDecision = signOff(seen, built, digest, stamp, { isAsked }) !== seen;
  const offered = { word, said: monthSaid(month, digest, person), at: stamp.at };
  const taken = isDecision ? await takeAskedWord(dependencies.words, policy, offered) : undefined;
  const close = await dependencies.closes.change(month, (now) => {
    const next = signOff(now, built, digest, stamp, { isAsked, word: taken });
    // Somebody else changed it in between.
    if (next !== now && isAsked && taken === undefined) throw new PasskeyRequiredError();
    return next;
  });
  const body = standingView(close, built.content);
  return close.frozen === undefined ? ({ status: 202, body } as const) : ({ status: 200, body } as const);
}
