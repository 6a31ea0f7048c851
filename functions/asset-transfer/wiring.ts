import type { Context } from 'aws-lambda';
import type { OpenKeyTrial } from '../shared/exchange/key-trial.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { parseSweepRun, runInstructionId } from '../shared/ledger/messaging/sweep-message.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openSourceClaims } from '../shared/ledger/store/source-claims.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { eachMessage, isSqsEvent, messageBody } from '../shared/runtime/sqs.ts';
import { runSweep, type SweepDependencies } from './run-sweep.ts';

export interface AssetTransferPorts extends Ports {
  readonly exchange: SweepDependencies['exchange'];
  readonly onTrial: OpenKeyTrial;
}

/** Deliveries in which a balance that cannot be read is tried again. The queue gives a message up after five. */
const balanceTries = 3;

/** Messages of the sweep queue, or a direct call with `{"sweepId", "scheduledTime"}`. */
export function wire(ports: AssetTransferPorts) {
  const { table, clock, log } = ports;
  const run = sweepRunner(ports);
  return lambdaHandler(log, async (event: unknown, context: Context) => {
    if (!isSqsEvent(event)) return instructionView(await run(event, true, context));
    return eachMessage(event, log, async (record) => {
      const isLastTry = Number(record.attributes.ApproximateReceiveCount) >= balanceTries;
      await run(messageBody(record), isLastTry, context);
    });
  }).use(
    keyCheckMiddleware({ table, clock, log }, { transfer: { inForce: () => ports.exchange, onTrial: ports.onTrial } }),
  );
}

function sweepRunner({ table, bus, clock, log, meter, newId, exchange }: AssetTransferPorts) {
  const instructions = withEndMetrics(openInstructionStore(table, newId), meter);
  const dependencies = {
    exchange,
    instructions,
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    claims: openSourceClaims(table, instructions),
    bus,
    clock,
  };
  return async (body: unknown, isLastTry: boolean, context: Context) => {
    const timed = { ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() };
    const sweepRun = parseSweepRun(body);
    addInstructionToLog(log, runInstructionId(sweepRun));
    const instruction = await runSweep(timed, sweepRun, isLastTry);
    const { state, version } = instruction;
    const reason = 'reason' in state ? { reason: state.reason } : {};
    log.info('sweep run', { status: state.status, ...reason, version });
    return instruction;
  };
}
