import type { Clock } from '../base/clock.ts';
import { type PauseSwitch, pauseSending, resumeSending } from '../ledger/pause/pause.ts';
import type { PauseStore } from '../ledger/store/pauses.ts';
import { parsePauseRequest } from './pause-request.ts';
import { viewOf } from './view.ts';

export interface SwitchParts {
  readonly pauses: PauseStore;
  readonly clock: Clock;
}

export interface Switched {
  readonly status: 200 | 202;
  readonly body: Readonly<Record<string, unknown>>;
  readonly standing: PauseSwitch;
}

/** Stops all new sends. Safe to ask for twice: the first pause stands. */
export async function pause({ pauses, clock }: SwitchParts, by: string, body: unknown): Promise<Switched> {
  const { reason } = parsePauseRequest(body);
  const doing = { by, at: clock.now() };
  const standing = await pauses.change((now) => pauseSending(now, reason, doing));
  // Until the table has taken a new pause somebody may still read that there is none, and send.
  const isNew = standing.pause?.at === doing.at;
  const view = isNew ? viewOf(standing, clock.now()) : viewOf(standing);
  const message = 'New sends stop by inForceAt. What the exchange has taken before goes on there.';
  return { status: 200, body: { ...view, message }, standing };
}

/** The first person proposes to send again, a second and different one makes it so. Safe to ask for twice. */
export async function resume({ pauses, clock }: SwitchParts, by: string): Promise<Switched> {
  const doing = { by, at: clock.now() };
  const standing = await pauses.change((now) => resumeSending(now, doing));
  return { status: standing.pause === undefined ? 200 : 202, body: viewOf(standing), standing };
}
