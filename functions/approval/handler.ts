import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { instructionIdSchema, personSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { viewOf } from '../ledger/instruction/view.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openInstructionStore } from '../ledger/store/instruction-store.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openReservations } from '../ledger/store/reservations.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, jsonBody, pathParameter } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { openLogger } from '../runtime/logger.ts';
import { parseResolutionRequest } from './resolution-request.ts';
import { resolveDoubt } from './resolve-doubt.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const parts = {
  instructions: openInstructionStore(table, randomUUID),
  reservations: openReservations(table),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
};

/** `POST /instructions/{id}/resolution`: what people say about money in doubt. */
export const handler = middy(async (event: HttpEvent) => {
  const policy = await policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  requireRole(identity, policy.roles, ['approver', 'operator'], 'decide about money in doubt');
  const person = validate('token', personSchema, identity.user);
  const id = validate('instruction', instructionIdSchema, pathParameter(event, 'id'));
  const { kind, next } = await resolveDoubt(parts, id, person, parseResolutionRequest(jsonBody(event)));
  logger.info('a person decided about money in doubt', { instructionId: id, kind, version: next.version });
  return json(kind === 'resolved' ? 200 : 202, viewOf(next));
}).use(httpErrors(logger));
