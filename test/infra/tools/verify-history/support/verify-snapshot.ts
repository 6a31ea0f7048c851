import type { Item } from '../../../../../functions/shared/ledger/store/table.ts';
import { HistoryCheck, type Verification } from '../../../../../infra/tools/verify-history/history-check.ts';

/** Checks the content and the history of every instruction and of every whitelist entry among these items. */
export async function verifySnapshot(items: AsyncIterable<Item>): Promise<Verification> {
  const check = new HistoryCheck();
  await check.checkSnapshot(items);
  return check.result();
}
