import type { KeyReader, OpenKeyTrial } from '../shared/exchange/key-trial.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import type { Queue } from '../shared/ledger/messaging/queue.ts';
import { openAccountBalances } from '../shared/ledger/store/account-balances.ts';
import { openBans } from '../shared/ledger/store/bans.ts';
import { openExchangeReadings } from '../shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openKnownOrders } from '../shared/ledger/store/known-orders.ts';
import { openMovementScans } from '../shared/ledger/store/movement-scans.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPaymentHistories } from '../shared/ledger/store/payment-histories.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openPolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openSearchBackfill } from '../shared/ledger/store/search-backfill.ts';
import { claimTick } from '../shared/ledger/store/tick-starts.ts';
import { openTickTurns } from '../shared/ledger/store/tick-turns.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { measuredTick } from './measured-tick.ts';

export interface ReconciliationPorts extends Ports {
  readonly exchange: ReconciliationDependencies['exchange'] & KeyReader;
  readonly onTrial: OpenKeyTrial;
  readonly sweeps: Queue;
  readonly releases: Queue;
}

/** The tick: every minute, and as soon as an outcome is unknown. */
export function wire(ports: ReconciliationPorts) {
  const { table, clock, log, meter } = ports;
  const dependencies = dependenciesOf(ports);
  return lambdaHandler(log, async (event: unknown) => {
    const isAskedFor = typeof event === 'object' && event !== null && 'detail-type' in event;
    if (isAskedFor && !(await claimTick(table, clock.now()))) return undefined;
    const result = await measuredTick(dependencies, meter);
    log.info('tick', { ...result });
    return result;
  }).use(
    keyCheckMiddleware({ table, clock, log }, { read: { inForce: () => ports.exchange, onTrial: ports.onTrial } }),
  );
}

function dependenciesOf(ports: ReconciliationPorts): ReconciliationDependencies {
  const { table, clock, bus, exchange, sweeps, releases } = ports;
  return {
    exchange,
    instructions: withEndMetrics(openInstructionStore(table, ports.newId), ports.meter),
    policies: openPolicyStore(table, clock),
    policyWriter: openPolicyWriter(table, clock),
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    reservations: openReservations(table),
    payments: openPaymentHistories(table),
    scans: openMovementScans(table),
    knownOrders: openKnownOrders(table),
    searchBackfill: openSearchBackfill(table),
    readings: openExchangeReadings(table),
    accountBalances: openAccountBalances(table),
    turns: openTickTurns(table),
    bans: openBans(table, 'read'),
    bus,
    sweeps,
    releases,
    clock,
    report: reportTo(ports.log),
  };
}
