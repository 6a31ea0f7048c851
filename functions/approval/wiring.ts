import { openRegistry } from '../shared/ledger/passkeys/read-registry.ts';
import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPaymentHistories } from '../shared/ledger/store/payment-histories.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { type ApprovalRouteDependencies, approvalRouteHandlers } from './route-handlers.ts';
import { approvalRoutes } from './routes.ts';

export interface ApprovalPorts extends Ports {
  readonly releases: ApprovalRouteDependencies['releases'];
  readonly passkeys: PasskeyPorts;
}

/** What people decide about instructions: approvals, cancellations, and money in doubt. */
export function wire({ table, bus, clock, log, meter, newId, releases, passkeys }: ApprovalPorts) {
  const { settings, heads } = passkeys;
  const { floor, ground } = settings;
  const devices = ground && openRegistry({ table, heads }, ground);
  const dependencies = {
    instructions: withEndMetrics(openInstructionStore(table, newId), meter),
    reservations: openReservations(table),
    whitelist: openWhitelist(table),
    payments: openPaymentHistories(table),
    pauses: openPauses(table),
    readings: openExchangeReadings(table),
    words: openWordTaker({ table, heads, settings, bus }, devices),
    devices,
    releases,
    bus,
    clock,
    log,
    report: reportTo(log),
  };
  const policies = raisedPolicies(openPolicyStore(table, clock), floor);
  return lambdaHandler(log, serve(approvalRoutes, approvalRouteHandlers(dependencies), policies)).use(httpErrors(log));
}
