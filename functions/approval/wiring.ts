import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPaymentHistories } from '../shared/ledger/store/payment-histories.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { type ApprovalRouteDependencies, approvalRouteHandlers } from './route-handlers.ts';
import { approvalRoutes } from './routes.ts';

export interface ApprovalPorts extends Ports {
  readonly releases: ApprovalRouteDependencies['releases'];
}

/** What people decide about instructions: approvals, cancellations, and money in doubt. */
export function wire({ table, bus, clock, log, meter, newId, releases }: ApprovalPorts) {
  const dependencies = {
    instructions: withEndMetrics(openInstructionStore(table, newId), meter),
    reservations: openReservations(table),
    whitelist: openWhitelist(table),
    payments: openPaymentHistories(table),
    pauses: openPauses(table),
    readings: openExchangeReadings(table),
    releases,
    bus,
    clock,
    log,
    report: reportTo(log),
  };
  return lambdaHandler(
    log,
    serve(approvalRoutes, approvalRouteHandlers(dependencies), openPolicyStore(table, clock)),
  ).use(httpErrors(log));
}
