import { describe, expect, test } from '@jest/globals';
import { bytesMax, readRequestFile, rowsMax } from '../../../../../console/pages/requests/file/request-file.ts';
import { templateCsv } from '../../../../../console/pages/requests/file/result-csv.ts';

const names = 'instructionId,destination,coin,chain,quantity,note';
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readRequestFile(bytes(text));

describe('a file of requests', () => {
  test('is read by the names of its columns, in any order, with a byte order mark or without', () => {
    const row = { line: 2, instructionId: 'i', destination: 'd', coin: 'c', chain: 'h', quantity: '1', note: 'n' };
    expect(read(`${names}\r\ni,d,c,h,1,n\r\n`)).toEqual({ rows: [row] });
    expect(read('\uFEFFnote,quantity,chain,coin,destination,instructionId\nn,1,h,c,d,i')).toEqual({ rows: [row] });
  });

  test('is filled into the template', () => {
    expect(read(`${templateCsv()}i,d,c,h,1,n`)).toMatchObject({ rows: [{ instructionId: 'i' }] });
  });

  test.each([
    ['', { why: 'empty' }],
    [names, { why: 'empty' }],
    ['instructionId;destination\ni;d', { why: 'semicolons' }],
    ['"instructionId";"destination"\ni;d', { why: 'semicolons' }],
    [`${names},amount\n`, { why: 'columns', missing: [], unknown: ['amount'] }],
    [`${names},note\n`, { why: 'columns', missing: [], unknown: ['note'] }],
    [
      'instructionId,destination,coin,chain,amount,note\n',
      { why: 'columns', missing: ['quantity'], unknown: ['amount'] },
    ],
    [`${names}\ni,d,c,h,1,000,n`, { why: 'cells', line: 2, has: 7, wants: 6 }],
    [`${names}\n"i`, { why: 'not-csv', flaw: 'open-quote', line: 2 }],
    [`${names}\n${'i,d,c,h,1,n\n'.repeat(rowsMax + 1)}`, { why: 'too-many-rows' }],
  ])('is refused with what is wrong: %#', (text, flaw) => {
    expect(read(text)).toEqual({ flaw });
  });

  test('is refused in another encoding, and where it is too large', () => {
    expect(readRequestFile(new Uint8Array([0xff, 0xfe, 0x69, 0x00]))).toEqual({ flaw: { why: 'not-utf-8' } });
    expect(readRequestFile(new Uint8Array(bytesMax + 1))).toEqual({ flaw: { why: 'too-large' } });
  });
});
