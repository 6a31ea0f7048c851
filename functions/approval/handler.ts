import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import type { InstructionId } from '../base/ids.ts';
import { instructionIdSchema, personSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { NotFoundError } from '../ledger/errors.ts';
import { viewOf } from '../ledger/instruction/view.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openQueue } from '../ledger/outbox/queue.ts';
import type { Policy, Role } from '../ledger/policy/policy.ts';
import { openInstructionStore } from '../ledger/store/instruction-store.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openReservations } from '../ledger/store/reservations.ts';
import { openTable } from '../ledger/store/table.ts';
import { openWhitelist } from '../ledger/store/whitelist.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { httpErrors } from '../runtime/http/http-errors.ts';
import { anyRole, type Identity, identityOf, requireRole } from '../runtime/http/identity.ts';
import { claimsOf, type HttpEvent, jsonBody, pathParameter } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import { openLogger } from '../runtime/logger.ts';
import { parseApprovalRequest } from './approval-request.ts';
import { approve } from './approve.ts';
import { cancelInstruction } from './cancel.ts';
import { parseResolutionRequest } from './resolution-request.ts';
import { resolveDoubt } from './resolve-doubt.ts';
import { sheetOf } from './sheet.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME', 'RELEASE_QUEUE_URL']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const parts = {
  instructions: openInstructionStore(table, randomUUID),
  reservations: openReservations(table),
  whitelist: openWhitelist(table),
  releases: openQueue(variables.RELEASE_QUEUE_URL),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
};

/** One call: who asks, about what, and the policy that both were read by. */
interface Call {
  readonly event: HttpEvent;
  readonly id: InstructionId;
  readonly identity: Identity;
  readonly policy: Policy;
}

/** The person, where one of the roles allows it. */
function personOf({ identity, policy }: Call, roles: readonly Role[], what: string): string {
  requireRole(identity, policy.roles, roles, what);
  return validate('token', personSchema, identity.user);
}

async function show(call: Call) {
  personOf(call, anyRole, 'see approvals');
  const instruction = await parts.instructions.get(call.id);
  if (instruction === undefined || instruction.content.kind === 'asset-transfer') {
    throw new NotFoundError(`payment ${call.id}`);
  }
  const { content } = instruction;
  const entry = await parts.whitelist.get(content.destination);
  return json(200, sheetOf(instruction, content, call.policy, entry, parts.clock.now()));
}

async function decide(call: Call) {
  const { event, id, identity, policy } = call;
  const person = personOf(call, ['approver'], 'approve or decline');
  const groups = identity.groups.filter((group) => policy.roles.approver.includes(group));
  const { kind, next } = await approve(parts, id, { person, groups, policy }, parseApprovalRequest(jsonBody(event)));
  logger.info('an approver decided', { instructionId: id, kind, version: next.version });
  return json(kind === 'waiting' ? 202 : 200, viewOf(next));
}

async function cancel(call: Call) {
  const person = personOf(call, ['requester'], 'cancel what you asked for');
  const next = await cancelInstruction(parts, call.id, person);
  logger.info('an instruction was canceled', { instructionId: call.id, version: next.version });
  return json(200, viewOf(next));
}

async function resolve(call: Call) {
  const person = personOf(call, ['approver', 'operator'], 'decide about money in doubt');
  const { kind, next } = await resolveDoubt(parts, call.id, person, parseResolutionRequest(jsonBody(call.event)));
  logger.info('a person decided about money in doubt', { instructionId: call.id, kind, version: next.version });
  return json(kind === 'resolved' ? 200 : 202, viewOf(next));
}

const routes: Readonly<Record<string, (call: Call) => Promise<ReturnType<typeof json>>>> = {
  'GET /instructions/{id}/approvals': show,
  'POST /instructions/{id}/approvals': decide,
  'POST /instructions/{id}/cancel': cancel,
  'POST /instructions/{id}/resolution': resolve,
};

/** What people decide about instructions: approvals, cancellations, and money in doubt. */
export const handler = middy(async (event: HttpEvent) => {
  const route = routes[event.routeKey];
  if (route === undefined) throw new NotFoundError(`route ${event.routeKey}`);
  const policy = await policies.get();
  const identity = identityOf(claimsOf(event), policy.identity);
  const id = validate('instruction', instructionIdSchema, pathParameter(event, 'id'));
  return route({ event, id, identity, policy });
}).use(httpErrors(logger));
