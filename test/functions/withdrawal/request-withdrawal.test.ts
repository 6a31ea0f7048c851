import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { requestWithdrawal } from '../../../functions/withdrawal/request/request-withdrawal.ts';
import { parseRequestEvent } from '../../../functions/withdrawal/request/withdrawal-request.ts';
import { type House, startHouse } from '../../support/house.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';

let house: House;
let id = 0;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  id += 1;
  house.outbox.events.length = 0;
  house.outbox.messages.length = 0;
  await house.parts.policies.put(policyWith());
});

const request = (changes: Record<string, unknown> = {}) =>
  requestWithdrawal(
    house.parts,
    parseRequestEvent({
      instructionId: `inv-${id}`,
      destination: 'acme-usdt-eth',
      coin: 'USDT',
      chain: 'ETH',
      quantity: '1250.50',
      requestedBy: 'alice@example.com',
      ...changes,
    }),
  );

describe('a request to a known destination', () => {
  test('is approved with the address that its destination has now, handed on and published', async () => {
    const { kind, instruction } = await request({ note: 'invoice 42' });
    expect(kind).toBe('new');
    expect(instruction).toMatchObject({
      state: { status: 'approved' },
      content: { address: acmeAddress, quantity: '1250.5', note: 'invoice 42' },
    });
    expect(house.outbox.messages).toEqual([
      { body: { instructionId: `inv-${id}` }, group: 'withdrawal', deduplicationId: `inv-${id}.2` },
    ]);
    expect(house.outbox.events.map(({ detail }) => detail.status)).toEqual(['requested', 'approved']);
  });

  test('asked for twice is one instruction', async () => {
    await request();
    const again = await request({ quantity: '1250.5' });
    expect(again).toMatchObject({ kind: 'same', instruction: { version: 2 } });
    expect(house.outbox.messages.map(({ deduplicationId }) => deduplicationId)).toEqual([`inv-${id}.2`, `inv-${id}.2`]);
  });

  test('asked for twice by one person, once in capitals, is one instruction', async () => {
    await request();
    expect((await request({ requestedBy: 'Alice@Example.com' })).kind).toBe('same');
  });

  test('asked for twice stays one instruction when the whitelist changed in between', async () => {
    await request();
    const address = '0xde709f2102306220921060314715629080e2fb77';
    await house.parts.policies.put(
      policyWith({ whitelist: [{ id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address }] }),
    );
    expect(await request()).toMatchObject({ kind: 'same', instruction: { content: { address: acmeAddress } } });
  });

  test.each([
    ['another amount', { quantity: '1250.51' }],
    ['another person', { requestedBy: 'bob@example.com' }],
    ['another note', { note: 'other' }],
  ])('with the same id and %s is a conflict', async (_what, changes) => {
    await request();
    await expect(request(changes)).rejects.toMatchObject({ code: 'instruction-conflict' });
    expect(house.outbox.messages).toHaveLength(1);
  });

  test('that could not be handed on is handed on when it is asked for again', async () => {
    house.outbox.setAway(true);
    await expect(request()).rejects.toMatchObject({ code: 'queue-unavailable' });
    house.outbox.setAway(false);
    expect((await request()).kind).toBe('same');
    expect(house.outbox.messages).toHaveLength(1);
    expect(house.outbox.events.map(({ detail }) => detail.status)).toEqual(['requested', 'approved']);
  });
});

describe('a request that the gate refuses', () => {
  test('is written down with its reason, published, and handed to nobody', async () => {
    const { instruction } = await request({ destination: 'mallory' });
    expect(instruction.state).toEqual({ status: 'rejected', reason: 'destination-not-whitelisted' });
    expect(house.outbox.messages).toEqual([]);
    expect(house.outbox.events.at(-1)?.detail).toEqual({
      id: `inv-${id}`,
      version: 2,
      kind: 'withdrawal',
      status: 'rejected',
      reason: 'destination-not-whitelisted',
      coin: 'USDT',
      quantity: '1250.5',
    });
  });

  test('stays refused when it is asked for again under a looser policy: a new wish needs a new id', async () => {
    await request({ quantity: '60000' });
    await house.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '100000' } } }));
    expect((await request({ quantity: '60000' })).instruction.state).toMatchObject({ reason: 'over-per-instruction' });
  });
});
