import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { NotFoundError } from '../ledger/errors.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openDepositAddresses } from '../ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { openWhitelist } from '../ledger/store/whitelist.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { exchangeVariables, openExchange } from '../runtime/exchange.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, isHttpEvent } from '../runtime/http/request.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { type CheckParts, checkExchange } from './check-exchange.ts';
import { parseCheck, personNamed } from './requests.ts';
import { routes } from './routes.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME', ...exchangeVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const parts: CheckParts = {
  whitelist: openWhitelist(table),
  known: openDepositAddresses(table),
  exchange: openExchange(variables, table, logger),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
  environment: variables.EXCHANGE_ENVIRONMENT,
  report: (what, { error, ...detail }) =>
    logger.error(what, { ...detail, ...(error === undefined ? {} : { error: loggedError(error) }) }),
};

async function overHttp(event: HttpEvent) {
  const route = routes[event.routeKey];
  if (route === undefined) throw new NotFoundError(`route ${event.routeKey}`);
  const policy = await policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  requireRole(identity, policy.roles, route.allowed, route.what);
  const person = personNamed(identity.user);
  const response = await route.act(parts, { event, policy, person });
  logger.info('the whitelist was asked', { route: event.routeKey, by: person, id: event.pathParameters?.id });
  return response;
}

async function check(event: unknown) {
  parseCheck(event);
  const checked = await checkExchange(parts, await policies.get());
  logger.info('the whitelist was checked', { ...checked });
  return checked;
}

/** The routes of `/whitelist`, and `{"check": "exchange"}` from its schedule. */
export const handler = middy(
  async (event: unknown): Promise<unknown> => (isHttpEvent(event) ? overHttp(event) : check(event)),
).use(httpErrors(logger));
