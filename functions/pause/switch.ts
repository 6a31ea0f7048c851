import type { Clock, Millis } from '../base/clock.ts';
import { isTreasuryError } from '../base/errors.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import { type PauseSwitch, pauseSending, resumeSending, standingAt } from '../ledger/pause/pause.ts';
import { tellChanges } from '../ledger/pause/pause-events.ts';
import type { Scope } from '../ledger/pause/scope.ts';
import type { PauseStore } from '../ledger/store/pauses.ts';
import { viewOfScope } from './view.ts';

export interface SwitchParts {
  readonly pauses: PauseStore;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Tells of a change that the bus did not take. It holds all the same, and the tick puts it on the bus. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

export interface Switched {
  readonly status: 200 | 202;
  readonly body: Readonly<Record<string, unknown>>;
  readonly standing: PauseSwitch;
}

/** Stops all new sends that the scope covers. Safe to ask for twice: the first pause stands. */
export async function pause(parts: SwitchParts, by: string, scope: Scope, reason: string): Promise<Switched> {
  const doing = { by, at: parts.clock.now() };
  const { standing, seenAt } = await change(parts, (now) => pauseSending(now, scope, reason, doing));
  const message = 'New sends stop by inForceAt. What the exchange has taken before goes on there.';
  return { status: 200, body: { ...viewOfScope(standing, scope, seenAt), message }, standing };
}

/** The first person proposes to send again, a second and different one makes it so. Safe to ask for twice. */
export async function resume(parts: SwitchParts, by: string, scope: Scope): Promise<Switched> {
  const doing = { by, at: parts.clock.now() };
  const { standing, seenAt } = await change(parts, (now) => resumeSending(now, scope, doing));
  const view = viewOfScope(standing, scope, seenAt);
  if (standingAt(standing, scope) !== undefined) {
    const message = `${scope} stays paused until a second person resumes it too.`;
    return { status: 202, body: { ...view, message }, standing };
  }
  const others = standing.pauses.map((each) => each.scope).join(', ');
  const message = `${scope} is not paused.${others === '' ? '' : ` Still paused: ${others}.`}`;
  return { status: 200, body: { ...view, message }, standing };
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
