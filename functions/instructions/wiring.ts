import type { Context } from 'aws-lambda';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { policyView } from '../shared/ledger/policy/view.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { openInstructionLists } from '../shared/ledger/store/instruction-lists.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyHistory } from '../shared/ledger/store/policy-history.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { type HttpEvent, pathParameter } from '../shared/runtime/http/request.ts';
import { csvHeaders, formatOf } from '../shared/runtime/http/response-format.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { defaultRouteKey, unknownRouteError } from '../shared/runtime/http/unknown-route.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { instructionCsv } from './instruction-csv.ts';
import { listDecisions } from './list-decisions.ts';
import { type ListDependencies, listInstructions } from './list-instructions.ts';
import { parseListQuery } from './list-query.ts';
import { pageSize } from './page-size.ts';
import { policyHistoryPage } from './policy-history.ts';
import { instructionRoutes } from './routes.ts';

export interface InstructionsPorts extends Pick<Ports, 'table' | 'clock' | 'log' | 'newId'> {
  /** Every route of the API: who asks for another one is told. */
  readonly routes: string;
}

/** Shows instructions, and the policy, which is here because this function may only read. */
export function wire({ table, clock, log, newId, routes }: InstructionsPorts) {
  const instructions = openInstructionStore(table, newId);
  const history = openPolicyHistory(table);
  const dependencies: ListDependencies = {
    lists: openInstructionLists(table),
    whitelist: openWhitelist(table),
    reportCorrupt: (error) => log.error('an item is corrupt', { error: loggedError(error) }),
  };

  async function getOne({ event }: Call) {
    const instructionId = pathParameter(event, 'id', instructionIdSchema);
    addInstructionToLog(log, instructionId);
    return { status: 200, body: instructionView(await requireInstruction(instructions, instructionId)) } as const;
  }

  async function list({ event, identity, policy }: Call) {
    const query = parseListQuery(event.queryStringParameters ?? {});
    const format = formatOf(query, event);
    const looker = query.needsMe
      ? { person: personIn(identity), groups: identity.groups, policy, now: clock.now() }
      : undefined;
    const found = await listInstructions(dependencies, query, pageSize(query.limit, format), looker);
    if (format === 'csv') {
      const csv = instructionCsv(found.instructions, found.unreadable);
      return { status: 200, csv, headers: csvHeaders('instructions', event, found.next) } as const;
    }
    const unreadable = found.unreadable.length === 0 ? {} : { unreadable: found.unreadable };
    const next = found.next === undefined ? {} : { next: found.next };
    const body = { instructions: found.instructions.map(instructionView), ...unreadable, ...next };
    return { status: 200, body } as const;
  }

  const served = serve(
    instructionRoutes,
    {
      'GET /instructions': list,
      'GET /instructions/{id}': getOne,
      'GET /approvals': async ({ event }) => {
        const query = event.queryStringParameters ?? {};
        return { status: 200, body: await listDecisions(table, query, dependencies.reportCorrupt) };
      },
      'GET /policy': async ({ policyState }) => ({ status: 200, body: policyView(policyState) }),
      'GET /policy/history': async ({ event, policyState }) => ({
        status: 200,
        body: await policyHistoryPage(
          history,
          policyState,
          event.queryStringParameters ?? {},
          dependencies.reportCorrupt,
        ),
      }),
    },
    openPolicyStore(table, clock),
  );

  return lambdaHandler(log, async (event: HttpEvent, context: Context) => {
    if (event.routeKey !== defaultRouteKey) return served(event, context);
    throw unknownRouteError(event.rawPath, routes);
  }).use(httpErrors(log));
}
