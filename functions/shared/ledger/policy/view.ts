import { iso } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { PolicyState } from './policy-state.ts';
import type { policyViewSchema } from './view-schema.ts';

type View = ResponseType<typeof policyViewSchema>;

/**
 * The policy in force, the looser one that waits with what is looser in it, and what happened last, as JSON for people.
 */
export function policyView({ inForce, pending, events }: PolicyState): View {
  return {
    inForce: { ...inForce, since: iso(inForce.since) },
    ...(pending === undefined
      ? {}
      : { pending: { ...pending, proposedAt: iso(pending.proposedAt), actsAt: iso(pending.actsAt) } }),
    events: events.map(({ at, actsAt, before: _before, after: _after, ...event }) => ({
      ...event,
      at: iso(at),
      ...(actsAt === undefined ? {} : { actsAt: iso(actsAt) }),
    })),
  };
}
