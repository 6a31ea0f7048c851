import { limitMetrics, limitSeries } from '../shared/core/metric-names.ts';
import { usedPercent } from '../shared/ledger/limits/usage.ts';
import { windowName } from '../shared/ledger/limits/window-name.ts';
import type { Figures } from '../shared/runtime/metrics.ts';
import type { ReconciliationParts } from './dependencies.ts';

/** A tick reads at most so many books for this. A treasury with more coins sees the first of them. */
export const booksMax = 20;

/** How far the limits of each coin are used, by the policy in force. Destinations' own limits are too many to be charted. */
export async function limitFigures(
  parts: Pick<ReconciliationParts, 'policies' | 'reservations' | 'clock'>,
): Promise<readonly Figures[]> {
  const { withdrawals } = await parts.policies.get();
  const limited = Object.entries(withdrawals).filter(([, { rolling }]) => rolling.length > 0);
  const figures: Figures[] = [];
  for (const [coin, { rolling }] of limited.slice(0, booksMax)) {
    const book = await parts.reservations.book({ coin });
    for (const limit of rolling) {
      const value = usedPercent(book, limit, parts.clock.now());
      const measures = [{ name: limitMetrics.usedPercent, unit: 'Percent', value }] as const;
      figures.push({ dimensions: limitSeries(coin, windowName(limit.windowMs)), measures });
    }
  }
  return figures;
}
