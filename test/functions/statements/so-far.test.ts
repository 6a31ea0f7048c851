import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hour, type StatementFixture, startStatements } from './statement-fixture.ts';

let at: StatementFixture;

/** In the middle of a day, which began with the simulator's own balances. */
beforeEach(async () => {
  at = await startStatements(['custody']);
  at.clock.advance(hour);
});
afterEach(() => at.close());

const receive = (quantity: string) => at.exchange.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity });
const movements = () => at.exchange.exchange.records.movements;
const custodyDay = async () => (await at.call({ soFar: true })).days?.find(({ account }) => account === 'custody');

test('the day so far balances with what the account has now, and is written nowhere', async () => {
  receive('12.5');
  expect(await custodyDay()).toMatchObject({
    ...{ kind: 'so-far', date: '2026-11-20', isBalanced: true, rowCount: 1, remarks: [] },
    coins: expect.arrayContaining([
      { coin: 'USDT', opening: '5000', movements: '12.5', closing: '5012.5', difference: '0' },
    ]),
  });
  expect(await at.store.readStatement('custody', '2026-11-20')).toBeUndefined();
  expect(at.events).toEqual([]);
});

test('a movement that the fund statement lacks is named by coin and amount', async () => {
  receive('12.5');
  receive('3');
  movements().splice(-2, 1);
  expect(await custodyDay()).toMatchObject({
    isBalanced: false,
    rowCount: 1,
    coins: expect.arrayContaining([expect.objectContaining({ coin: 'USDT', movements: '3', difference: '12.5' })]),
    remarks: expect.arrayContaining([expect.objectContaining({ code: 'not-in-flow', coin: 'USDT', amount: '12.5' })]),
  });
});

test('an account in which something moves at each look is not said to differ', async () => {
  const sleep = at.clock.sleep;
  at.clock.sleep = (ms) => {
    receive('1');
    return sleep(ms);
  };
  expect(await custodyDay()).toMatchObject({ kind: 'unknown', reason: 'The balances changed during each look.' });
});

test('a call with anything else is refused with its field', async () => {
  await expect(at.call({ soFar: 'yes' })).rejects.toThrow(/soFar/);
  await expect(at.call({ soFar: true, account: 'custody' })).rejects.toThrow(/account/);
});
