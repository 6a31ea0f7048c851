import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type InstructionId, instructionId } from '../../../functions/shared/core/ids.ts';
import type { Target } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, policyWith, withdrawal } from '../../support/instructions.ts';
import { activeEntry } from '../../support/whitelist.ts';

let fixture: FunctionFixture;
const day = 86_400_000;
const withdrawPath = '/api/v1/account/withdraw';
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const refused = { status: 400, body: '{"code":-1171,"msg":""}' };
const addresses = {
  one: '0xde709f2102306220921060314715629080e2fb77',
  two: '0x27b1fdb04752bbc536007a920d24acb045561c26',
};
type Destination = keyof typeof addresses;

beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(withdrawPath, accepted);
  for (const each of ['one', 'two'] as const) await activeEntry(fixture.parts.whitelist, each, targetOf(each));
});
afterEach(() => fixture.close());

const targetOf = (destination: Destination): Target => ({
  kind: 'crypto',
  coin: 'USDT',
  chain: 'ETH',
  address: addresses[destination],
});
const setLimits = (limits: object) =>
  fixture.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '50000', ...limits } } }));
const requestAndApprove = async (id: string, destination: Destination): Promise<InstructionId> => {
  const content = withdrawal(id, { destination, address: addresses[destination] });
  await fixture.parts.instructions.create(approved(content));
  return instructionId(id);
};
const release = (id: InstructionId) => releaseWithdrawal(fixture.parts, id);
const pay = async (id: string, destination: Destination) =>
  (await release(await requestAndApprove(id, destination))).state;
const posts = () => fixture.script.seen.filter(({ target }) => target === withdrawPath);
const reservedIds = async (destination: Destination) => [
  ...(await fixture.parts.reservations.inDoubt({ coin: 'USDT', account: `ETH#${addresses[destination]}` })),
];

describe('a release', () => {
  test('over the number of withdrawals of its coin is rejected, whatever its quantity', async () => {
    await setLimits({ rolling: [{ windowMs: day, count: 1 }] });
    expect(await pay('a', 'one')).toMatchObject({ status: 'sent' });
    expect(await pay('b', 'two')).toEqual({ status: 'rejected', reason: 'over-count-limit' });
    expect(await reservedIds('two')).toEqual([]);
  });

  test.each([
    ['amount', { windowMs: day, amount: '2000' }],
    ['count', { windowMs: day, count: 1 }],
  ])('over the %s of its destination is rejected, and another destination is not concerned', async (_what, limit) => {
    await setLimits({ perDestination: { rolling: [limit] } });
    expect(await pay('a', 'one')).toMatchObject({ status: 'sent' });
    expect(await pay('b', 'one')).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
    expect(await pay('c', 'two')).toMatchObject({ status: 'sent' });
    expect(posts()).toHaveLength(2);
  });

  test('that the exchange refused takes no room, neither of its coin nor of its destination', async () => {
    await setLimits({
      rolling: [{ windowMs: day, count: 1 }],
      perDestination: { rolling: [{ windowMs: day, count: 1 }] },
    });
    fixture.script.on(withdrawPath, refused, accepted);
    expect(await pay('a', 'one')).toMatchObject({ status: 'failed' });
    expect(await pay('b', 'one')).toMatchObject({ status: 'sent' });
  });

  test('after a crash that left the reservation of an attempt that was not taken is not in its own way', async () => {
    await setLimits({ rolling: [{ windowMs: day, amount: '2000' }] });
    fixture.script.on(withdrawPath, { status: 400, body: '{"code":-1182,"msg":""}' }, accepted);
    const id = await requestAndApprove('a', 'one');
    const crash = async () => Promise.reject(new Error('crashed'));
    const reservations = { ...fixture.parts.reservations, apply: crash };
    await expect(releaseWithdrawal({ ...fixture.parts, reservations }, id)).rejects.toThrow('crashed');
    expect(await reservedIds('one')).toEqual(['a#1']);
    fixture.clock.advance(1_800_000);
    expect((await release(id)).state).toMatchObject({ status: 'sent' });
    expect(await reservedIds('one')).toEqual(['a#2']);
  });

  test('under a limit for its destination that is new counts what left before there was one', async () => {
    await setLimits({});
    await pay('a', 'one');
    await setLimits({ perDestination: { rolling: [{ windowMs: day, count: 1 }] } });
    expect(await pay('b', 'one')).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
  });

  test('waits where a limit for its destination comes while it is being sent, and leaves no reservation behind', async () => {
    await setLimits({});
    await pay('a', 'one');
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) await setLimits({ perDestination: { rolling: [{ windowMs: day, count: 1 }] } });
      return fixture.parts.policies.get();
    };
    const second = await requestAndApprove('b', 'one');
    const held = await releaseWithdrawal({ ...fixture.parts, policies: { ...fixture.parts.policies, get } }, second);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'limit-changed' });
    expect(posts()).toHaveLength(1);
    expect(await reservedIds('one')).toEqual(['a#1']);
    fixture.clock.advance(60_000);
    expect((await release(second)).state).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
  });

  test('whose reservation at the coin is lost while it is made at the destination does not leave', async () => {
    await setLimits({});
    const { reservations } = fixture.parts;
    const confirm: typeof reservations.confirm = async (books, id, now) => {
      await reservations.apply([{ coin: 'USDT' }], [{ kind: 'unused', id }]);
      return reservations.confirm(books, id, now);
    };
    const first = await requestAndApprove('a', 'one');
    const held = await releaseWithdrawal({ ...fixture.parts, reservations: { ...reservations, confirm } }, first);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'limit-changed' });
    expect([posts(), await reservedIds('one')]).toEqual([[], []]);
    fixture.clock.advance(60_000);
    expect((await release(first)).state.status).toBe('sent');
  });
});

test('of many releases at once no more leave than every limit allows, and the others are told why', async () => {
  await setLimits({
    rolling: [{ windowMs: day, count: 3 }],
    perDestination: { rolling: [{ windowMs: day, count: 2 }] },
  });
  const ids: InstructionId[] = [];
  for (let index = 0; index < 10; index += 1)
    ids.push(await requestAndApprove(`w${index}`, index % 2 === 0 ? 'one' : 'two'));
  await Promise.allSettled([...ids, ...ids].map((id) => release(id)));
  expect(posts().length).toBeLessThanOrEqual(3);
  // Who lost too many races waits, and comes again.
  for (let round = 0; round < 3; round += 1) {
    fixture.clock.advance(3_600_000);
    for (const id of ids) await release(id);
  }
  const states = await Promise.all(ids.map(async (id) => (await fixture.parts.instructions.get(id))?.state));
  const sent = states.filter((state) => state?.status === 'sent');
  expect(sent).toHaveLength(3);
  expect(posts()).toHaveLength(3);
  const reasons = states.flatMap((state) => (state?.status === 'rejected' ? [state.reason] : []));
  expect(reasons).toHaveLength(7);
  expect(new Set([...reasons, 'over-count-limit', 'over-destination-limit']).size).toBe(2);
  const [one, two] = [await reservedIds('one'), await reservedIds('two')];
  expect(Math.max(one.length, two.length)).toBeLessThanOrEqual(2);
  expect([...one, ...two].sort()).toEqual([...(await fixture.parts.reservations.inDoubt({ coin: 'USDT' }))].sort());
});
