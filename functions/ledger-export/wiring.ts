import { iso } from '../shared/core/clock.ts';
import { openRegistryHeads } from '../shared/ledger/passkeys/registry-heads.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import { type ExportDependencies, exportLedger } from './export-ledger.ts';
import { exportLagMetrics } from './export-metrics.ts';
import { openProgressStore } from './progress-store.ts';

export interface LedgerExportPorts extends Ports {
  /** The table of heads of devices. */
  readonly headTable: Pick<Table, 'get'>;
  readonly exports: ExportDependencies['exports'];
}

/** Every hour: looks after the export that is under way, and begins the next one once its day is over. */
export function wire({ table, headTable, bus, clock, log, meter, newId, exports }: LedgerExportPorts) {
  const dependencies: ExportDependencies = {
    store: openProgressStore(table),
    registryHeads: openRegistryHeads({ table, headTable, clock, report: reportTo(log) }),
    ...{ exports, bus, clock, newToken: newId },
  };
  return lambdaHandler(log, async () => {
    const progress = await exportLedger(dependencies);
    meter.write(exportLagMetrics(progress, clock.now()));
    const { exportedUntil, claim } = progress;
    const result = {
      ...(exportedUntil === undefined ? {} : { exportedUntil: iso(exportedUntil) }),
      ...(claim === undefined ? {} : { claim: { ...claim, claimedAt: iso(claim.claimedAt) } }),
    };
    log.info('exports of the ledger', result);
    return result;
  });
}
