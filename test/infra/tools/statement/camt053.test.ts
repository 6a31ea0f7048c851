import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { difference, positive, signedAmount, sum } from '../../../../functions/shared/core/signed-amount.ts';
import { withCoin } from '../../../../functions/shared/statements/stated-day.ts';
import { camt053 } from '../../../../infra/tools/statement/formats/camt053.ts';
import { dayPeriod } from '../../../../infra/tools/statement/period.ts';
import { readXml, type XmlElement } from '../../../support/read-xml.ts';
import { statements } from '../../../support/statement-arbitraries.ts';
import { balanced, statementDay, statementRow, withDifference } from '../../../support/statements.ts';
import { flawsOf } from './support/camt053-rules.ts';
import { exampleDay } from './support/example-day.ts';
import { written } from './support/written.ts';

const golden = readFileSync(path.join(import.meta.dirname, 'golden/example-day.camt053.xml'), 'utf8');

const at = (element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] =>
  names.reduce<XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    element === undefined ? [] : [element],
  );
const textAt = (element: XmlElement | undefined, ...names: readonly string[]) => at(element, ...names)[0]?.text;
const statementsIn = (text: string) => at(readXml(text), 'BkToCstmrStmt', 'Stmt');

describe('the file for camt.053', () => {
  test('is what was checked by hand', async () => {
    expect((await written(camt053, [exampleDay])).text).toBe(golden);
  });

  test('keeps the rules of the message', () => {
    expect(flawsOf(readXml(golden))).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ['an amount with six decimals', (text) => text.replace('>500.25<', '>500.123456<')],
    ['an amount below zero', (text) => text.replace('>500.25<', '>-500.25<')],
    ['an amount without its currency', (text) => text.replace(' Ccy="USD"', '')],
    ['a coin in the place of a currency', (text) => text.replace('Ccy="USD"', 'Ccy="USDT"')],
    ['a balance of another type', (text) => text.replace('OPBD', 'PRCD')],
    ['elements in another order', (text) => text.replace(/(<Acct>.*?<\/Acct>)(<Bal>.*?<\/Bal>)/, '$2$1')],
    ['an entry without a status', (text) => text.replace('<Sts><Cd>BOOK</Cd></Sts>', '')],
    ['an id that is too long', (text) => text.replace('<MsgId>', `<MsgId>${'a'.repeat(35)}`)],
    ['two headers', (text) => text.replace(/<GrpHdr>.*<\/GrpHdr>/, '$&$&')],
    ['another version', (text) => text.replace('001.08', '001.02')],
  ])('and these rules find %s', (_what, broken) => {
    expect(broken(golden)).not.toBe(golden);
    expect(flawsOf(readXml(broken(golden)))).not.toEqual([]);
  });

  test('has no coin in it, and says what it left out, in the file too', async () => {
    const { text, notes } = await written(camt053, [exampleDay]);
    const line = 'left out: movements and fees, 1 of ETH, 5 of USDT; camt.053 has room for USD and HKD only';
    expect(notes).toEqual([line]);
    expect(text).toContain(`<!-- ${line} -->`);
    expect(text).not.toMatch(/Ccy="(USDT|ETH)"/);
  });

  test('says in the file which days are not in it', async () => {
    const provisional = { ...exampleDay, kind: 'provisional', readAt: 0, date: '2026-11-21' } as const;
    const missing = { kind: 'missing', account: 'a---b', date: '2026-11-22' } as const;
    const { text } = await written(camt053, [exampleDay, provisional, missing]);
    expect(text).toContain('<!-- custody has no statement of 2026-11-21: provisional -->');
    expect(text).toContain('<!-- a- - -b has no statement of 2026-11-22: missing -->');
    expect(flawsOf(readXml(text))).toEqual([]);
  });

  test('says of a day that does not balance by how much', async () => {
    const coins = exampleDay.coins.map((total) => (total.coin === 'USD' ? withDifference(total, '-3') : total));
    const [, usd] = statementsIn((await written(camt053, [{ ...exampleDay, coins }])).text);
    expect(textAt(usd, 'AddtlStmtInf')).toContain('-3 USD is unexplained');
  });

  test.each([
    ['0.000001', 'row 1 of 2026-11-20 has 0.000001 USD: camt.053 takes 18 digits, 5 of them after the point'],
    ['12345678901234.56789', 'row 1 of 2026-11-20 has 12345678901234.56789 USD'],
  ])('rounds nothing: %s is refused with the row', async (size, words) => {
    const row = statementRow({ coin: 'USD', feeCoin: 'USD', amount: signedAmount(size) });
    const back = { ...row, id: '2', amount: signedAmount(`-${size}`) };
    const day = balanced(statementDay('2026-11-20'), { USD: '0' }, [row, back]);
    await expect(written(camt053, [day])).rejects.toMatchObject({
      code: 'statement-not-told',
      message: expect.stringContaining(words),
    });
  });

  test('is not made where there is no currency in it', async () => {
    await expect(written(camt053, [withCoin(exampleDay, 'USDT')])).rejects.toMatchObject({
      message: 'nothing of 2026-11-20 is in USD or HKD',
    });
  });

  test('names the account and the coin that it is of: no two files have one id', async () => {
    const subject = { period: dayPeriod('2026-11-20'), account: 'custody', coin: 'USD' };
    const { text } = await written(camt053, [exampleDay], subject);
    expect(textAt(readXml(text), 'BkToCstmrStmt', 'GrpHdr', 'MsgId')).toBe('2026-11-20-1649292498437183235-USD');
  });

  test('keeps the rules, and adds up, whatever a statement says', async () => {
    const cents = (text: string) =>
      amount(
        text
          .split('.')[0]
          ?.slice(-9)
          .replace(/^0+(?=\d)/, '') ?? '0',
      );
    await fc.assert(
      fc.asyncProperty(statements, async (statement) => {
        if (statement.kind === 'lost') throw new Error('no rows');
        // Amounts that the message has room for, in a day that balances.
        const rows = statement.rows.map((row) => ({
          ...row,
          amount: signedAmount(`${row.amount.startsWith('-') ? '-' : ''}${cents(row.amount.replace('-', ''))}`),
          fee: cents(row.fee),
        }));
        const day = balanced(statementDay('2026-11-20'), { HKD: '99999999999', USD: '99999999999' }, rows);
        const { text } = await written(camt053, [day]);
        expect(flawsOf(readXml(text))).toEqual([]);
        for (const each of statementsIn(text)) expect(sumOf(each)).toBe(changeOf(each));
      }),
      { numRuns: 50 },
    );
  });
});

function sumOf(statement: XmlElement) {
  const signed = at(statement, 'Ntry').map((entry) => {
    const size = textAt(entry, 'Amt') ?? '';
    return signedAmount(textAt(entry, 'CdtDbtInd') === 'DBIT' ? `-${size}` : size);
  });
  return sum(signed);
}

function changeOf(statement: XmlElement) {
  const [opening = '', closing = ''] = at(statement, 'Bal', 'Amt').map(({ text }) => text);
  return difference(positive(amount(closing)), positive(amount(opening)));
}
