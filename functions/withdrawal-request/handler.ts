import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { systemClock } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { isHttpEvent, jsonBody } from '../shared/runtime/http/request.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { type RequestResult, requestWithdrawal } from './request-withdrawal.ts';
import { withdrawalRoutes } from './routes.ts';
import { parseRequestBody, parseRequestEvent, type WithdrawalRequest } from './withdrawal-request.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables]);
const logger = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);
const dependencies = {
  instructions: withEndMetrics(openInstructionStore(table, randomUUID), meter),
  policies: openPolicyStore(table, systemClock),
  bus: openObservedBus(variables, logger, meter),
  whitelist: openWhitelist(table),
  clock: systemClock,
};

async function request(withdrawalRequest: WithdrawalRequest): Promise<RequestResult> {
  addInstructionToLog(logger, withdrawalRequest.instructionId);
  const requested = await requestWithdrawal(dependencies, withdrawalRequest);
  const { state, version } = requested.instruction;
  logger.info('withdrawal requested', { status: state.status, version });
  return requested;
}

const overHttp = serve(
  withdrawalRoutes,
  {
    'POST /withdrawals': async ({ event, identity }) => {
      const { kind, instruction } = await request(parseRequestBody(jsonBody(event), identity.user));
      return { status: kind === 'new' ? 202 : 200, body: instructionView(instruction) };
    },
  },
  dependencies.policies,
);

function eventDetail(event: unknown): unknown {
  if (typeof event === 'object' && event !== null && 'detail' in event) return event.detail;
  throw new InvalidInputError('event', [
    { field: 'detail', reason: 'missing', expected: 'a WithdrawalRequested event' },
  ]);
}

/** `WithdrawalRequested` from the bus, or `POST /withdrawals`. */
export const handler = middy(async (event: unknown, context: Context) => {
  if (isHttpEvent(event)) return overHttp(event, context);
  await request(parseRequestEvent(eventDetail(event)));
  return undefined;
})
  .use(logContext(logger))
  .use(httpErrors(logger));
