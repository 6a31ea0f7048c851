import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { idInKey, instructionKey } from '../shared/core/item-keys.ts';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { pathParameter } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { parseListQuery, toCursor } from './list-query.ts';
import { policyView } from './policy-view.ts';
import { instructionRoutes } from './routes.ts';

const variables = readEnvironment(['TABLE_NAME']);
const logger = openLogger();
const table = openTable(variables.TABLE_NAME);
const instructions = openInstructionStore(table, randomUUID);
const policies = openPolicyStore(table, systemClock);

const pageSize = 50;

async function getOne({ event }: Call) {
  const instructionId = validate('instruction', instructionIdSchema, pathParameter(event, 'id'));
  addInstructionToLog(logger, instructionId);
  return { status: 200, body: instructionView(await requireInstruction(instructions, instructionId)) } as const;
}

async function list({ event }: Call) {
  const { status, after } = parseListQuery(event.queryStringParameters ?? {});
  const page =
    status === undefined
      ? await instructions.listOpen(pageSize, after)
      : await instructions.listByStatus(status, pageSize, after);
  for (const error of page.corrupt) logger.error('an item is corrupt', { error: loggedError(error) });
  const ids = page.corrupt.map(({ key }) => idInKey(key, instructionKey));
  const unreadable = ids.length === 0 ? {} : { unreadable: ids };
  const next = page.next === undefined ? {} : { next: toCursor(page.next) };
  return {
    status: 200,
    body: { instructions: page.instructions.map(instructionView), ...unreadable, ...next },
  } as const;
}

/** Shows instructions, and the policy, which is here because this function may only read. */
export const handler = middy(
  serve(
    instructionRoutes,
    {
      'GET /instructions': list,
      'GET /instructions/{id}': getOne,
      'GET /policy': async ({ policyState: standing }) => ({ status: 200, body: policyView(standing) }),
    },
    policies,
  ),
)
  .use(logContext(logger))
  .use(httpErrors(logger));
