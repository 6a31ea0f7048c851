import { limitDimensions, limitMetrics } from '../shared/core/metric-names.ts';
import { usagePercent } from '../shared/ledger/limits/usage.ts';
import { windowName } from '../shared/ledger/limits/window-name.ts';
import type { MetricSet } from '../shared/runtime/metrics.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** A tick reads at most so many books for this. A treasury with more coins sees the first of them. */
export const booksMax = 20;

/**
 * How far the limits of each coin are used, by the policy in force. Destinations' own limits are too many to be
 * charted.
 */
export async function limitUsageMetrics(
  dependencies: Pick<ReconciliationDependencies, 'policies' | 'reservations' | 'clock'>,
): Promise<readonly MetricSet[]> {
  const { withdrawals } = await dependencies.policies.get();
  const limited = Object.entries(withdrawals).filter(([, { rolling }]) => rolling.length > 0);
  const metricSets: MetricSet[] = [];
  for (const [coin, { rolling }] of limited.slice(0, booksMax)) {
    const book = await dependencies.reservations.book({ coin });
    for (const limit of rolling) {
      const value = usagePercent(book, limit, dependencies.clock.now());
      const metrics = [{ name: limitMetrics.usedPercent, unit: 'Percent', value }] as const;
      metricSets.push({ dimensions: limitDimensions(coin, windowName(limit.windowMs)), metrics });
    }
  }
  return metricSets;
}
