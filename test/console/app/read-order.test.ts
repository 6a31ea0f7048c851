import { expect, test } from '@jest/globals';
import { ReadOrder } from '../../../console/app/read-order.ts';

test('an answer that was asked for earlier does not take the place of a newer one', () => {
  const order = new ReadOrder();
  const [first, second, third] = [order.begin(), order.begin(), order.begin()];
  expect([second(), first(), third()]).toEqual([true, false, true]);
});
