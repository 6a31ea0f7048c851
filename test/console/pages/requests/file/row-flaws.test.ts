import { describe, expect, test } from '@jest/globals';
import type { FileRow } from '../../../../../console/pages/requests/file/request-file.ts';
import { checkRows } from '../../../../../console/pages/requests/file/row-flaws.ts';
import { totalsByCoin } from '../../../../../console/pages/requests/file/totals.ts';
import { bankDestination, cryptoDestination } from '../destination-fixture.ts';

const right: FileRow = {
  line: 2,
  instructionId: 'inv-1',
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  quantity: '12.5',
  note: '=1+1',
};
const known = [cryptoDestination(), bankDestination];
const flawsOf = (changes: Partial<FileRow>) => checkRows([{ ...right, ...changes }], known)[0]?.flaws;

describe('a row of a file', () => {
  test('is right for an address and for a bank account', () => {
    expect(flawsOf({})).toEqual([]);
    expect(flawsOf({ destination: 'house-bank-usd', coin: 'USD', chain: '' })).toEqual([]);
  });

  test.each<[Partial<FileRow>, object]>([
    [{ destination: '0x52908400098527886E0F7030069857D2E4169EE7' }, { field: 'destination', why: 'unknown' }],
    [{ coin: 'USDC' }, { field: 'coin', why: 'other', right: 'USDT' }],
    [{ chain: 'Tron' }, { field: 'chain', why: 'other', right: 'ETH' }],
    [{ quantity: '1,000' }, { field: 'quantity', why: 'separator' }],
    [{ instructionId: ' inv' }, { field: 'instructionId', why: 'form' }],
    [{ note: 'a\u202eb' }, { field: 'note', why: { why: 'hidden' } }],
  ])('says what is wrong with it: %j', (changes, flaw) => {
    expect(flawsOf(changes)).toMatchObject([flaw]);
  });

  test('with the id of another one is not taken, nor is the other one', () => {
    const flaws = checkRows([right, { ...right, line: 3, quantity: '1' }], known).map((row) => row.flaws);
    expect(flaws).toEqual([
      [{ field: 'instructionId', why: 'twice', line: 3 }],
      [{ field: 'instructionId', why: 'twice', line: 2 }],
    ]);
  });

  test('that pays the same as an earlier one under another id is pointed at', () => {
    const rows = checkRows([right, { ...right, line: 3, instructionId: 'inv-2' }], known);
    expect(rows.map(({ twinOf }) => twinOf)).toEqual([undefined, 2]);
  });

  test('whose id differs only in capitals from an earlier one is pointed at', () => {
    const ids = ['inv-1', 'INV-1', 'inv-2', 'inv-1'];
    const rows = ids.map((instructionId, line) => ({ ...right, line, instructionId, quantity: String(line + 1) }));
    expect(checkRows(rows, known).map(({ capitalsOf }) => capitalsOf)).toEqual([undefined, 0, undefined, 1]);
  });

  test('that pays the same amount in other digits is pointed at', () => {
    const quantities = ['10', '10.00', '10.01'];
    const rows = quantities.map((quantity, index) => ({ ...right, line: index, instructionId: `i${index}`, quantity }));
    expect(checkRows(rows, known).map(({ twinOf }) => twinOf)).toEqual([undefined, 0, undefined]);
  });
});

test('what rows come to is exact, by coin', () => {
  const rows = [
    { coin: 'USDT', quantity: '0.1' },
    { coin: 'BTC', quantity: '12345678901234567890.00000000000000000001' },
    { coin: 'USDT', quantity: '0.2' },
  ];
  expect(totalsByCoin(rows)).toEqual([
    { coin: 'BTC', count: 1, total: '12345678901234567890.00000000000000000001' },
    { coin: 'USDT', count: 2, total: '0.3' },
  ]);
});
