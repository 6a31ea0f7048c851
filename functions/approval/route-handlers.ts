import type { InstructionId } from '../shared/core/ids.ts';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { readCountedBooks } from '../shared/ledger/counted-books.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { limitedBooksFor } from '../shared/ledger/limits/limited-books.ts';
import { readSignatures } from '../shared/ledger/passkeys/read-signatures.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import { orUnreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { pathParameter } from '../shared/runtime/http/request.ts';
import type { Call, RouteHandlers } from '../shared/runtime/http/serve.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import type { Log } from '../shared/runtime/ports.ts';
import { parseApprovalRequest } from './approval-request.ts';
import { approvalSummary } from './approval-summary.ts';
import { type CancelDependencies, cancelInstruction } from './cancel-instruction.ts';
import { approverGroupsOf } from './decision-access.ts';
import { readKnownPayments } from './known-payments.ts';
import { type ApprovalDependencies, recordApproverDecision } from './record-approver-decision.ts';
import { parseResolutionRequest } from './resolution-request.ts';
import { type ResolutionDependencies, resolveDoubt } from './resolve-doubt.ts';
import type { approvalRoutes } from './routes.ts';

export interface ApprovalRouteDependencies extends ApprovalDependencies, CancelDependencies, ResolutionDependencies {
  readonly whitelist: WhitelistStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly readings: Pick<ExchangeReadingStore, 'get'>;
  readonly log: Pick<Log, 'info' | 'appendKeys'>;
}

/** What is done for each route about one instruction. */
export function approvalRouteHandlers(dependencies: ApprovalRouteDependencies): RouteHandlers<typeof approvalRoutes> {
  return {
    'GET /instructions/{id}/approvals': (call) => showApprovalSummary(dependencies, call),
    'POST /instructions/{id}/approvals': (call) => submitDecision(dependencies, call),
    'POST /instructions/{id}/cancel': (call) => cancelCall(dependencies, call),
    'POST /instructions/{id}/resolution': (call) => submitResolution(dependencies, call),
  };
}

async function showApprovalSummary(dependencies: ApprovalRouteDependencies, call: Call) {
  const id = idIn(dependencies, call);
  const instruction = await dependencies.instructions.get(id);
  if (instruction === undefined || instruction.content.kind === 'asset-transfer') {
    throw new NotFoundError(`payment ${id}`);
  }
  const { content } = instruction;
  const now = dependencies.clock.now();
  const [entry, pauses, payments, readings, { signed }, books] = await Promise.all([
    dependencies.whitelist.get(content.destination),
    dependencies.pauses.get(),
    readKnownPayments(dependencies.payments, content),
    dependencies.readings.get(),
    readSignatures(dependencies.devices, instruction, call.policy, now),
    // An approver is shown the rest also where what counts towards a limit cannot be read.
    orUnreadable(() => readCountedBooks(dependencies.reservations, limitedBooksFor(call.policy, content))),
  ]);
  const facts = { policy: call.policy, entry, signed, pauses, payments, readings, books, now };
  return { status: 200, body: approvalSummary(instruction, content, facts, call.identity) } as const;
}

async function submitDecision(dependencies: ApprovalRouteDependencies, call: Call) {
  const { event, identity, policy } = call;
  const id = idIn(dependencies, call);
  const approver = { person: personIn(identity), groups: approverGroupsOf(identity, policy), policy };
  const { kind, next } = await recordApproverDecision(
    dependencies,
    id,
    approver,
    parseApprovalRequest(jsonBody(event)),
  );
  dependencies.log.info('an approver decided', { kind, version: next.version });
  return { status: kind === 'waiting' ? 202 : 200, body: instructionView(next) } as const;
}

async function cancelCall(dependencies: ApprovalRouteDependencies, call: Call) {
  const next = await cancelInstruction(dependencies, idIn(dependencies, call), personIn(call.identity));
  dependencies.log.info('an instruction was canceled', { version: next.version });
  return { status: 200, body: instructionView(next) } as const;
}

async function submitResolution(dependencies: ApprovalRouteDependencies, call: Call) {
  const id = idIn(dependencies, call);
  const request = parseResolutionRequest(jsonBody(call.event));
  const { kind, next } = await resolveDoubt(dependencies, id, personIn(call.identity), request, call.policy);
  dependencies.log.info('a person decided about money in doubt', { kind, version: next.version });
  return { status: kind === 'resolved' ? 200 : 202, body: instructionView(next) } as const;
}

function idIn({ log }: ApprovalRouteDependencies, { event }: Call): InstructionId {
  const id = pathParameter(event, 'id', instructionIdSchema);
  addInstructionToLog(log, id);
  return id;
}
