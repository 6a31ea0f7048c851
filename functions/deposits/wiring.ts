import type { Queue } from '../shared/ledger/messaging/queue.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openSourceClaims } from '../shared/ledger/store/source-claims.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { type Report, reportTo } from '../shared/runtime/report.ts';
import type { DepositDependencies } from './dependencies.ts';
import { depositLookMetrics } from './deposit-metrics.ts';
import { openDepositStore } from './deposit-store.ts';
import { openScanStore } from './scan-store.ts';
import { watchDeposits } from './watch-deposits.ts';

export interface DepositPorts extends Ports {
  readonly exchange: DepositDependencies['exchange'];
  readonly sweeps: Queue;
}

/** The look at deposits, every two minutes. */
export function wire(ports: DepositPorts) {
  const { table, bus, clock, log, meter, newId, exchange, sweeps } = ports;
  const report = reportTo(log);
  const instructions = openInstructionStore(table, newId);
  const dependencies = {
    deposits: openDepositStore(table),
    scans: openScanStore(table),
    policies: openPolicyStore(table, clock),
    known: openDepositAddresses(table),
    instructions,
    claims: openSourceClaims(table, instructions),
    exchange,
    bus,
    sweeps,
    clock,
  };
  return lambdaHandler(log, async () => {
    let reports = 0;
    const counted: Report = (what, detail) => {
      reports += 1;
      report(what, detail);
    };
    const look = await watchDeposits({ ...dependencies, report: counted });
    meter.write(depositLookMetrics(look, reports));
    log.info('deposits', { ...look });
    return look;
  });
}
