import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { pauseRouteHandlers } from './route-handlers.ts';
import { pauseRoutes } from './routes.ts';

export type PausePorts = Pick<Ports, 'table' | 'bus' | 'clock' | 'log'>;

/** Looked at by everybody; used by those who run things and those who approve. */
export function wire({ table, bus, clock, log }: PausePorts) {
  const dependencies = {
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    bus,
    clock,
    report: reportTo(log),
    log,
  };
  return lambdaHandler(log, serve(pauseRoutes, pauseRouteHandlers(dependencies), openPolicyStore(table, clock))).use(
    httpErrors(log),
  );
}
