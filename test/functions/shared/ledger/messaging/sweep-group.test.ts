import { expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { sweepGroup } from '../../../../../functions/shared/ledger/messaging/sweep-group.ts';

const sweep = { id: 'usdt-to-custody', to: 'custody', coin: 'USDT', amount: { above: amount('1') } };
const another = { ...sweep, id: 'usdt-from-elsewhere' };
const topUp = { ...sweep, id: 'usdt-top-up', amount: { topUpTo: amount('9') } };

test('a sweep waits for no other, whatever account or coin they share', () => {
  const sweeps = [sweep, another, { ...topUp, to: 'trading' }, { ...topUp, coin: 'BTC' }];
  expect(sweepGroup(sweep, sweeps)).not.toBe(sweepGroup(another, sweeps));
});

test('all that move a coin into an account that one of them fills up come one after the other', () => {
  const sweeps = [sweep, another, topUp, { ...topUp, id: 'usdt-top-up-too', amount: { topUpTo: amount('12') } }];
  expect(new Set(sweeps.map((each) => sweepGroup(each, sweeps))).size).toBe(1);
});

test('filling up another account, or with another coin, holds up nothing here', () => {
  const elsewhere = [
    { ...topUp, id: 'a', to: 'trading' },
    { ...topUp, id: 'b', coin: 'BTC' },
  ];
  const sweeps = [topUp, ...elsewhere];
  expect(new Set(sweeps.map((each) => sweepGroup(each, sweeps))).size).toBe(3);
});

test('the name of a group is one that SQS takes, however long its parts are', () => {
  const long = { id: 'x'.repeat(40), to: 'y'.repeat(64), coin: 'Z'.repeat(20) };
  const isTaken = /^[\w.-]{1,128}$/;
  for (const each of [sweep, topUp].map((of) => ({ ...of, ...long })))
    expect(sweepGroup(each, [each])).toMatch(isTaken);
});
