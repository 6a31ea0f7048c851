import { ExchangeRefusedError } from '../../../functions/shared/exchange/errors.ts';
import type { ReportLine } from './demo-context.ts';
import { waitUntil } from './wait-until.ts';

/** What the exchange says to everything meanwhile (exchange-api.md section 4). */
const offlineCode = '-1101';
/** Twice as long as the simulator's. HashKey's own windows take hours. */
const waitMs = 120_000;

/**
 * Waits for the end of a maintenance of the exchange, and says so. The treasury needs nobody for that: what is due
 * meanwhile is tried again, and nothing is taken for refused.
 */
export async function waitOutMaintenance(readTime: () => Promise<number>, report: ReportLine): Promise<void> {
  if (await isOpen(readTime)) return;
  report(
    `The exchange is in maintenance (${offlineCode}): it says nothing and moves nothing. The demo waits for its end,`,
  );
  report('  as the tick does: what is due meanwhile is tried again, and nothing counts as refused.');
  const hasEnded = await waitUntil(() => isOpen(readTime), Boolean, waitMs);
  if (!hasEnded) throw new Error(`the exchange is in maintenance for longer than ${waitMs / 1_000} seconds`);
  report('The maintenance is over.');
}

async function isOpen(readTime: () => Promise<number>): Promise<boolean> {
  try {
    await readTime();
    return true;
  } catch (error) {
    if (error instanceof ExchangeRefusedError && error.exchangeCode === offlineCode) return false;
    throw error;
  }
}
