import type { LoggedError } from '../../../functions/shared/runtime/logger.ts';
import type { Action } from '../plan/plan.ts';
import type { Invariant } from '../run/observed.ts';
import { endStatuses, instructionOf } from '../run/raw.ts';

/** Where nothing goes wrong, everything goes well: no 429, no doubt, one attempt, and an end within minutes. */
export const calmWorld: Invariant = {
  name: 'nothing goes wrong in a calm world',
  watch: (observed) => {
    if (!observed.plan.world.isCalm) return {};
    const refused = new Set<string>();
    return {
      called: ({ name, status, instructionId }) => {
        if (name === 'request' && status === 422 && instructionId !== undefined) refused.add(instructionId);
        return undefined;
      },
      failed: (by, error) => (isNoFailure(error) ? undefined : `${by} fails: ${error.message}`),
      ended: () => {
        const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
        const odd = all.find(({ status, attempts }) => !endStatuses.has(status) || attempts.length > 1);
        if (odd !== undefined) return `${odd.id} is ${odd.status} after ${odd.attempts.length} attempts`;
        // What can never succeed, and was asked for over HTTP, is told and not written down.
        const asked = new Set(observed.plan.actions.flatMap(nameOf).filter((id) => !refused.has(id)));
        return asked.size === all.length ? undefined : `${asked.size} were asked for, and ${all.length} are there`;
      },
    };
  },
};

/**
 * The tick may send to its queue what is just being sent: who comes second is told so, and does nothing. Nor is another
 * person needed where enough have approved. And who asks for what can never succeed is told so.
 */
function isNoFailure({ code }: Pick<LoggedError, 'code'>): boolean {
  return code === 'version-conflict' || code === 'not-awaiting-approval' || refusals.has(code ?? '');
}

const refusals: ReadonlySet<string> = new Set([
  'coin-not-allowed',
  'destination-mismatch',
  'destination-not-whitelisted',
  'over-destination-limit',
  'over-per-instruction',
  'over-rolling-limit',
  'too-many-decimals',
]);

/** What an action asks for. The same run of a sweep is one, however often it is due. */
function nameOf(action: Action): string[] {
  if (action.kind === 'sweep-due') return [`${action.sweepId} ${action.scheduledTime}`];
  return action.kind === 'request' ? [action.asked.instructionId] : [];
}
