import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { Context, SQSEvent } from 'aws-lambda';
import { systemClock } from '../shared/core/clock.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { parseReleaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import {
  exchangeVariables,
  fiatVariables,
  openExchange,
  openFiatExchange,
  openFiatTrials,
  openTrials,
} from '../shared/runtime/exchange.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { eachMessage, messageBody } from '../shared/runtime/sqs.ts';
import { releaseWithdrawal } from './release-withdrawal.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, ...exchangeVariables, ...fiatVariables]);
const logger = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);
const dependencies = {
  exchange: openExchange(variables, table, logger),
  fiatExchange: openFiatExchange(variables, table, logger),
  instructions: withEndMetrics(openInstructionStore(table, randomUUID), meter),
  policies: openPolicyStore(table, systemClock),
  pauses: openPauses(table),
  whitelist: openWhitelist(table),
  reservations: openReservations(table),
  bus: openObservedBus(variables, logger, meter),
  clock: systemClock,
};

const keyChecks = keyCheckMiddleware(
  { table, clock: systemClock, logger },
  {
    withdrawal: { inForce: () => dependencies.exchange, onTrial: openTrials(variables, table, logger) },
    fiat: { inForce: dependencies.fiatExchange, onTrial: openFiatTrials(variables, table, logger) },
  },
);

/** Messages of the release queue. */
export const handler = middy((event: SQSEvent, context: Context) =>
  eachMessage(event, logger, async (record) => {
    const instructionId = parseReleaseMessage(messageBody(record));
    addInstructionToLog(logger, instructionId);
    const timed = { ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() };
    const { state, version } = await releaseWithdrawal(timed, instructionId);
    logger.info('withdrawal release', { status: state.status, version });
  }),
)
  .use(logContext(logger))
  .use(keyChecks);
