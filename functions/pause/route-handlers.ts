import { isTreasuryError } from '../shared/core/errors.ts';
import type { PauseState } from '../shared/ledger/pause/pause.ts';
import type { Scope } from '../shared/ledger/pause/scope.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import type { Call, RouteHandlers } from '../shared/runtime/http/serve.ts';
import type { Log } from '../shared/runtime/ports.ts';
import { type PauseDependencies, pause, resume } from './change-pause.ts';
import { parsePauseRequest, parseResumeRequest } from './pause-request.ts';
import type { pauseRoutes } from './routes.ts';
import { unknownNameWarning } from './unknown-name-warning.ts';
import { changeView, pauseStateView } from './view.ts';

export interface PauseRouteDependencies extends PauseDependencies {
  readonly whitelist: WhitelistStore;
  readonly log: Pick<Log, 'info'>;
}

/** What is done for each route of `/pause`. */
export function pauseRouteHandlers(dependencies: PauseRouteDependencies): RouteHandlers<typeof pauseRoutes> {
  return {
    'GET /pause': async () => {
      const state = await dependencies.pauses.read();
      return { status: 200, body: pauseStateView(state, dependencies.clock.now()) };
    },
    'PUT /pause': (call) => pauseNow(dependencies, call),
    'DELETE /pause': (call) => resumeNow(dependencies, call),
  };
}

async function pauseNow(dependencies: PauseRouteDependencies, call: Call) {
  const { scope, reason } = parsePauseRequest(jsonBody(call.event, 'any'));
  const paused = await pause(dependencies, personIn(call.identity), scope, reason);
  logPauseState(dependencies, paused);
  const warning = await unknownScopeWarning(dependencies, scope, call.policy);
  return { status: paused.status, body: warning === undefined ? paused.body : { ...paused.body, warning } };
}

/** The pause stands already: that the name cannot be looked up must not look as if it did not. */
async function unknownScopeWarning(
  { whitelist, report }: PauseRouteDependencies,
  scope: Scope,
  policy: Policy,
): Promise<string | undefined> {
  try {
    return await unknownNameWarning(scope, policy, whitelist);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report('the name of a scope could not be looked up', { error });
    return undefined;
  }
}

async function resumeNow(dependencies: PauseRouteDependencies, call: Call) {
  const { event } = call;
  const body = (event.body ?? '') === '' ? undefined : jsonBody(event);
  const request = parseResumeRequest(event.queryStringParameters ?? {}, body);
  const { state, ...answer } = await resume(dependencies, personIn(call.identity), request, call.policy);
  logPauseState(dependencies, { state });
  return answer;
}

function logPauseState({ log }: PauseRouteDependencies, { state }: { readonly state: PauseState }): void {
  const paused = state.pauses.map(({ scope }) => scope);
  const last = state.changes.at(-1);
  log.info('the pause stands', { paused, ...(last === undefined ? {} : { lastChange: changeView(last) }) });
}
