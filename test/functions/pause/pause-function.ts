import {
  markChangesPublished,
  type Pause,
  type PauseState,
  resumeSending,
} from '../../../functions/shared/ledger/pause/pause.ts';
import { openPauses } from '../../../functions/shared/ledger/store/pauses.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { noon } from '../../support/clock.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging } from '../../support/messaging.ts';
import { noPasskeyVariables } from '../../support/passkeys.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';
import { activeEntry } from '../../support/whitelist.ts';

/**
 * The function as it is deployed, on a table that speaks DynamoDB's protocol, and a bus that keeps what it is given.
 */
export async function startPauseFunction() {
  const [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  const variables = { TABLE_NAME: tableName, EVENT_BUS_NAME: 'treasury-test', ...silentLogging, ...noPasskeyVariables };
  Object.assign(process.env, variables);
  const { handler } = await import('../../../functions/pause/handler.ts');
  await ledger.table.put(initialPolicyItem(policyWith({ roles: groupOfRole })));
  await activeEntry(openWhitelist(ledger.table));
  const call = (
    method: string,
    who: Record<string, string> | undefined,
    body?: unknown,
    query?: Record<string, string>,
  ) => answerTo(handler, { method, path: '/pause', claims: who, body, ...(query === undefined ? {} : { query }) });
  return {
    ledger,
    outbox: messaging,
    call,
    show: () => call('GET', claims('ann', 'audit')),
    pause: (name = 'alice', reason = 'odd withdrawals', scope = 'all') =>
      call('PUT', claims(name, 'oncall'), { scope, reason }),
    resume: (name: string, scope?: string) =>
      call('DELETE', claims(name, 'finance'), undefined, scope === undefined ? undefined : { scope }),
    /** Nothing is paused any more, and nothing is left to tell. */
    reset: async () => {
      await openPauses(ledger.table).change(allResumed);
      messaging.events.length = 0;
    },
    close: () => Promise.all([ledger.close(), messaging.close()]),
  };
}

export type PauseFunction = Awaited<ReturnType<typeof startPauseFunction>>;

/** As two people and the bus would have left it, in one write. */
function allResumed(now: PauseState): PauseState {
  const byTwo = (standing: PauseState, { scope }: Pause) =>
    ['zoe', 'zack'].reduce((next, by) => resumeSending(next, scope, { by, at: noon }), standing);
  const resumed = now.pauses.reduce(byTwo, now);
  return markChangesPublished(resumed, resumed.changes.at(-1)?.number ?? 0, noon);
}
