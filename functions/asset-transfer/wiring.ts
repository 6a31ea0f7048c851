import type { Context } from 'aws-lambda';
import type { InstructionId } from '../shared/core/ids.ts';
import type { OpenKeyTrial } from '../shared/exchange/key-trial.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { fundingIdOf } from '../shared/ledger/funding/funding-id.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { instructionView } from '../shared/ledger/instruction/view.ts';
import { isFundingMessage, parseFundingMessage } from '../shared/ledger/messaging/funding-message.ts';
import { parseSweepRun, runInstructionId, type SweepRun } from '../shared/ledger/messaging/sweep-message.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openSourceClaims } from '../shared/ledger/store/source-claims.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { eachMessage, isSqsEvent, messageBody } from '../shared/runtime/sqs.ts';
import { fundWithdrawal } from './fund-withdrawal.ts';
import type { FundingDependencies } from './funding-dependencies.ts';
import { runSweep, type SweepDependencies } from './run-sweep.ts';

export interface AssetTransferPorts extends Ports {
  readonly exchange: SweepDependencies['exchange'];
  readonly onTrial: OpenKeyTrial;
}

/** Deliveries in which a balance that cannot be read is tried again. The queue gives a message up after five. */
const balanceTries = 3;

/** Messages of the sweep queue, or a direct call: `{"sweepId", "scheduledTime"}`, or `{"funds"}` for a withdrawal. */
export function wire(ports: AssetTransferPorts) {
  const { table, clock, log } = ports;
  const run = transferRunner(ports);
  return lambdaHandler(log, async (event: unknown, context: Context) => {
    if (!isSqsEvent(event)) {
      const instruction = await run(event, true, context);
      return instruction && instructionView(instruction);
    }
    return eachMessage(event, log, async (record) => {
      const isLastTry = Number(record.attributes.ApproximateReceiveCount) >= balanceTries;
      await run(messageBody(record), isLastTry, context);
    });
  }).use(
    keyCheckMiddleware({ table, clock, log }, { transfer: { inForce: () => ports.exchange, onTrial: ports.onTrial } }),
  );
}

function transferRunner({ table, bus, clock, log, meter, newId, exchange }: AssetTransferPorts) {
  const instructions = withEndMetrics(openInstructionStore(table, newId), meter);
  const dependencies = {
    exchange,
    instructions,
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    readings: openExchangeReadings(table),
    claims: openSourceClaims(table, instructions),
    bus,
    clock,
    report: reportTo(log),
  };
  return async (body: unknown, isLastTry: boolean, context: Context) => {
    const timed = { ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() };
    const instruction = isFundingMessage(body)
      ? await fund(timed, parseFundingMessage(body))
      : await sweep(timed, parseSweepRun(body), isLastTry);
    if (instruction === undefined) {
      log.info('nothing could be moved for the withdrawal now');
      return undefined;
    }
    const { state, version } = instruction;
    const reason = 'reason' in state ? { reason: state.reason } : {};
    log.info('transfer', { status: state.status, ...reason, version });
    return instruction;
  };

  function sweep(timed: SweepDependencies, sweepRun: SweepRun, isLastTry: boolean): Promise<Instruction> {
    addInstructionToLog(log, runInstructionId(sweepRun));
    return runSweep(timed, sweepRun, isLastTry);
  }

  function fund(timed: FundingDependencies, withdrawal: InstructionId): Promise<Instruction | undefined> {
    addInstructionToLog(log, fundingIdOf(withdrawal));
    return fundWithdrawal(timed, withdrawal);
  }
}
