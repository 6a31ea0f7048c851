import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import { endOf } from '../../../functions/shared/ledger/export-span.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { DownloadedExport } from './export-folder.ts';
import type { ExportRecord } from './export-record.ts';
import type { HistoryCheck } from './history-check.ts';
import { itemsOfExport, recordsOfFile } from './items.ts';

/**
 * Shows the check all exports, one laid over the other in the order of their times. A stretch that no export covers is
 * noted, unless the whole table follows it: each item tells what it went through.
 */
export async function verifyExports(check: HistoryCheck, exports: readonly DownloadedExport[]): Promise<void> {
  let until: Millis | undefined;
  for (const each of exports.toSorted(byTime)) {
    const { span, name } = each;
    if (span.kind === 'full') {
      await check.checkSnapshot(snapshotItems(each), name);
    } else {
      reportGap(check, until, span.from, name);
      // What was exported twice, after a lost answer, is looked at once.
      if (until !== undefined && span.to <= until) continue;
      await check.checkChanges(changeRecords(each), each.hasOldImages && span.from === until, name);
    }
    until = endOf(span);
  }
}

function reportGap(check: HistoryCheck, until: Millis | undefined, from: Millis, name: string): void {
  if (until === undefined) check.addProblem(name, 'what the table was before it is not among the exports');
  else if (from > until) check.addProblem(name, `nothing is there of ${iso(until)} to ${iso(from)}`);
}

/** The whole table before the day that begins with it. */
function byTime({ span: a }: DownloadedExport, { span: b }: DownloadedExport): number {
  return endOf(a) - endOf(b) || Number(a.kind === 'increment') - Number(b.kind === 'increment');
}

async function* snapshotItems({ files }: DownloadedExport): AsyncGenerator<Item> {
  for (const file of files) yield* itemsOfExport(file);
}

async function* changeRecords({ files }: DownloadedExport): AsyncGenerator<ExportRecord> {
  for (const file of files) yield* recordsOfFile(file);
}
