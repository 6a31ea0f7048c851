import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type InstructionId, instructionId } from '../../../functions/shared/core/ids.ts';
import type { Target } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type House, startHouse } from '../../support/house.ts';
import { approved, policyWith, withdrawal } from '../../support/instructions.ts';
import { activeEntry } from '../../support/whitelist.ts';

let house: House;
const day = 86_400_000;
const withdrawPath = '/api/v1/account/withdraw';
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const refused = { status: 400, body: '{"code":-4003,"msg":""}' };
const addresses = {
  one: '0xde709f2102306220921060314715629080e2fb77',
  two: '0x27b1fdb04752bbc536007a920d24acb045561c26',
};
type Destination = keyof typeof addresses;

beforeEach(async () => {
  house = await startHouse();
  house.script.on(withdrawPath, accepted);
  for (const each of ['one', 'two'] as const) await activeEntry(house.parts.whitelist, each, targetOf(each));
});
afterEach(() => house.close());

const targetOf = (destination: Destination): Target => ({
  kind: 'crypto',
  coin: 'USDT',
  chain: 'ETH',
  address: addresses[destination],
});
const limitsAre = (limits: object) =>
  house.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '50000', ...limits } } }));
const ask = async (id: string, destination: Destination): Promise<InstructionId> => {
  const content = withdrawal(id, { destination, address: addresses[destination] });
  await house.parts.instructions.create(approved(content));
  return instructionId(id);
};
const release = (id: InstructionId) => releaseWithdrawal(house.parts, id);
const pay = async (id: string, destination: Destination) => (await release(await ask(id, destination))).state;
const posts = () => house.script.seen.filter(({ target }) => target === withdrawPath);
const places = async (destination: Destination) => [
  ...(await house.parts.reservations.inDoubt({ coin: 'USDT', destination })),
];

describe('a release', () => {
  test('over the number of withdrawals of its coin is rejected, whatever its quantity', async () => {
    await limitsAre({ rolling: [{ windowMs: day, count: 1 }] });
    expect(await pay('a', 'one')).toMatchObject({ status: 'sent' });
    expect(await pay('b', 'two')).toEqual({ status: 'rejected', reason: 'over-count-limit' });
    expect(await places('two')).toEqual([]);
  });

  test.each([
    ['amount', { windowMs: day, amount: '2000' }],
    ['count', { windowMs: day, count: 1 }],
  ])('over the %s of its destination is rejected, and another destination is not concerned', async (_what, limit) => {
    await limitsAre({ perDestination: { rolling: [limit] } });
    expect(await pay('a', 'one')).toMatchObject({ status: 'sent' });
    expect(await pay('b', 'one')).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
    expect(await pay('c', 'two')).toMatchObject({ status: 'sent' });
    expect(posts()).toHaveLength(2);
  });

  test('that the exchange refused takes no room, neither of its coin nor of its destination', async () => {
    await limitsAre({
      rolling: [{ windowMs: day, count: 1 }],
      perDestination: { rolling: [{ windowMs: day, count: 1 }] },
    });
    house.script.on(withdrawPath, refused, accepted);
    expect(await pay('a', 'one')).toMatchObject({ status: 'failed' });
    expect(await pay('b', 'one')).toMatchObject({ status: 'sent' });
  });

  test('after a crash that left the place of an attempt that was not taken is not in its own way', async () => {
    await limitsAre({ rolling: [{ windowMs: day, amount: '2000' }] });
    house.script.on(withdrawPath, { status: 400, body: '{"code":-1182,"msg":""}' }, accepted);
    const id = await ask('a', 'one');
    const crash = async () => Promise.reject(new Error('crashed'));
    const reservations = { ...house.parts.reservations, apply: crash };
    await expect(releaseWithdrawal({ ...house.parts, reservations }, id)).rejects.toThrow('crashed');
    expect(await places('one')).toEqual(['a#1']);
    house.clock.advance(1_800_000);
    expect((await release(id)).state).toMatchObject({ status: 'sent' });
    expect(await places('one')).toEqual(['a#2']);
  });

  test('under a limit for its destination that is new counts what left before there was one', async () => {
    await limitsAre({});
    await pay('a', 'one');
    await limitsAre({ perDestination: { rolling: [{ windowMs: day, count: 1 }] } });
    expect(await pay('b', 'one')).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
  });

  test('waits where a limit for its destination comes while it is being sent, and leaves no place behind', async () => {
    await limitsAre({});
    await pay('a', 'one');
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) await limitsAre({ perDestination: { rolling: [{ windowMs: day, count: 1 }] } });
      return house.parts.policies.get();
    };
    const second = await ask('b', 'one');
    const held = await releaseWithdrawal({ ...house.parts, policies: { ...house.parts.policies, get } }, second);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'limit-changed' });
    expect(posts()).toHaveLength(1);
    expect(await places('one')).toEqual(['a#1']);
    house.clock.advance(60_000);
    expect((await release(second)).state).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
  });

  test('whose place at the coin is lost while it is taken up at the destination does not leave', async () => {
    await limitsAre({});
    const { reservations } = house.parts;
    const confirm: typeof reservations.confirm = async (books, id, now) => {
      await reservations.apply([{ coin: 'USDT' }], [{ kind: 'unused', id }]);
      return reservations.confirm(books, id, now);
    };
    const first = await ask('a', 'one');
    const held = await releaseWithdrawal({ ...house.parts, reservations: { ...reservations, confirm } }, first);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'limit-changed' });
    expect([posts(), await places('one')]).toEqual([[], []]);
    house.clock.advance(60_000);
    expect((await release(first)).state.status).toBe('sent');
  });
});

test('of many releases at once no more leave than every limit allows, and the others are told why', async () => {
  await limitsAre({
    rolling: [{ windowMs: day, count: 3 }],
    perDestination: { rolling: [{ windowMs: day, count: 2 }] },
  });
  const ids: InstructionId[] = [];
  for (let index = 0; index < 10; index += 1) ids.push(await ask(`w${index}`, index % 2 === 0 ? 'one' : 'two'));
  await Promise.allSettled([...ids, ...ids].map((id) => release(id)));
  expect(posts().length).toBeLessThanOrEqual(3);
  // Who lost too many races waits, and comes again.
  for (let round = 0; round < 3; round += 1) {
    house.clock.advance(3_600_000);
    for (const id of ids) await release(id);
  }
  const states = await Promise.all(ids.map(async (id) => (await house.parts.instructions.get(id))?.state));
  const sent = states.filter((state) => state?.status === 'sent');
  expect(sent).toHaveLength(3);
  expect(posts()).toHaveLength(3);
  const reasons = states.flatMap((state) => (state?.status === 'rejected' ? [state.reason] : []));
  expect(reasons).toHaveLength(7);
  expect(new Set([...reasons, 'over-count-limit', 'over-destination-limit']).size).toBe(2);
  const [one, two] = [await places('one'), await places('two')];
  expect(Math.max(one.length, two.length)).toBeLessThanOrEqual(2);
  expect([...one, ...two].sort()).toEqual([...(await house.parts.reservations.inDoubt({ coin: 'USDT' }))].sort());
});
