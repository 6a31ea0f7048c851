import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { personSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openDepositAddresses } from '../ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { exchangeVariables, openExchange } from '../runtime/exchange.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { anyRole, identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, isHttpEvent, jsonBody, pathParameter } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { answersKeyChecks } from '../runtime/key-check/answers-key-checks.ts';
import { openLogger } from '../runtime/logger.ts';
import { acceptChange } from './accept-change.ts';
import { acceptanceView } from './acceptance-view.ts';
import { type DepositInstructions, retrieveDepositAddress } from './deposit-address.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME', ...exchangeVariables]);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const parts = {
  exchange: openExchange(variables, table, logger),
  known: openDepositAddresses(table),
  policies: openPolicyStore(table, systemClock),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
};

async function retrieve(query: unknown): Promise<DepositInstructions> {
  const found = await retrieveDepositAddress(parts, query);
  logger.info('deposit address retrieved', { coin: found.coin, chain: found.chain });
  return found;
}

async function overHttp(event: HttpEvent) {
  const policy = await parts.policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  const query = { coin: pathParameter(event, 'coin'), chain: pathParameter(event, 'chain') };
  if (event.requestContext.http.method === 'GET') {
    requireRole(identity, policy.roles, anyRole, 'see deposit addresses');
    return json(200, await retrieve(query));
  }
  requireRole(identity, policy.roles, ['whitelister', 'approver'], 'confirm a deposit address');
  const person = validate('token', personSchema, identity.user);
  const { kind, next } = await acceptChange(parts, query, jsonBody(event), person);
  logger.info('a changed deposit address was looked at', { ...query, kind });
  return json(kind === 'proposed' ? 202 : 200, acceptanceView(query, kind, next));
}

const keyChecks = answersKeyChecks({ table, clock: systemClock, logger }, { whitelist: () => parts.exchange });

/**
 * `GET /deposit-addresses/{coin}/{chain}`, `POST …/confirmations` for people who accept a changed one, or a direct call with
 * `{"coin", "chain"}`.
 */
export const handler = middy(
  async (event: unknown): Promise<unknown> => (isHttpEvent(event) ? overHttp(event) : retrieve(event)),
)
  .use(keyChecks)
  .use(httpErrors(logger));
