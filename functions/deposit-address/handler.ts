import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { systemClock } from '../shared/core/clock.ts';
import { personSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange, openTrials } from '../shared/runtime/exchange.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { isHttpEvent, jsonBody, pathParameter } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { acceptChange } from './accept-change.ts';
import { acceptanceView } from './acceptance-view.ts';
import { type DepositInstructions, retrieveDepositAddress } from './deposit-address.ts';
import { depositAddressRoutes } from './routes.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, ...exchangeVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const dependencies = {
  exchange: openExchange(variables, table, logger),
  known: openDepositAddresses(table),
  policies: openPolicyStore(table, systemClock),
  bus: openObservedBus(variables, logger),
  clock: systemClock,
};

async function retrieve(query: unknown): Promise<DepositInstructions> {
  const found = await retrieveDepositAddress(dependencies, query);
  logger.info('deposit address retrieved', { coin: found.coin, chain: found.chain });
  return found;
}

const queryOf = ({ event }: Call) => ({ coin: pathParameter(event, 'coin'), chain: pathParameter(event, 'chain') });

async function confirm(call: Call) {
  const query = queryOf(call);
  const person = validate('token', personSchema, call.identity.user);
  const { kind, next } = await acceptChange(dependencies, query, jsonBody(call.event), person);
  logger.info('a changed deposit address was looked at', { ...query, kind });
  return { status: kind === 'proposed' ? 202 : 200, body: acceptanceView(query, kind, next) } as const;
}

const overHttp = serve(
  depositAddressRoutes,
  {
    'GET /deposit-addresses/{coin}/{chain}': async (call) => ({ status: 200, body: await retrieve(queryOf(call)) }),
    'POST /deposit-addresses/{coin}/{chain}/confirmations': confirm,
  },
  dependencies.policies,
);

const keyChecks = keyCheckMiddleware(
  { table, clock: systemClock, logger },
  { whitelist: { inForce: () => dependencies.exchange, onTrial: openTrials(variables, table, logger) } },
);

/** The routes of `/deposit-addresses`, or a direct call with `{"coin", "chain"}`. */
export const handler = middy(
  async (event: unknown, context: Context): Promise<unknown> =>
    isHttpEvent(event) ? overHttp(event, context) : retrieve(event),
)
  .use(logContext(logger))
  .use(keyChecks)
  .use(httpErrors(logger));
