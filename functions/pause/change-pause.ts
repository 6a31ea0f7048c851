import type { Clock, Millis } from '../shared/core/clock.ts';
import { assert, isTreasuryError } from '../shared/core/errors.ts';
import type { Person } from '../shared/core/person.ts';
import { pauseDigest, resumeSaid } from '../shared/ledger/authorization/what-is-said.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishPauseChanges } from '../shared/ledger/messaging/pause-events.ts';
import { PasskeyRefusedError, PasskeyRequiredError } from '../shared/ledger/passkeys/errors.ts';
import { takeAskedWord } from '../shared/ledger/passkeys/take-asked-word.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { findPause, type Pause, type PauseState, pauseSending, resumeSending } from '../shared/ledger/pause/pause.ts';
import type { Scope } from '../shared/ledger/pause/scope.ts';
import { asksBeyondApprovals } from '../shared/ledger/policy/passkeys.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import type { ResumeRequest } from './pause-request.ts';
import { pauseStateView, pauseView } from './view.ts';
import type { PausedView, ResumedView } from './view-schema.ts';

export interface PauseDependencies {
  readonly pauses: PauseStore;
  readonly words: WordTaker;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Tells of a change that the bus did not take. It holds all the same, and the tick puts it on the bus. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** What it takes to resume. */
export type ResumePolicy = Pick<PolicyInForce, 'firstEpoch' | 'passkeys'>;

/** How the switch stands after somebody used it. */
interface PauseChangeResult {
  readonly state: PauseState;
}

/** What they are told who paused. */
export interface PauseResult extends PauseChangeResult {
  readonly status: 200;
  readonly body: PausedView;
}

/** What they are told who resumed: one person is not enough. */
export type ResumeResult = PauseChangeResult &
  ({ readonly status: 200; readonly body: ResumedView } | { readonly status: 202; readonly body: PausedView });

/** Stops all new sends that the scope covers. Safe to ask for twice: the first pause stands. */
export async function pause(
  dependencies: PauseDependencies,
  person: Person,
  scope: Scope,
  reason: string,
): Promise<PauseResult> {
  const stamp = { ...person, at: dependencies.clock.now() };
  const { standing: state, seenAt } = await change(dependencies, (now) => pauseSending(now, scope, reason, stamp));
  const own = findPause(state, scope);
  assert(own !== undefined, 'what was just paused is paused');
  const message = 'New sends stop by inForceAt. What the exchange has taken before goes on there.';
  return { status: 200, body: { ...pauseView(own, seenAt), ...pauseStateView(state, seenAt), message }, state };
}

/** The first person proposes to send again, a second and different one makes it so. Safe to ask for twice. */
export async function resume(
  dependencies: PauseDependencies,
  person: Person,
  { scope, word }: ResumeRequest,
  policy: ResumePolicy,
): Promise<ResumeResult> {
  const stamp = { ...person, at: dependencies.clock.now() };
  const isAsked = asksBeyondApprovals(policy);
  const rule = (now: PauseState, taken?: SignedWord) =>
    resumeSending(now, scope, stamp, policy.firstEpoch, { isAsked, word: taken });
  const seen = await dependencies.pauses.read();
  const pausedNow = findPause(seen, scope);
  // What changes nothing takes no signature: a nonce is good for once.
  const taken =
    pausedNow === undefined || rule(seen) === seen
      ? undefined
      : await takeAskedWord(dependencies.words, policy, { word, said: resumeSaid(pausedNow, person), at: stamp.at });
  const { standing: state, seenAt } = await change(dependencies, (now) => {
    const next = rule(now, taken);
    if (next !== now) requireSigned(pausedNow, findPause(now, scope), taken, isAsked);
    return next;
  });
  const view = pauseStateView(state, seenAt);
  const own = findPause(state, scope);
  if (own !== undefined) {
    const message = `${scope} stays paused until a second person resumes it too.`;
    return { status: 202, body: { ...pauseView(own, seenAt), ...view, message }, state };
  }
  const others = state.pauses.map((each) => each.scope).join(', ');
  const message = `${scope} is not paused.${others === '' ? '' : ` Still paused: ${others}.`}`;
  return { status: 200, body: { scope, ...view, message }, state };
}

/** Somebody may have paused it anew, or resumed it, since what was signed. Throws PasskeyRefusedError and its neighbour. */
function requireSigned(
  signed: Pause | undefined,
  standing: Pause | undefined,
  word: SignedWord | undefined,
  isAsked: boolean,
): void {
  if (word === undefined) {
    if (isAsked) throw new PasskeyRequiredError();
    return;
  }
  const isSame = signed !== undefined && standing !== undefined && pauseDigest(signed) === pauseDigest(standing);
  if (!isSame) throw new PasskeyRefusedError('passkey-content-differs');
}

/** The switch as this change left it, and a moment by which the table had it. */
async function change(
  dependencies: PauseDependencies,
  rule: (now: PauseState) => PauseState,
): Promise<{ readonly standing: PauseState; readonly seenAt: Millis }> {
  const state = await dependencies.pauses.change(rule);
  const seenAt = dependencies.clock.now();
  try {
    await publishPauseChanges(dependencies, state);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report('a change of the pause could not be told', { error });
  }
  return { standing: state, seenAt };
}
