import { openAccountBalances } from '../shared/ledger/store/account-balances.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openStatementReader } from '../shared/ledger/store/statements.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { balancesView } from './balances/view.ts';
import { planForecast } from './forecast/plan-forecast.ts';
import { parseForecastQuery } from './forecast/query.ts';
import { forecastView } from './forecast/view.ts';
import { readPicture } from './read-picture.ts';
import { reportRoutes } from './routes.ts';

export type ReportsPorts = Pick<Ports, 'table' | 'clock' | 'log' | 'newId'>;

/** Shows the money as a whole. It has no key: what is in the accounts it has from reconciliation. */
export function wire({ table, clock, log, newId }: ReportsPorts) {
  const dependencies = {
    instructions: openInstructionStore(table, newId),
    accountBalances: openAccountBalances(table),
    readings: openExchangeReadings(table),
    pauses: openPauses(table),
    statements: openStatementReader(table),
    clock,
    reportCorrupt: (error: Error) => log.error('an item is corrupt', { error: loggedError(error) }),
  };
  const served = serve(
    reportRoutes,
    {
      'GET /balances': async ({ policy }) => ({
        status: 200,
        body: balancesView(await readPicture(dependencies, policy), clock.now()),
      }),
      'GET /forecast': async ({ event, policy }) => {
        const query = parseForecastQuery(event.queryStringParameters ?? {});
        return { status: 200, body: forecastView(await planForecast(dependencies, policy, query)) };
      },
    },
    openPolicyStore(table, clock),
  );
  return lambdaHandler(log, served).use(httpErrors(log));
}
