import type { Clock, Millis } from '../shared/core/clock.ts';
import { assert, isTreasuryError } from '../shared/core/errors.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { tellChanges } from '../shared/ledger/messaging/pause-events.ts';
import { type PauseSwitch, pauseSending, resumeSending, standingAt } from '../shared/ledger/pause/pause.ts';
import type { Scope } from '../shared/ledger/pause/scope.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import { viewOf, viewOfPause } from './view.ts';
import type { PausedView, ResumedView } from './view-schema.ts';

export interface SwitchParts {
  readonly pauses: PauseStore;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Tells of a change that the bus did not take. It holds all the same, and the tick puts it on the bus. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** How the switch stands after somebody used it. */
interface Used {
  readonly standing: PauseSwitch;
}

/** What they are told who paused. */
export interface Paused extends Used {
  readonly status: 200;
  readonly body: PausedView;
}

/** What they are told who resumed: one person is not enough. */
export type Resumed = Used &
  ({ readonly status: 200; readonly body: ResumedView } | { readonly status: 202; readonly body: PausedView });

/** Stops all new sends that the scope covers. Safe to ask for twice: the first pause stands. */
export async function pause(parts: SwitchParts, by: string, scope: Scope, reason: string): Promise<Paused> {
  const doing = { by, at: parts.clock.now() };
  const { standing, seenAt } = await change(parts, (now) => pauseSending(now, scope, reason, doing));
  const own = standingAt(standing, scope);
  assert(own !== undefined, 'what was just paused is paused');
  const message = 'New sends stop by inForceAt. What the exchange has taken before goes on there.';
  return { status: 200, body: { ...viewOfPause(own, seenAt), ...viewOf(standing, seenAt), message }, standing };
}

/** The first person proposes to send again, a second and different one makes it so. Safe to ask for twice. */
export async function resume(parts: SwitchParts, by: string, scope: Scope): Promise<Resumed> {
  const doing = { by, at: parts.clock.now() };
  const { standing, seenAt } = await change(parts, (now) => resumeSending(now, scope, doing));
  const view = viewOf(standing, seenAt);
  const own = standingAt(standing, scope);
  if (own !== undefined) {
    const message = `${scope} stays paused until a second person resumes it too.`;
    return { status: 202, body: { ...viewOfPause(own, seenAt), ...view, message }, standing };
  }
  const others = standing.pauses.map((each) => each.scope).join(', ');
  const message = `${scope} is not paused.${others === '' ? '' : ` Still paused: ${others}.`}`;
  return { status: 200, body: { scope, ...view, message }, standing };
}

/** The switch as this change left it, and a moment by which the table had it. */
async function change(
  parts: SwitchParts,
  rule: (now: PauseSwitch) => PauseSwitch,
): Promise<{ readonly standing: PauseSwitch; readonly seenAt: Millis }> {
  const standing = await parts.pauses.change(rule);
  const seenAt = parts.clock.now();
  try {
    await tellChanges(parts, standing);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report('a change of the pause could not be told', { error });
  }
  return { standing, seenAt };
}
