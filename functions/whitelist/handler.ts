import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { systemClock } from '../shared/core/clock.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange } from '../shared/runtime/exchange.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { type HttpEvent, isHttpEvent } from '../shared/runtime/http/request.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { type CheckDependencies, checkExchange } from './check-exchange.ts';
import { parseCheck } from './requests.ts';
import { whitelistRouteHandlers } from './route-handlers.ts';
import { whitelistRoutes } from './routes.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, ...exchangeVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const dependencies: CheckDependencies = {
  whitelist: openWhitelist(table),
  known: openDepositAddresses(table),
  exchange: openExchange(variables, table, logger),
  bus: openObservedBus(variables, logger),
  clock: systemClock,
  environment: variables.EXCHANGE_ENVIRONMENT,
  report: (what, { error, ...detail }) =>
    logger.error(what, { ...detail, ...(error === undefined ? {} : { error: loggedError(error) }) }),
};

const answer = serve(whitelistRoutes, whitelistRouteHandlers(dependencies), policies);

async function overHttp(event: HttpEvent, context: Context) {
  const response = await answer(event, context);
  const { routeKey: route, pathParameters } = event;
  logger.info('the whitelist was asked', { route, id: pathParameters?.id, status: response.statusCode });
  return response;
}

async function check(event: unknown) {
  parseCheck(event);
  const checked = await checkExchange(dependencies, await policies.get());
  logger.info('the whitelist was checked', { ...checked });
  return checked;
}

/** The routes of `/whitelist`, and `{"check": "exchange"}` from its schedule. */
export const handler = middy(
  async (event: unknown, context: Context): Promise<unknown> =>
    isHttpEvent(event) ? overHttp(event, context) : check(event),
)
  .use(logContext(logger))
  .use(httpErrors(logger));
