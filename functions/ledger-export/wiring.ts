import { iso } from '../shared/core/clock.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { type ExportDependencies, exportLedger } from './export-ledger.ts';
import { exportLagMetrics } from './export-metrics.ts';
import { openProgressStore } from './progress-store.ts';

export interface LedgerExportPorts extends Ports {
  readonly exports: ExportDependencies['exports'];
}

/** Every hour: looks after the export that is under way, and begins the next one once its day is over. */
export function wire({ table, bus, clock, log, meter, newId, exports }: LedgerExportPorts) {
  const dependencies: ExportDependencies = { store: openProgressStore(table), exports, bus, clock, newToken: newId };
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
