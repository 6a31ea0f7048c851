import * as v from 'valibot';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import type { ReadEndpoint } from '../../../functions/shared/exchange/client/endpoint.ts';
import { type RecordList, recordListOf, text } from '../../../functions/shared/exchange/endpoints/fields.ts';
import { withdrawOrders } from '../../../functions/shared/exchange/endpoints/withdraw-orders.ts';
import { readWithdrawals, type TimeWindow } from '../../../functions/shared/exchange/records.ts';
import { type ExchangeRecord, readRecords } from '../../../functions/shared/matching/exchange-record.ts';
import { matchRecords } from '../../../functions/shared/matching/match-records.ts';
import type { Finding } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { doesNotHold, holds, notChecked } from './findings.ts';
import type { KnownWithdrawal } from './known-withdrawal.ts';
import { isOfItsTime } from './order-time.ts';
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

/**
 * Whether `withdrawOrders` can be read without filters, this week and the one before, and which of our ids it shows. A
 * list that shows nothing is not known to be whole.
 */
export async function checkWithdrawalRecords({
  records,
}: Pick<ExchangeCheckDependencies, 'records'>): Promise<ListCheck> {
  try {
    const endTime = await records.exchangeTime();
    const recent = { startTime: endTime - weekMs, endTime };
    const older = { startTime: endTime - 2 * weekMs, endTime: endTime - weekMs };
    const [now, before] = [await readWithdrawals(records, recent, false), await readWithdrawals(records, older, false)];
    const read = now.records.length + before.records.length;
    const unreadable = now.unreadable + before.unreadable;
    if (unreadable > 0) {
      return { finding: doesNotHold(`${unreadable} of ${read + unreadable} withdrawals are not as documented.`) };
    }
    if (read === 0)
      return { finding: notChecked('No withdrawal of two weeks was shown, so nothing is known of the list.') };
    const shown = idsShown([...(await marksOf(records, recent)), ...(await marksOf(records, older))]);
    const finding = holds(`${read} withdrawals of two weeks could be read without filters; ${shown}.`);
    return { finding, showsWeekOld: before.records.length > 0 };
  } catch (error) {
    return unreadableList(error);
  }
}

type Marks = { readonly clientOrderId: string | null; readonly remark: string | null };

async function marksOf(records: ExchangeCheckDependencies['records'], window: TimeWindow): Promise<readonly Marks[]> {
  return (await records.read(withdrawMarks, window)).records;
}

function idsShown(marks: readonly Marks[]): string {
  const having = (name: keyof Marks) => marks.filter((row) => (row[name] ?? '') !== '').length;
  return `clientOrderId is shown with ${having('clientOrderId')}, remark with ${having('remark')}`;
}

/**
 * Looks for an earlier withdrawal, week by week back from now, and compares it with what was asked for, as
 * reconciliation does. One that is known by its id alone is not compared: that says nothing of its content.
 */
export async function findWithdrawal(
  { records }: Pick<ExchangeCheckDependencies, 'records'>,
  { id, asked }: KnownWithdrawal,
): Promise<Finding> {
  try {
    const now = await records.exchangeTime();
    for (let week = 0; week < weeksMax; week += 1) {
      const window = { startTime: now - (week + 1) * weekMs, endTime: now - week * weekMs };
      const { records: rows } = await readRecords(records, 'withdrawal', window, false);
      const found = rows.filter(({ marks }) => marks.includes(id));
      if (found.length > 1) return doesNotHold(`${found.length} withdrawals carry ${id} as remark.`);
      const [record] = found;
      if (record !== undefined) return judgeFound(id, asked, record, now);
    }
    return doesNotHold(`No withdrawal of the last ${weeksMax} weeks carries ${id} as remark.`);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return notChecked(`${id} was not found before the records could not be read any more. ${error.message}.`);
  }
}

function judgeFound(
  id: InstructionId,
  asked: KnownWithdrawal['asked'],
  record: ExchangeRecord,
  seenAt: Millis,
): Finding {
  const found = `The withdrawal ${id} was found by its remark`;
  if (asked === undefined) {
    return notChecked(`${found}, and was not compared: --instruction says what was asked for.`);
  }
  const match = matchRecords(asked.content, undefined, [record]);
  const isTimely = isOfItsTime(record.time, { signedAt: asked.signedAt, seenAt });
  const differs = [...(match.kind === 'mismatch' ? match.fields : []), ...(isTimely ? [] : ['time'])];
  if (differs.length > 0) return doesNotHold(`${found}, with another ${differs.join(', ')}.`);
  const after = record.time - asked.signedAt;
  return holds(`${found}, equal in every field; its time is ${after} ms after it was signed.`);
}
