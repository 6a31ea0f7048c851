import { openKeyHealths } from '../shared/key-health/key-health-store.ts';
import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openAccountBalances } from '../shared/ledger/store/account-balances.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openMonthCloses } from '../shared/ledger/store/month-closes.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openStatementNotes } from '../shared/ledger/store/statement-notes.ts';
import { openStatementReader } from '../shared/ledger/store/statements.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { pathParameter } from '../shared/runtime/http/request.ts';
import { csvHeaders, formatOf } from '../shared/runtime/http/response-format.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { balancesView } from './balances/view.ts';
import { planForecast } from './forecast/plan-forecast.ts';
import { parseForecastQuery } from './forecast/query.ts';
import { forecastView } from './forecast/view.ts';
import { openProgressItems } from './health/progress-items.ts';
import { readHealth } from './health/read-health.ts';
import { healthView } from './health/view.ts';
import { readLimits } from './limits/read-limits.ts';
import { showMonth, signMonth } from './months/close-month.ts';
import { monthSchema } from './months/month.ts';
import { parseSignOffRequest } from './months/sign-off.ts';
import { readPicture } from './read-picture.ts';
import { reportRoutes } from './routes.ts';
import { addNote, parseNoteRequest } from './statements/add-note.ts';
import { statementCsvPage, statementPage } from './statements/list-statements.ts';
import { parseStatementQuery } from './statements/query.ts';
import { dayOfId, statementIdSchema } from './statements/statement-id.ts';
import { noteView } from './statements/view.ts';

export interface ReportsPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log' | 'newId'> {
  readonly passkeys: PasskeyPorts;
}

/** Shows the money as a whole. It has no key: what is in the accounts it has from reconciliation. */
export function wire({ table, bus, clock, log, newId, passkeys }: ReportsPorts) {
  const { settings, heads } = passkeys;
  const dependencies = {
    instructions: openInstructionStore(table, newId),
    accountBalances: openAccountBalances(table),
    readings: openExchangeReadings(table),
    pauses: openPauses(table),
    statements: openStatementReader(table),
    notes: openStatementNotes(table),
    closes: openMonthCloses(table),
    words: openWordTaker({ table, heads, settings, bus }),
    reservations: openReservations(table),
    progress: openProgressItems(table),
    keyHealths: openKeyHealths(table),
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
      'GET /limits': async ({ policy }) => ({ status: 200, body: await readLimits(dependencies, policy) }),
      'GET /health': async ({ policy }) => ({
        status: 200,
        body: healthView(await readHealth(dependencies, policy), clock.now()),
      }),
      'GET /forecast': async ({ event, policy }) => {
        const query = parseForecastQuery(event.queryStringParameters ?? {});
        return { status: 200, body: forecastView(await planForecast(dependencies, policy, query)) };
      },
      'GET /statements': async ({ event, policy }) => {
        const query = parseStatementQuery(event.queryStringParameters ?? {}, clock.now());
        if (formatOf(query, event) === 'json') {
          return { status: 200, body: await statementPage(dependencies, policy, query) };
        }
        const { csv, next } = await statementCsvPage(dependencies, policy, query);
        return { status: 200, csv, headers: csvHeaders('statements', event, next) };
      },
      'POST /statements/{id}/notes': async ({ event, identity }) => {
        const day = dayOfId(pathParameter(event, 'id', statementIdSchema));
        const request = parseNoteRequest(jsonBody(event));
        const note = await addNote(dependencies, day, request, personIn(identity), clock.now());
        return { status: 200, body: noteView(note) };
      },
      'GET /statements/months/{month}': ({ event, policy }) =>
        showMonth(dependencies, policy, pathParameter(event, 'month', monthSchema)),
      'POST /statements/months/{month}/sign-offs': ({ event, identity, policy }) =>
        signMonth(dependencies, policy, {
          month: pathParameter(event, 'month', monthSchema),
          ...parseSignOffRequest(jsonBody(event)),
          person: personIn(identity),
        }),
    },
    raisedPolicies(openPolicyStore(table, clock), settings.floor),
  );
  return lambdaHandler(log, served).use(httpErrors(log));
}
