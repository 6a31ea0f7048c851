import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { expire, recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { limitedBooksFor } from '../../../functions/shared/ledger/limits/limited-books.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, policyWith, stamp, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
const content = withdrawal();
const id = content.instructionId;
const coin = { coin: content.coin };
const coinAndAccount = { coin: content.coin, account: 'ETH#0x52908400098527886e0f7030069857d2e4169ee7' };
const books = limitedBooksFor(policyWith(), content);

beforeEach(async () => {
  fixture = await startFunctionFixture();
  for (const path of ['balanceFlow', 'withdrawOrders']) {
    fixture.script.on(`/api/v1/account/${path}`, { status: 200, body: '[]' });
  }
});
afterEach(() => fixture.close());

const reserve = (which = books) =>
  fixture.parts.reservations.reserve(which, { id: `${id}#1`, quantity: content.quantity }, noon);
const inDoubt = async () => {
  const { reservations } = fixture.parts;
  return [await reservations.inDoubt(coin), await reservations.inDoubt(coinAndAccount)].map(({ size }) => size);
};
/** An instruction that has ended, was published, and is not in the open index any more. */
async function ended(): Promise<void> {
  const { instructions } = fixture.parts;
  const { instruction } = await instructions.create(approved(content));
  const expired = expire(instruction, stamp);
  await instructions.update(instruction, expired);
  await instructions.markPublished(expired);
}

describe('the tick gives back', () => {
  test.each([
    ['both places', books],
    ['the place at its destination', books.slice(0, 1)],
    ['the place at its coin', books.slice(1)],
  ])('%s of a sender that crashed when its instruction had just ended', async (_what, which) => {
    await ended();
    await reserve(which);
    await tick(fixture.parts);
    expect(await inDoubt()).toEqual([0, 0]);
  });

  test('reservations of a coin that may not leave any more', async () => {
    await ended();
    await reserve();
    await fixture.parts.policies.put(policyWith({ withdrawals: {} }));
    await tick(fixture.parts);
    expect(await inDoubt()).toEqual([0, 0]);
  });

  test('what a crash left of an attempt that was certainly not taken, before the instruction goes on', async () => {
    const { instructions } = fixture.parts;
    const { instruction } = await instructions.create(approved(content));
    await reserve();
    const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    const held = { kind: 'held', reason: 'rate-limited', exchangeCode: 'http-429' } as const;
    await instructions.update(instruction, sending);
    await instructions.update(sending, recordOutcome(sending, held, stamp));
    await fixture.parts.reservations.apply(books.slice(0, 1), [{ kind: 'free', id: `${id}#1` }]);
    expect(await inDoubt()).toEqual([1, 0]);
    await tick(fixture.parts);
    expect(await inDoubt()).toEqual([0, 0]);
  });
});

test('the tick keeps both reservations of what is being sent', async () => {
  const { instructions } = fixture.parts;
  const { instruction } = await instructions.create(approved(content));
  await reserve();
  await instructions.update(instruction, startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp));
  await tick(fixture.parts);
  expect(await inDoubt()).toEqual([1, 1]);
});

test('a book that is not as it was written is told of, and keeps no reservation in another', async () => {
  await ended();
  await reserve();
  const change = { set: { entries: 'none' }, condition: 'attribute_exists(pk)', values: {} };
  await fixture.ledger.table.update(`limit#${coin.coin}`, change);
  await tick(fixture.parts);
  expect(fixture.reports).toContain('the reservations under a limit could not be read');
  expect((await fixture.parts.reservations.inDoubt(coinAndAccount)).size).toBe(0);
});
