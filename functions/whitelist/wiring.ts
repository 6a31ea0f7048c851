import type { Context } from 'aws-lambda';
import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { type HttpEvent, isHttpEvent } from '../shared/runtime/http/request.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { type CheckDependencies, checkExchange } from './check-exchange.ts';
import { parseCheck } from './requests.ts';
import { whitelistRouteHandlers } from './route-handlers.ts';
import { whitelistRoutes } from './routes.ts';

export interface WhitelistPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly exchange: CheckDependencies['exchange'];
  /** The exchange environment's id in the registry. */
  readonly environment: string;
  readonly passkeys: PasskeyPorts;
}

/** The routes of `/whitelist`, and `{"check": "exchange"}` from its schedule. */
export function wire({ table, bus, clock, log, exchange, environment, passkeys }: WhitelistPorts) {
  const { settings, heads } = passkeys;
  const policies = raisedPolicies(openPolicyStore(table, clock), settings.floor);
  const dependencies: CheckDependencies = {
    whitelist: openWhitelist(table),
    known: openDepositAddresses(table),
    words: openWordTaker({ table, heads, settings, bus }),
    exchange,
    bus,
    clock,
    environment,
    report: reportTo(log),
  };
  const answer = serve(whitelistRoutes, whitelistRouteHandlers(dependencies), policies);

  async function overHttp(event: HttpEvent, context: Context) {
    const response = await answer(event, context);
    const { routeKey: route, pathParameters } = event;
    log.info('the whitelist was asked', { route, id: pathParameters?.id, status: response.statusCode });
    return response;
  }

  async function check(event: unknown) {
    parseCheck(event);
    const checked = await checkExchange(dependencies, await policies.get());
    log.info('the whitelist was checked', { ...checked });
    return checked;
  }

  return lambdaHandler(
    log,
    async (event: unknown, context: Context): Promise<unknown> =>
      isHttpEvent(event) ? overHttp(event, context) : check(event),
  ).use(httpErrors(log));
}
