import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { signedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import { koinly } from '../../../../infra/tools/statement/formats/koinly.ts';
import { tres } from '../../../../infra/tools/statement/formats/tres.ts';
import { xero } from '../../../../infra/tools/statement/formats/xero.ts';
import { dayPeriod } from '../../../../infra/tools/statement/period.ts';
import { readCsv } from '../../../support/read-csv.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import { exampleDay } from './support/example-day.ts';
import { written } from './support/written.ts';

const lines = (text: string) => text.split('\r\n').slice(0, -1);
const noBook = [
  { ...exampleDay, kind: 'provisional', readAt: 0 },
  { kind: 'missing', account: 'custody', date: '2026-11-21' },
] as const;

describe('the file for Koinly', () => {
  test('has the published header and a line for each movement, a trade in one', async () => {
    const { text } = await written(koinly, [exampleDay]);
    expect(lines(text)).toEqual([
      'Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,' +
        'Net Worth Currency,Label,Description,TxHash',
      '2026-11-20 01:00:00 UTC,,,1000,USD,,,,,,fiatDeposit; 0128750123456; unmatched; invoice <7> & more,',
      '2026-11-20 02:00:00 UTC,500.25,USD,500,USDT,0.5,USD,,,,trade; unmatched,',
      '2026-11-20 03:00:00 UTC,50,USDT,,,0.0001,ETH,,,,' +
        'withdraw; 0x52908400098527886E0F7030069857D2E4169EE7; instruction inv-1,0xfeed',
      '2026-11-20 04:00:00 UTC,100,USDT,,,,,,,,transfer; trading; instruction sweep-1,',
      '2026-11-20 05:00:00 UTC,,,7,USDT,,,,,,refund; unmatched,',
      '2026-11-20 05:00:00 UTC,1,USDT,,,,,,,cost,refund; unmatched,',
    ]);
  });

  test('loses no fee of a trade that took two, and joins no rows that are no trade', async () => {
    const trade = (coin: string, size: string) =>
      statementRow({ type: 'trade', id: '1', coin, amount: signedAmount(size), fee: amount('2'), feeCoin: coin });
    const same = [statementRow({ id: '2', amount: signedAmount('-3') }), statementRow({ id: '2', coin: 'BTC' })];
    const rows = [trade('BTC', '1'), trade('USDT', '-9'), ...same];
    const day = balanced(statementDay('2026-11-20'), { BTC: '50', USDT: '50' }, rows);
    const cells = readCsv((await written(koinly, [day])).text).slice(1);
    expect(cells.map((row) => row.slice(1, 7).join(' '))).toEqual([
      '9 USDT 1 BTC 2 USDT',
      '2 BTC    ',
      '3 USDT    ',
      '  100 BTC  ',
    ]);
  });

  test('has nothing of a day whose numbers may change, or that is not there', async () => {
    expect(lines((await written(koinly, noBook)).text)).toHaveLength(1);
  });
});

describe('the file for TRES', () => {
  test('has the published header and a line for each balance that changed', async () => {
    const { text } = await written(tres, [exampleDay]);
    expect(lines(text)).toEqual([
      'Year,Month,Day,Time,Organizational Wallet,Participating Wallet,Network,Direction,Financial Action,' +
        'Asset Identifier,Amount,Fiat Value,Fiat Currency,Transaction Hash,Transfer ID,Function Name,Method ID',
      '2026,11,20,01:00:00,custody,0128750123456,HashKey Exchange,inflow,fiatDeposit,USD,1000,,,FD1,' +
        'custody-fiatDeposit-11-USD,,',
      '2026,11,20,02:00:00,custody,HashKey Exchange,HashKey Exchange,outflow,trade,USD,500.25,,,T1,' +
        'custody-trade-12-USD,,',
      '2026,11,20,02:00:00,custody,HashKey Exchange,HashKey Exchange,outflow,fee,USD,0.5,,,T1,' +
        'custody-trade-12-USD-fee,,',
      '2026,11,20,02:00:00,custody,HashKey Exchange,HashKey Exchange,inflow,trade,USDT,500,,,T1,' +
        'custody-trade-12-USDT,,',
      '2026,11,20,03:00:00,custody,0x52908400098527886E0F7030069857D2E4169EE7,ETH,outflow,withdraw,USDT,50,,,0xfeed,' +
        'custody-withdraw-13-USDT,,',
      '2026,11,20,03:00:00,custody,HashKey Exchange,ETH,outflow,fee,ETH,0.0001,,,0xfeed,' +
        'custody-withdraw-13-USDT-fee,,',
      '2026,11,20,04:00:00,custody,trading,HashKey Exchange,outflow,transfer,USDT,100,,,X1,' +
        'custody-transfer-14-USDT,,',
      '2026,11,20,05:00:00,custody,HashKey Exchange,HashKey Exchange,inflow,refund,USDT,7,,,refund_D9,' +
        'custody-refund-15-USDT,,',
      '2026,11,20,05:00:00,custody,HashKey Exchange,HashKey Exchange,outflow,fee,USDT,1,,,refund_D9,' +
        'custody-refund-15-USDT-fee,,',
    ]);
  });

  test('has of one coin its lines alone, also where its fee went with another coin', async () => {
    const { text } = await written(tres, [exampleDay], { period: dayPeriod('2026-11-20'), coin: 'ETH' });
    expect(
      lines(text)
        .slice(1)
        .map((each) => each.split(',').slice(7, 11).join(' ')),
    ).toEqual(['outflow fee ETH 0.0001']);
  });

  test('has nothing of a day whose numbers may change, or that is not there', async () => {
    expect(lines((await written(tres, noBook)).text)).toHaveLength(1);
  });
});

describe('the file for Xero', () => {
  const usd = { period: dayPeriod('2026-11-20'), account: 'custody', coin: 'USD' };

  test('has the published header and what changed the one currency, with its fees, as signed numbers', async () => {
    const { text } = await written(xero, [exampleDay], usd);
    expect(readCsv(text)).toEqual([
      ['*Date', '*Amount', 'Payee', 'Description', 'Reference'],
      ['2026-11-20', '1000', '0128750123456', 'fiatDeposit; 0128750123456; unmatched; invoice <7> & more', 'FD1'],
      ['2026-11-20', '-500.25', '', 'trade; unmatched', 'T1'],
      ['2026-11-20', '-0.5', '', 'fee of trade; unmatched', 'T1'],
    ]);
  });

  test('rounds nothing: more than cents are refused with the row', async () => {
    const row = statementRow({ id: '77', coin: 'USD', feeCoin: 'USD', amount: signedAmount('-1.005') });
    const day = balanced(statementDay('2026-11-20'), { USD: '5' }, [row]);
    await expect(written(xero, [day], usd)).rejects.toMatchObject({
      code: 'statement-not-told',
      message: 'row 77 of 2026-11-20 has -1.005 USD: Xero takes 2 decimals. Nothing is rounded here; take csv',
    });
  });

  test('guards what others wrote, and says when it has more lines than Xero takes', async () => {
    const row = statementRow({ coin: 'USD', feeCoin: 'USD', counterparty: '=1+1' });
    const day = balanced(statementDay('2026-11-20'), { USD: '5' }, Array<typeof row>(1_001).fill(row));
    const { text, notes } = await written(xero, [day], usd);
    expect(text).toContain(`"'=1+1"`);
    expect(notes).toEqual(['1001 lines: Xero takes 1000 in one file, so fetch days one by one']);
    expect((await written(xero, noBook, usd)).text.split('\r\n')).toHaveLength(2);
  });
});
