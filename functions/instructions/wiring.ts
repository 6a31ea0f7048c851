import type { Context } from 'aws-lambda';
import { idInKey, instructionKey } from '../shared/core/item-keys.ts';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { policyView } from '../shared/ledger/policy/view.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { type HttpEvent, pathParameter } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { defaultRouteKey, unknownRouteError } from '../shared/runtime/http/unknown-route.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { parseListQuery, toCursor } from './list-query.ts';
import { instructionRoutes } from './routes.ts';

export interface InstructionsPorts extends Pick<Ports, 'table' | 'clock' | 'log' | 'newId'> {
  /** Every route of the API: who asks for another one is told. */
  readonly routes: string;
}

const pageSize = 50;

/** Shows instructions, and the policy, which is here because this function may only read. */
export function wire({ table, clock, log, newId, routes }: InstructionsPorts) {
  const instructions = openInstructionStore(table, newId);

  async function getOne({ event }: Call) {
    const instructionId = pathParameter(event, 'id', instructionIdSchema);
    addInstructionToLog(log, instructionId);
    return { status: 200, body: instructionView(await requireInstruction(instructions, instructionId)) } as const;
  }

  async function list({ event }: Call) {
    const { status, after } = parseListQuery(event.queryStringParameters ?? {});
    const page =
      status === undefined
        ? await instructions.listOpen(pageSize, after)
        : await instructions.listByStatus(status, pageSize, after);
    for (const error of page.corrupt) log.error('an item is corrupt', { error: loggedError(error) });
    const ids = page.corrupt.map(({ key }) => idInKey(key, instructionKey));
    const unreadable = ids.length === 0 ? {} : { unreadable: ids };
    const next = page.next === undefined ? {} : { next: toCursor(page.next) };
    return {
      status: 200,
      body: { instructions: page.instructions.map(instructionView), ...unreadable, ...next },
    } as const;
  }

  const served = serve(
    instructionRoutes,
    {
      'GET /instructions': list,
      'GET /instructions/{id}': getOne,
      'GET /policy': async ({ policyState }) => ({ status: 200, body: policyView(policyState) }),
    },
    openPolicyStore(table, clock),
  );

  return lambdaHandler(log, async (event: HttpEvent, context: Context) => {
    if (event.routeKey !== defaultRouteKey) return served(event, context);
    throw unknownRouteError(event.rawPath, routes);
  }).use(httpErrors(log));
}
