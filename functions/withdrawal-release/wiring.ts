import type { Context, SQSEvent } from 'aws-lambda';
import type { KeyReader, OpenKeyTrial } from '../shared/exchange/key-trial.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { parseReleaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { openRegistry } from '../shared/ledger/passkeys/read-registry.ts';
import { openSentRecords } from '../shared/ledger/passkeys/sent-records.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { eachMessage, messageBody } from '../shared/runtime/sqs.ts';
import type { PaymentClient } from './prepare-payment.ts';
import { releaseWithdrawal } from './release-withdrawal.ts';

export interface WithdrawalReleasePorts extends Ports {
  readonly exchange: PaymentClient & KeyReader;
  readonly onTrial: OpenKeyTrial;
  /** The fiat key is opened by the first payment to a bank. */
  readonly fiatExchange: () => PaymentClient & KeyReader;
  readonly onFiatTrial: OpenKeyTrial;
  readonly passkeys: PasskeyPorts;
  /** The table of device heads. */
  readonly headTable: Pick<Table, 'get' | 'update'>;
}

/** Messages of the release queue. */
export function wire(ports: WithdrawalReleasePorts) {
  const { table, clock, log } = ports;
  const release = releaser(ports);
  return lambdaHandler(log, (event: SQSEvent, context: Context) =>
    eachMessage(event, log, (record) => release(messageBody(record), context)),
  ).use(
    keyCheckMiddleware(
      { table, clock, log },
      {
        withdrawal: { inForce: () => ports.exchange, onTrial: ports.onTrial },
        fiat: { inForce: ports.fiatExchange, onTrial: ports.onFiatTrial },
      },
    ),
  );
}

function releaser(ports: WithdrawalReleasePorts) {
  const { table, bus, clock, log, meter, newId, exchange, fiatExchange, passkeys } = ports;
  const { heads } = passkeys;
  const { floor, ground } = passkeys.settings;
  const dependencies = {
    exchange,
    fiatExchange,
    instructions: withEndMetrics(openInstructionStore(table, newId), meter),
    policies: raisedPolicies(openPolicyStore(table, clock), floor),
    devices: ground && openRegistry({ table, heads }, ground),
    sends: openSentRecords(ports.headTable, newId),
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    reservations: openReservations(table),
    bus,
    clock,
  };
  return async (body: unknown, context: Context): Promise<void> => {
    const instructionId = parseReleaseMessage(body);
    addInstructionToLog(log, instructionId);
    const timed = { ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() };
    const { state, version } = await releaseWithdrawal(timed, instructionId);
    log.info('withdrawal release', { status: state.status, version });
  };
}
