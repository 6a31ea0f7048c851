import type { ReadEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';
import {
  type TransferRecord,
  type TransferRecordsQuery,
  transferRecords,
  transferRecordsWindowMaxMs,
} from '../../../functions/shared/exchange/endpoints/balance-flow.ts';
import type { RecordList } from '../../../functions/shared/exchange/endpoints/fields.ts';
import type { Finding } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { doesNotHold, holds, notChecked } from './findings.ts';
import { type ListCheck, unreadableList } from './records-lookback.ts';

/** One row at a time, so that the cursor has something to do. */
const rowByRow: ReadEndpoint<TransferRecordsQuery, RecordList<TransferRecord>> = {
  ...transferRecords,
  params: (window) => transferRecords.params(window).map(([name, value]) => [name, name === 'limit' ? '1' : value]),
};

/** How many steps are compared with the large page. */
const stepsMax = 4;

/**
 * `balanceFlow`: whether it can be read a month back, and whether its pages go on as we read them: ids rise, and
 * `beginId` is not part of the page that it begins.
 */
export async function checkFundStatement({ records }: Pick<ExchangeCheckDependencies, 'records'>): Promise<ListCheck> {
  try {
    const endTime = await records.exchangeTime();
    return { finding: await checkPages(records, { startTime: endTime - transferRecordsWindowMaxMs, endTime }) };
  } catch (error) {
    return unreadableList(error);
  }
}

type Window = Omit<TransferRecordsQuery, 'beginId'>;

async function checkPages(records: ExchangeCheckDependencies['records'], window: Window): Promise<Finding> {
  const { records: rows, unreadable } = await records.read(transferRecords, { ...window, beginId: '0' });
  if (unreadable > 0)
    return doesNotHold(`${unreadable} of ${rows.length + unreadable} transfers are not as documented.`);
  const ids = rows.map(({ id }) => id);
  if (!isAscending(ids)) return doesNotHold('The ids of the fund statement do not rise within a page.');
  if (ids.length < 2)
    return notChecked(
      `The fund statement can be read a month back, but ${ids.length} transfers are too few to show how pages go on.`,
    );
  const wrong = (await findWrongPage(records, window, ids)) ?? (await findWrongEnd(records, window, ids));
  if (wrong !== undefined) return doesNotHold(wrong);
  return holds(
    `The first ${ids.length} transfers of a month could be read, and their pages go on as expected; ` +
      `${idFieldsShown(rows)}.`,
  );
}

/** Steps through the first rows, and compares each step with the large page. */
async function findWrongPage(records: ExchangeCheckDependencies['records'], window: Window, ids: readonly string[]) {
  for (let at = 0, steps = 0; at < ids.length && steps < stepsMax; steps += 1) {
    const { records: rows } = await records.read(rowByRow, { ...window, beginId: ids[at - 1] ?? '0' });
    const step = rows.map(({ id }) => id);
    const isNext = step.length > 0 && step.every((id, index) => id === (ids[at + index] ?? id));
    if (!isNext) return 'Reading the fund statement row by row gives other rows than reading a large page.';
    at += step.length;
  }
  return undefined;
}

/** After the last row comes nothing, or what is newer. */
async function findWrongEnd(records: ExchangeCheckDependencies['records'], window: Window, ids: readonly string[]) {
  const last = ids.at(-1) ?? '0';
  const { records: rows } = await records.read(transferRecords, { ...window, beginId: last });
  return isAscending([last, ...rows.map(({ id }) => id)])
    ? undefined
    : 'A page of the fund statement holds its own beginId, or older rows.';
}

/** Ids of digits, longer than a Number holds: the longer is the larger. */
function isAscending(ids: readonly string[]): boolean {
  return ids.every((id, index) => {
    const before = ids[index - 1];
    return before === undefined || before.length < id.length || (before.length === id.length && before < id);
  });
}

function idFieldsShown(rows: readonly TransferRecord[]): string {
  const having = (mark: 'clientOrderId' | 'remark') => rows.filter((row) => (row[mark] ?? '') !== '').length;
  return `clientOrderId is shown with ${having('clientOrderId')} of them, remark with ${having('remark')}`;
}
