import * as v from 'valibot';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import type { ReadEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';
import { type RecordList, recordListOf, text } from '../../../functions/shared/exchange/endpoints/fields.ts';
import { withdrawOrders } from '../../../functions/shared/exchange/endpoints/withdraw-orders.ts';
import { readWithdrawals, type TimeWindow } from '../../../functions/shared/exchange/records.ts';
import type { Finding } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { doesNotHold, holds, notChecked } from './findings.ts';
import { type ListCheck, unreadableList } from './records-lookback.ts';

const weekMs = 7 * 86_400_000;
/** Three months: the exchange has a code for older (exchange-api.md, -2029). */
const weeksMax = 13;

const mark = v.nullish(text, '');

/** The same list, for the ids that it shows. It is not documented to show ours (exchange-api.md 3.6). */
const withdrawMarks: ReadEndpoint<TimeWindow, RecordList<{ clientOrderId: string | null; remark: string | null }>> = {
  ...withdrawOrders,
  answer: recordListOf(v.object({ clientOrderId: mark, remark: mark })),
};

/** Whether `withdrawOrders` can be read a week back, without filters, and which of our ids it shows. */
export async function checkWithdrawalRecords({
  records,
}: Pick<ExchangeCheckDependencies, 'records'>): Promise<ListCheck> {
  try {
    const endTime = await records.exchangeTime();
    const window = { startTime: endTime - weekMs, endTime };
    const { records: rows, unreadable } = await readWithdrawals(records, window, false);
    if (unreadable > 0) {
      return {
        finding: doesNotHold(`${unreadable} of ${rows.length + unreadable} withdrawals are not as documented.`),
      };
    }
    const { records: marks } = await records.read(withdrawMarks, window);
    const having = (name: 'clientOrderId' | 'remark') => marks.filter((row) => (row[name] ?? '') !== '').length;
    const shown = `clientOrderId is shown with ${having('clientOrderId')}, remark with ${having('remark')}`;
    return { finding: holds(`${rows.length} withdrawals of a week could be read without filters; ${shown}.`) };
  } catch (error) {
    return unreadableList(error);
  }
}

/** Looks for an earlier withdrawal by the remark that carries its instruction's id, week by week back from now. */
export async function findWithdrawal(
  { records }: Pick<ExchangeCheckDependencies, 'records'>,
  id: InstructionId,
): Promise<Finding> {
  try {
    const now = await records.exchangeTime();
    for (let week = 0; week < weeksMax; week += 1) {
      const window = { startTime: now - (week + 1) * weekMs, endTime: now - week * weekMs };
      const { records: rows } = await readWithdrawals(records, window, false);
      const found = rows.filter(({ remark }) => remark === id);
      if (found.length > 1) return doesNotHold(`${found.length} withdrawals carry ${id} as remark.`);
      if (found.length === 1) return holds(`The withdrawal ${id} was found by its remark.`);
    }
    return doesNotHold(`No withdrawal of the last ${weeksMax} weeks carries ${id} as remark.`);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return notChecked(`${id} was not found before the records could not be read any more. ${error.message}.`);
  }
}
