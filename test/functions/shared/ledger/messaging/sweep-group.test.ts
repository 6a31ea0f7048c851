import { expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { sweepGroup } from '../../../../../functions/shared/ledger/messaging/sweep-group.ts';

const sweep = { id: 'usdt-to-custody', to: 'custody', coin: 'USDT', amount: { above: amount('1') } };
const topUp = { ...sweep, id: 'usdt-top-up', amount: { topUpTo: amount('9') } };

test('a sweep waits for no other, whatever account or coin they share', () => {
  expect(sweepGroup(sweep)).not.toBe(sweepGroup({ ...sweep, id: 'usdt-from-elsewhere' }));
  expect(sweepGroup(sweep)).not.toBe(sweepGroup(topUp));
});

test('those that fill one account up come one after the other: two at once would both see what is missing', () => {
  const group = sweepGroup(topUp);
  expect(sweepGroup({ ...topUp, id: 'usdt-top-up-from-elsewhere', amount: { topUpTo: amount('12') } })).toBe(group);
  expect(sweepGroup({ ...topUp, to: 'trading' })).not.toBe(group);
  expect(sweepGroup({ ...topUp, coin: 'BTC' })).not.toBe(group);
});

test('the name of a group is one that SQS takes, however long its parts are', () => {
  const long = { id: 'x'.repeat(40), to: 'y'.repeat(64), coin: 'Z'.repeat(20) };
  for (const each of [sweep, topUp]) expect(sweepGroup({ ...each, ...long })).toMatch(/^[\w.-]{1,128}$/);
});
