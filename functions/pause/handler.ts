import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { isTreasuryError } from '../base/errors.ts';
import { personSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import type { Scope } from '../ledger/pause/scope.ts';
import type { Policy } from '../ledger/policy/policy.ts';
import { openPauses } from '../ledger/store/pauses.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { openWhitelist } from '../ledger/store/whitelist.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { anyRole, identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, jsonBody } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { parsePauseRequest, parseResumeRequest } from './pause-request.ts';
import { pause, resume, type Switched } from './switch.ts';
import { unknownName } from './unknown-name.ts';
import { viewOf } from './view.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const whitelist = openWhitelist(table);
const parts = {
  pauses: openPauses(table),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
  report: (what: string, { error, ...detail }: Readonly<Record<string, unknown>>) =>
    logger.error(what, { ...detail, error: loggedError(error) }),
};

async function pauseOf(event: HttpEvent, person: string, policy: Policy): Promise<Switched> {
  const { scope, reason } = parsePauseRequest(jsonBody(event));
  const switched = await pause(parts, person, scope, reason);
  const warning = await wordAbout(scope, policy);
  return warning === undefined ? switched : { ...switched, body: { ...switched.body, warning } };
}

/** The pause stands already: that the name cannot be looked up must not look as if it did not. */
async function wordAbout(scope: Scope, policy: Policy): Promise<string | undefined> {
  try {
    return await unknownName(scope, policy, whitelist);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report('the name of a scope could not be looked up', { error });
    return undefined;
  }
}

function answer({ status, body, standing }: Switched) {
  const paused = standing.pauses.map(({ scope }) => scope);
  logger.info('the pause stands', { paused, lastChange: standing.changes.at(-1) });
  return json(status, body);
}

/** `GET /pause` for everybody; `PUT /pause` and `DELETE /pause` for those who run things and those who approve. */
export const handler = middy(async (event: HttpEvent) => {
  const policy = await policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  const { method } = event.requestContext.http;
  if (method === 'GET') {
    requireRole(identity, policy.roles, anyRole, 'see the pause');
    const standing = await parts.pauses.read();
    return json(200, viewOf(standing, systemClock.now()));
  }
  requireRole(identity, policy.roles, ['operator', 'approver'], 'pause or resume');
  const person = validate('token', personSchema, identity.user);
  if (method !== 'DELETE') return answer(await pauseOf(event, person, policy));
  const scope = parseResumeRequest(event.queryStringParameters ?? {}, event.body ?? '');
  return answer(await resume(parts, person, scope));
}).use(httpErrors(logger));
