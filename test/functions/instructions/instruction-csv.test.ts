import { describe, expect, test } from '@jest/globals';
import { instructionColumns, instructionCsv } from '../../../functions/instructions/instruction-csv.ts';
import { approved, payout, transfer, withdrawal } from '../../support/instructions.ts';
import { manyInstruction } from '../../support/many-instructions.ts';

/* Programs count on names and places: a column is added at the end and nowhere else. */
const published =
  'id,kind,status,reason,heldReason,coin,chain,quantity,source,destination,address,tag,requestedBy,requestedAt,' +
  'approvedBy,approvedAt,sentAt,endedAt,exchangeOrderId,note,digest,version,updatedAt,txId,fee,feeCoin';

describe('the CSV of instructions', () => {
  test('has the published columns, in their places', () => {
    expect(Object.keys(instructionColumns).join(',').startsWith(published)).toBe(true);
  });

  test('has a row for each, with amounts and ids as text and times in UTC', () => {
    const settled = manyInstruction(1, { waiting: false });
    const text = instructionCsv([settled, approved(transfer()), approved(payout())], ['bad-1']);
    const [names, first, second, third, bad, end] = text.split('\r\n').map((line) => line.split(','));
    const cell = (row: readonly string[] | undefined, name: string) => row?.[names?.indexOf(name) ?? -1];
    expect([cell(first, 'id'), cell(first, 'status'), cell(first, 'quantity')]).toEqual(['inv-1', 'settled', '1250.5']);
    expect(cell(first, 'requestedAt')).toBe('2026-11-20T10:01:00.000Z');
    expect(cell(first, 'endedAt')).toBe('2026-11-20T10:01:00.000Z');
    expect([cell(first, 'approvedBy'), cell(first, 'exchangeOrderId')]).toEqual(['bob@example.com', 'W1']);
    expect([cell(second, 'source'), cell(second, 'endedAt')]).toEqual(['1649292498437183232', '']);
    expect([cell(third, 'kind'), cell(third, 'address')]).toEqual(['fiat-withdrawal', '0128750123456']);
    expect([cell(bad, 'id'), cell(bad, 'status'), cell(bad, 'quantity')]).toEqual(['bad-1', 'unreadable', '']);
    expect(end).toEqual(['']);
  });

  test('guards what a requester wrote', () => {
    expect(
      instructionCsv([approved(withdrawal('inv-1', { note: '=HYPERLINK("https://example.com")' }))], []),
    ).toContain(`"'=HYPERLINK(""https://example.com"")"`);
  });
});
