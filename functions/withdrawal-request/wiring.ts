import type { Context } from 'aws-lambda';
import { InvalidInputError } from '../shared/core/errors.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { isHttpEvent } from '../shared/runtime/http/request.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { previewWithdrawal } from './preview-withdrawal.ts';
import { type RequestResult, type RequestSource, requestWithdrawal } from './request-withdrawal.ts';
import { withdrawalRoutes } from './routes.ts';
import { parseEventTime, parseRequestBody, parseRequestEvent, type WithdrawalRequest } from './withdrawal-request.ts';

/** `WithdrawalRequested` from the bus, or `POST /withdrawals`. */
export function wire({ table, bus, clock, log, meter, newId }: Ports) {
  const dependencies = {
    instructions: withEndMetrics(openInstructionStore(table, newId), meter),
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    reservations: openReservations(table),
    bus,
    whitelist: openWhitelist(table),
    readings: openExchangeReadings(table),
    clock,
  };

  async function request(withdrawalRequest: WithdrawalRequest, source: RequestSource): Promise<RequestResult> {
    addInstructionToLog(log, withdrawalRequest.instructionId);
    const requested = await requestWithdrawal(dependencies, withdrawalRequest, source);
    const { state, version } = requested.instruction;
    log.info('withdrawal requested', { status: state.status, version });
    if (requested.tokenEffect === 'replaced')
      log.warn('a newer task token took the place of one that waits: it is not told');
    if (requested.tokenEffect === 'older')
      log.warn('the task token is older than one before it: its execution is not told');
    return requested;
  }

  const overHttp = serve(
    withdrawalRoutes,
    {
      'POST /withdrawals': async ({ event, identity }) => {
        const asked = parseRequestBody(jsonBody(event), identity.user);
        // Who calls over HTTP waits for the answer: nothing is delayed on the way.
        const { kind, instruction } = await request(asked, {
          epoch: identity.epoch,
          sentAt: clock.now(),
          refused: 'told',
        });
        return { status: kind === 'new' ? 202 : 200, body: instructionView(instruction) };
      },
      'POST /withdrawals/preview': async ({ event, identity, policy }) => {
        const asked = parseRequestBody(jsonBody(event), identity.user);
        const requester = { by: asked.requestedBy, at: clock.now(), identity: identity.epoch };
        return { status: 200, body: await previewWithdrawal(dependencies, asked, policy, requester) };
      },
    },
    dependencies.policies,
  );

  return lambdaHandler(log, async (event: unknown, context: Context) => {
    if (isHttpEvent(event)) return overHttp(event, context);
    await request(parseRequestEvent(eventDetail(event)), { sentAt: parseEventTime(event), refused: 'rejected' });
    return undefined;
  }).use(httpErrors(log));
}

function eventDetail(event: unknown): unknown {
  if (typeof event === 'object' && event !== null && 'detail' in event) return event.detail;
  throw new InvalidInputError('event', [
    { field: 'detail', reason: 'missing', expected: 'a WithdrawalRequested event' },
  ]);
}
