import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { personSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { openPauses } from '../ledger/store/pauses.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { anyRole, identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, jsonBody } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { openLogger } from '../runtime/logger.ts';
import { pause, resume, type Switched } from './switch.ts';
import { viewOf } from './view.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const parts = { pauses: openPauses(table), clock: systemClock };

function answer({ status, body, standing }: Switched) {
  logger.info('the pause stands', { paused: standing.pause !== undefined, lastChange: standing.changes.at(-1) });
  return json(status, body);
}

/** `GET /pause` for everybody; `PUT /pause` and `DELETE /pause` for those who run things and those who approve. */
export const handler = middy(async (event: HttpEvent) => {
  const policy = await policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  const { method } = event.requestContext.http;
  if (method === 'GET') {
    requireRole(identity, policy.roles, anyRole, 'see the pause');
    return json(200, viewOf(await parts.pauses.read()));
  }
  requireRole(identity, policy.roles, ['operator', 'approver'], 'pause or resume');
  const person = validate('token', personSchema, identity.user);
  return answer(method === 'DELETE' ? await resume(parts, person) : await pause(parts, person, jsonBody(event)));
}).use(httpErrors(logger));
