import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { systemClock } from '../shared/core/clock.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { parseSweepRun, runInstructionId } from '../shared/ledger/messaging/sweep-message.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openSourceClaims } from '../shared/ledger/store/source-claims.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange, openTrials } from '../shared/runtime/exchange.ts';
import { addInstructionToLog, logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { eachMessage, isSqsEvent, messageBody } from '../shared/runtime/sqs.ts';
import { runSweep } from './run-sweep.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, ...exchangeVariables]);
const logger = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);
const instructions = withEndMetrics(openInstructionStore(table, randomUUID), meter);
const dependencies = {
  exchange: openExchange(variables, table, logger),
  instructions,
  policies: openPolicyStore(table, systemClock),
  pauses: openPauses(table),
  claims: openSourceClaims(table, instructions),
  bus: openObservedBus(variables, logger, meter),
  clock: systemClock,
};

/** Deliveries in which a balance that cannot be read is tried again. The queue gives a message up after five. */
const balanceTries = 3;

async function run(body: unknown, isLastTry: boolean, context: Context) {
  const timed = { ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() };
  const sweepRun = parseSweepRun(body);
  addInstructionToLog(logger, runInstructionId(sweepRun));
  const instruction = await runSweep(timed, sweepRun, isLastTry);
  const { state, version } = instruction;
  const reason = 'reason' in state ? { reason: state.reason } : {};
  logger.info('sweep run', { status: state.status, ...reason, version });
  return instruction;
}

const keyChecks = keyCheckMiddleware(
  { table, clock: systemClock, logger },
  { transfer: { inForce: () => dependencies.exchange, onTrial: openTrials(variables, table, logger) } },
);

/** Messages of the sweep queue, or a direct call with `{"sweepId", "scheduledTime"}`. */
export const handler = middy(async (event: unknown, context: Context) => {
  if (!isSqsEvent(event)) return instructionView(await run(event, true, context));
  return eachMessage(event, logger, async (record) => {
    const isLastTry = Number(record.attributes.ApproximateReceiveCount) >= balanceTries;
    await run(messageBody(record), isLastTry, context);
  });
})
  .use(logContext(logger))
  .use(keyChecks);
