import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import { instructionIdSchema, personSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { openQueue } from '../shared/ledger/messaging/queue.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { jsonBody, pathParameter } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { parseApprovalRequest } from './approval-request.ts';
import { approvalSummary } from './approval-summary.ts';
import { cancelInstruction } from './cancel-instruction.ts';
import { recordApproverDecision } from './record-approver-decision.ts';
import { parseResolutionRequest } from './resolution-request.ts';
import { resolveDoubt } from './resolve-doubt.ts';
import { approvalRoutes } from './routes.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, 'RELEASE_QUEUE_URL']);
const logger = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);
const policies = openPolicyStore(table, systemClock);
const dependencies = {
  instructions: withEndMetrics(openInstructionStore(table, randomUUID), meter),
  reservations: openReservations(table),
  whitelist: openWhitelist(table),
  releases: openQueue(variables.RELEASE_QUEUE_URL),
  bus: openObservedBus(variables, logger, meter),
  clock: systemClock,
};

function idOf({ event }: Call): InstructionId {
  const id = validate('instruction', instructionIdSchema, pathParameter(event, 'id'));
  addInstructionToLog(logger, id);
  return id;
}

const personOf = ({ identity }: Call) => validate('token', personSchema, identity.user);

async function showApprovalSummary(call: Call) {
  const id = idOf(call);
  const instruction = await dependencies.instructions.get(id);
  if (instruction === undefined || instruction.content.kind === 'asset-transfer') {
    throw new NotFoundError(`payment ${id}`);
  }
  const { content } = instruction;
  const entry = await dependencies.whitelist.get(content.destination);
  return {
    status: 200,
    body: approvalSummary(instruction, content, call.policy, entry, dependencies.clock.now()),
  } as const;
}

async function submitDecision(call: Call) {
  const { event, identity, policy } = call;
  const id = idOf(call);
  const groups = identity.groups.filter((group) => policy.roles.approver.includes(group));
  const approver = { person: personOf(call), groups, policy };
  const { kind, next } = await recordApproverDecision(
    dependencies,
    id,
    approver,
    parseApprovalRequest(jsonBody(event)),
  );
  logger.info('an approver decided', { kind, version: next.version });
  return { status: kind === 'waiting' ? 202 : 200, body: instructionView(next) } as const;
}

async function cancelCall(call: Call) {
  const id = idOf(call);
  const next = await cancelInstruction(dependencies, id, personOf(call));
  logger.info('an instruction was canceled', { version: next.version });
  return { status: 200, body: instructionView(next) } as const;
}

async function submitResolution(call: Call) {
  const id = idOf(call);
  const request = parseResolutionRequest(jsonBody(call.event));
  const { kind, next } = await resolveDoubt(dependencies, id, personOf(call), request);
  logger.info('a person decided about money in doubt', { kind, version: next.version });
  return { status: kind === 'resolved' ? 200 : 202, body: instructionView(next) } as const;
}

/** What people decide about instructions: approvals, cancellations, and money in doubt. */
export const handler = middy(
  serve(
    approvalRoutes,
    {
      'GET /instructions/{id}/approvals': showApprovalSummary,
      'POST /instructions/{id}/approvals': submitDecision,
      'POST /instructions/{id}/cancel': cancelCall,
      'POST /instructions/{id}/resolution': submitResolution,
    },
    policies,
  ),
)
  .use(logContext(logger))
  .use(httpErrors(logger));
