import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { instructionIdSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { NotFoundError } from '../ledger/errors.ts';
import { viewOf } from '../ledger/instruction/view.ts';
import { openInstructionStore } from '../ledger/store/instruction-store.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { anyRole, identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, pathParameter } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { parseListQuery, toCursor } from './list-query.ts';
import { policyView } from './policy-view.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const instructions = openInstructionStore(table, randomUUID);
const policies = openPolicyStore(table, systemClock);

const pageSize = 50;

async function one(id: string) {
  const instructionId = validate('instruction', instructionIdSchema, id);
  const instruction = await instructions.get(instructionId);
  if (instruction === undefined) throw new NotFoundError(`instruction ${instructionId}`);
  return json(200, viewOf(instruction));
}

async function list(event: HttpEvent) {
  const { status, after } = parseListQuery(event.queryStringParameters ?? {});
  const page =
    status === undefined
      ? await instructions.listOpen(pageSize, after)
      : await instructions.listByStatus(status, pageSize, after);
  for (const error of page.corrupt) logger.error('an item is corrupt', { error: loggedError(error) });
  const next = page.next === undefined ? {} : { next: toCursor(page.next) };
  return json(200, { instructions: page.instructions.map(viewOf), ...next });
}

/**
 * `GET /instructions/{id}`; `GET /instructions?status=`, which without a status lists what is not finished; and
 * `GET /policy`, which is here because this function may only read.
 */
export const handler = middy(async (event: HttpEvent) => {
  const standing = await policies.read();
  const { policy } = standing.inForce;
  requireRole(identityOf(claimsOf(event), policy.identity), policy.roles, anyRole, 'see instructions and the policy');
  if (event.routeKey === 'GET /policy') return json(200, policyView(standing));
  return event.pathParameters?.id === undefined ? list(event) : one(pathParameter(event, 'id'));
}).use(httpErrors(logger));
