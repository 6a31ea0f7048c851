import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { pauseRouteHandlers } from './route-handlers.ts';
import { pauseRoutes } from './routes.ts';

export interface PausePorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly passkeys: PasskeyPorts;
}

/** Looked at by everybody; used by those who run things and those who approve. */
export function wire({ table, bus, clock, log, passkeys }: PausePorts) {
  const { settings, heads } = passkeys;
  const dependencies = {
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    words: openWordTaker({ table, heads, settings, bus }),
    bus,
    clock,
    report: reportTo(log),
    log,
  };
  const policies = raisedPolicies(openPolicyStore(table, clock), settings.floor);
  return lambdaHandler(log, serve(pauseRoutes, pauseRouteHandlers(dependencies), policies)).use(httpErrors(log));
}
