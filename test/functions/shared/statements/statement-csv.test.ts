import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { unguardFormula } from '../../../../functions/shared/core/csv.ts';
import { difference, positive, signedAmount } from '../../../../functions/shared/core/signed-amount.ts';
import { type StatedDay, withCoin } from '../../../../functions/shared/statements/stated-day.ts';
import {
  statementColumns,
  statementCsvHeader,
  statementCsvLines,
} from '../../../../functions/shared/statements/statement-csv.ts';
import { readCsv } from '../../../support/read-csv.ts';
import { statements } from '../../../support/statement-arbitraries.ts';
import { balanced, statementDay, statementRow, withDifference } from '../../../support/statements.ts';

/* Programs count on names and places: a column is added at the end and nowhere else. */
const published =
  'version,account,accountId,date,row,type,coin,time,amount,fee,feeCoin,balance,difference,id,exchangeOrderId,' +
  'clientOrderId,transactionHash,chain,counterparty,depositAddress,remark,instruction,instructionKind,requestedBy,' +
  'approvedBy,dayZone,remarkAmount,remarkDate';

const textOf = (days: readonly StatedDay[]): string =>
  [statementCsvHeader(), ...days.flatMap((day) => [...statementCsvLines(day)])].join('');

type Record = Readonly<Partial<globalThis.Record<string, string>>>;

/** Each row by the names of its columns, without those that are empty, and without guards. */
function recordsOf(text: string): Record[] {
  const [names = [], ...rows] = readCsv(text);
  return rows.map((cells) =>
    Object.fromEntries(names.map((name, at) => [name, unguardFormula(cells[at] ?? '')]).filter(([, cell]) => cell)),
  );
}

const deposit = statementRow({ id: '7', balanceAfter: amount('350.5'), chain: 'ETH', transactionHash: '0xab' });
const paid = statementRow({
  id: '8',
  time: Date.parse('2026-11-20T05:30:00.250Z'),
  type: 'withdraw',
  amount: signedAmount('-50'),
  fee: amount('1.00000001'),
  exchangeOrderId: 'W1',
  clientOrderId: 'inv-1',
  counterparty: '0x52908400098527886E0F7030069857D2E4169EE7',
  instruction: {
    id: 'inv-1',
    kind: 'withdrawal',
    requestedBy: 'alice@example.com',
    approvedBy: ['bob@example.com', 'carol@example.com'],
  },
});
const day = balanced(statementDay('2026-11-20'), { USDT: '250.5' }, [deposit, paid]);

describe('the CSV of a statement', () => {
  test('has the published columns, in their places', () => {
    expect(statementColumns.join(',').startsWith(published)).toBe(true);
    expect(readCsv(statementCsvHeader())).toEqual([[...statementColumns]]);
  });

  test('has the day, each opening, each movement and each closing, with times in UTC', () => {
    const common = { version: '1', account: 'custody', accountId: '1649292498437183235', date: '2026-11-20' };
    const all = { ...common, dayZone: 'UTC+08:00' };
    expect(recordsOf(textOf([day]))).toEqual([
      { ...all, row: 'day', type: 'complete', time: '2026-11-20T16:10:00.000Z' },
      { ...all, row: 'opening', coin: 'USDT', time: '2026-11-19T16:00:00.000Z', balance: '250.5' },
      {
        ...all,
        row: 'movement',
        type: 'deposit',
        coin: 'USDT',
        time: '2026-11-20T04:00:00.000Z',
        amount: '100',
        fee: '0',
        feeCoin: 'USDT',
        balance: '350.5',
        id: '7',
        exchangeOrderId: 'D1',
        transactionHash: '0xab',
        chain: 'ETH',
        instruction: 'unmatched',
      },
      {
        ...all,
        row: 'movement',
        type: 'withdraw',
        coin: 'USDT',
        time: '2026-11-20T05:30:00.250Z',
        amount: '-50',
        fee: '1.00000001',
        feeCoin: 'USDT',
        id: '8',
        exchangeOrderId: 'W1',
        clientOrderId: 'inv-1',
        counterparty: '0x52908400098527886E0F7030069857D2E4169EE7',
        instruction: 'inv-1',
        instructionKind: 'withdrawal',
        requestedBy: 'alice@example.com',
        approvedBy: 'bob@example.com; carol@example.com',
      },
      {
        ...all,
        row: 'closing',
        coin: 'USDT',
        time: '2026-11-20T16:00:00.000Z',
        balance: '299.49999999',
        difference: '0',
      },
    ]);
  });

  test('shows a difference and what the statement knows of it', () => {
    const [total] = day.coins;
    if (total === undefined) throw new Error('no coin');
    const remarks = [{ code: 'not-in-flow', message: '=a row', coin: 'USDT', amount: signedAmount('-2') }];
    const text = textOf([{ ...day, coins: [withDifference(total, '-2')], remarks }]);
    const [closing, remark] = recordsOf(text).slice(-2);
    expect(closing).toMatchObject({ row: 'closing', balance: '297.49999999', difference: '-2' });
    expect(remark).toMatchObject({ row: 'remark', type: 'not-in-flow', coin: 'USDT', remark: '=a row' });
    expect(remark?.remarkAmount).toBe('-2');
    expect(text).toContain(`"'=a row"`);
    expect(text).toContain('"-2"');
  });

  test('says of a day whose numbers may change that it is provisional', () => {
    const { madeAt: readAt, ...rest } = day;
    const [first, ...others] = recordsOf(textOf([{ ...rest, kind: 'provisional', readAt }]));
    expect(first).toMatchObject({ row: 'day', type: 'provisional', time: '2026-11-20T16:10:00.000Z' });
    expect(others).toEqual(recordsOf(textOf([day])).slice(1));
  });

  test('says of a day that is lost, or not there, that it is', () => {
    const lost = { ...statementDay('2026-11-20'), kind: 'lost', madeAt: 0, reason: 'older than 30 days' } as const;
    const missing = { kind: 'missing', account: 'custody', date: '2026-11-21' } as const;
    expect(recordsOf(textOf([lost, missing]))).toMatchObject([
      { date: '2026-11-20', row: 'day', type: 'lost', remark: 'older than 30 days' },
      { date: '2026-11-21', row: 'day', type: 'missing' },
    ]);
  });

  test('of one coin has all that changes its balance', () => {
    const trade = { id: '9', type: 'trade', amount: signedAmount('-1'), coin: 'ETH', fee: amount('2') } as const;
    const other = statementRow({ id: '10', coin: 'ETH', feeCoin: 'ETH' });
    const rows = [deposit, statementRow(trade), other];
    const both = balanced(statementDay('2026-11-20'), { ETH: '5', USDT: '0' }, rows);
    const one = recordsOf(textOf([withCoin(both, 'USDT')]));
    expect(one.filter(({ row }) => row === 'movement').map(({ id }) => id)).toEqual(['7', '9']);
    expect(one.filter(({ row }) => row !== 'movement' && row !== 'day').map(({ coin }) => coin)).toEqual([
      'USDT',
      'USDT',
    ]);
  });

  test('is read back as it was, whatever a statement says', () => {
    fc.assert(
      fc.property(statements, (statement) => {
        const back = recordsOf(textOf([statement]));
        const of = (row: string) => back.filter((record) => record.row === row);
        if (statement.kind === 'lost') throw new Error('no rows');
        expect(of('movement').map(rowFrom)).toEqual(statement.rows);
        expect(of('remark').map(remarkFrom)).toEqual(statement.remarks);
        expect(of('closing').map((closing, at) => totalFrom(of('opening')[at] ?? {}, closing))).toEqual(
          statement.coins,
        );
      }),
    );
  });
});

const common = ['version', 'account', 'accountId', 'date', 'row', 'dayZone'];

function rowFrom(record: Record): object {
  const { time = '', balance, instruction, instructionKind: kind, requestedBy, approvedBy, ...rest } = record;
  const own = Object.entries(rest).filter(([name]) => !common.includes(name));
  const people = { requestedBy, approvedBy: approvedBy?.split('; ') ?? [] };
  return {
    ...Object.fromEntries(own),
    time: Date.parse(time),
    ...(balance === undefined ? {} : { balanceAfter: balance }),
    ...(kind === undefined ? {} : { instruction: { id: instruction, kind, ...people } }),
  };
}

function remarkFrom({ type, remark, coin, remarkAmount, id, remarkDate }: Record): object {
  return {
    code: type,
    message: remark,
    ...(coin === undefined ? {} : { coin }),
    ...(remarkAmount === undefined ? {} : { amount: remarkAmount }),
    ...(id === undefined ? {} : { rowId: id }),
    ...(remarkDate === undefined ? {} : { date: remarkDate }),
  };
}

/** What moved is what opening, closing and difference leave. */
function totalFrom({ coin, balance: opening = '' }: Record, { balance: closing = '', difference: open = '' }: Record) {
  const gained = difference(positive(amount(closing)), positive(amount(opening)));
  return { coin, opening, movements: difference(gained, signedAmount(open)), closing, difference: open };
}
