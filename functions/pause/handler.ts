import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { personSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import type { PauseState } from '../shared/ledger/pause/pause.ts';
import type { Scope } from '../shared/ledger/pause/scope.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { jsonBody } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { pause, resume } from './change-pause.ts';
import { parsePauseRequest, parseResumeRequest } from './pause-request.ts';
import { pauseRoutes } from './routes.ts';
import { unknownNameWarning } from './unknown-name-warning.ts';
import { pauseStateView } from './view.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const whitelist = openWhitelist(table);
const dependencies = {
  pauses: openPauses(table),
  bus: openObservedBus(variables, logger),
  clock: systemClock,
  report: (what: string, { error, ...detail }: Readonly<Record<string, unknown>>) =>
    logger.error(what, { ...detail, error: loggedError(error) }),
};

const personOf = ({ identity }: Call) => validate('token', personSchema, identity.user);

async function pauseNow(call: Call) {
  const { scope, reason } = parsePauseRequest(jsonBody(call.event));
  const paused = await pause(dependencies, personOf(call), scope, reason);
  logPauseState(paused);
  const warning = await unknownScopeWarning(scope, call.policy);
  return { status: paused.status, body: warning === undefined ? paused.body : { ...paused.body, warning } };
}

/** The pause stands already: that the name cannot be looked up must not look as if it did not. */
async function unknownScopeWarning(scope: Scope, policy: Policy): Promise<string | undefined> {
  try {
    return await unknownNameWarning(scope, policy, whitelist);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the name of a scope could not be looked up', { error });
    return undefined;
  }
}

async function resumeNow(call: Call) {
  const { event } = call;
  const scope = parseResumeRequest(event.queryStringParameters ?? {}, event.body ?? '');
  const { state, ...answer } = await resume(dependencies, personOf(call), scope);
  logPauseState({ state });
  return answer;
}

function logPauseState({ state }: { readonly state: PauseState }): void {
  const paused = state.pauses.map(({ scope }) => scope);
  logger.info('the pause stands', { paused, lastChange: state.changes.at(-1) });
}

/** Looked at by everybody; used by those who run things and those who approve. */
export const handler = middy(
  serve(
    pauseRoutes,
    {
      'GET /pause': async () => {
        const state = await dependencies.pauses.read();
        return { status: 200, body: pauseStateView(state, systemClock.now()) };
      },
      'PUT /pause': pauseNow,
      'DELETE /pause': resumeNow,
    },
    policies,
  ),
)
  .use(logContext(logger))
  .use(httpErrors(logger));
