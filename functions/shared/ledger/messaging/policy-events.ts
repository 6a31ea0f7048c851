import { iso } from '../../core/clock.ts';
import type { PolicyEvent } from '../policy/policy-state.ts';
import type { PolicyWriter } from '../store/policy-writer.ts';
import type { Bus, OutgoingEvent } from './bus.ts';

/**
 * Tells people what happened to the policy: what is looser waits so that one of them can veto it. A listener may get an
 * event twice: `number` names it. It shows where the policy changes, and no value.
 */
export async function publishPolicyEvents(
  keeper: Pick<PolicyWriter, 'unannounced' | 'announced'>,
  bus: Bus,
): Promise<readonly PolicyEvent[]> {
  const events = await keeper.unannounced();
  const last = events.at(-1);
  if (last === undefined) return [];
  await bus.publish(events.map(toBusEvent));
  await keeper.announced(last);
  return events;
}

function toBusEvent({ number, what, paths, actsAt, by, at }: PolicyEvent): OutgoingEvent {
  const detail = {
    number,
    what,
    by,
    at: iso(at),
    ...(paths === undefined ? {} : { paths }),
    ...(actsAt === undefined ? {} : { actsAt: iso(actsAt) }),
  };
  return { detailType: 'PolicyChanged', detail };
}
