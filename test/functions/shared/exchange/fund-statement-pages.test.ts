import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import type { ReadEndpoint } from '../../../../functions/shared/exchange/client/endpoint.ts';
import { fundStatement } from '../../../../functions/shared/exchange/endpoints/fund-statement.ts';
import { readFundMovements } from '../../../../functions/shared/exchange/fund-statement-pages.ts';

const rowOf = (id: number, extra: object = {}) => ({
  ...{
    id: String(id),
    type: 'Deposit',
    netVaAmount: '1',
    vaCcy: 'USDT',
    orderId: `D${id}`,
    transactTime: '1700000000000',
  },
  ...extra,
});

/** An exchange that gives these pages, whatever it is asked for, and then empty ones. */
function pages(...given: readonly (readonly unknown[])[]) {
  const cursors: string[] = [];
  let next = 0;
  const read = async <Input, Answer>(endpoint: ReadEndpoint<Input, Answer>, input: Input): Promise<Answer> => {
    cursors.push(new Map(endpoint.params(input)).get('beginId') ?? '');
    next += 1;
    return v.parse(endpoint.answer, given[next - 1] ?? []);
  };
  return { cursors, read };
}

const query = { accountId: accountId('1'), type: 'deposit', startTime: 1, endTime: 2 } as const;
const idsOf = ({ movements }: Awaited<ReturnType<typeof readFundMovements>>) => movements.map(({ id }) => id);

describe('the fund statement', () => {
  test('is read until a page is empty, however short the pages are', async () => {
    const exchange = pages([rowOf(1), rowOf(2)], [rowOf(3)]);
    const read = await readFundMovements(exchange, query);
    expect(idsOf(read)).toEqual(['1', '2', '3']);
    expect(read.isWhole).toBe(true);
    expect(exchange.cursors).toEqual(['0', '2', '3']);
  });

  test('goes on behind a row that cannot be read, and tells where that belongs', async () => {
    const exchange = pages([rowOf(1), rowOf(2, { netVaAmount: 'much' })], [rowOf(3)]);
    const read = await readFundMovements(exchange, query);
    expect(idsOf(read)).toEqual(['1', '3']);
    expect(read.unreadable).toEqual([{ id: '2', time: 1_700_000_000_000 }]);
    expect(exchange.cursors).toEqual(['0', '2', '3']);
  });

  test('ends where the cursor leads nowhere, and is whole only where nothing can have been cut', async () => {
    const few = [rowOf(1), rowOf(2)];
    expect((await readFundMovements(pages(few, few), query)).isWhole).toBe(true);
    const many = Array.from({ length: 50 }, (_, index) => rowOf(index + 1));
    expect((await readFundMovements(pages(many, many), query)).isWhole).toBe(false);
  });

  test('goes on where ids do not rise with their times, as long as there is something new', async () => {
    const exchange = pages([rowOf(9), rowOf(5)], [rowOf(10), rowOf(9)], [rowOf(11)]);
    expect(idsOf(await readFundMovements(exchange, query))).toEqual(['9', '5', '10', '9', '11']);
    expect(exchange.cursors).toEqual(['0', '5', '9', '11']);
  });

  test('is asked for with its account, its type and a page of a thousand', () => {
    expect(fundStatement.params({ ...query, beginId: '7' })).toEqual([
      ['accountId', '1'],
      ['type', 'deposit'],
      ['startTime', '1'],
      ['endTime', '2'],
      ['beginId', '7'],
      ['limit', '1000'],
    ]);
  });
});
