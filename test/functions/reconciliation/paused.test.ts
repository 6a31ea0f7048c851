import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { BusUnavailableError } from '../../../functions/shared/ledger/messaging/bus.ts';
import { pauseSending, resumeSending } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { type House, startHouse } from '../../support/house.ts';
import { approved, transfer, withdrawal } from '../../support/instructions.ts';

let house: House;
beforeEach(async () => {
  house = await startHouse();
  house.script.on('/api/v1/account/balanceFlow', { status: 200, body: '[]' });
  house.script.on('/api/v1/account/withdrawOrders', { status: 200, body: '[]' });
});
afterEach(() => house.close());

const doing = (by: string) => ({ by: `${by}@example.com`, at: house.clock.now() });
const pause = (scope: Scope) =>
  house.parts.pauses.change((now) => pauseSending(now, scope, 'odd withdrawals', doing('oncall')));
const resume = (scope: Scope, by: string) => house.parts.pauses.change((now) => resumeSending(now, scope, doing(by)));

describe('the tick hands on', () => {
  const handedOn = () => house.outbox.messages.map(({ deduplicationId }) => String(deduplicationId).split('.')[0]);

  beforeEach(async () => {
    await house.parts.instructions.create(approved(withdrawal('inv-1')));
    await house.parts.instructions.create(approved(withdrawal('inv-2', { destination: 'other' })));
    await house.parts.instructions.create(approved(transfer()));
  });

  test.each<[Scope, string[]]>([
    ['all', []],
    ['coin:USDT', []],
    ['kind:withdrawal', ['usdt-to-custody-20261120T100000Z']],
    ['destination:acme-usdt-eth', ['inv-2', 'usdt-to-custody-20261120T100000Z']],
    ['sweep:usdt-to-custody', ['inv-1', 'inv-2']],
    ['coin:BTC', ['inv-1', 'inv-2', 'usdt-to-custody-20261120T100000Z']],
  ])('during a pause of %s only what it does not cover', async (scope, expected) => {
    await pause(scope);
    await tick(house.parts);
    expect(handedOn().sort()).toEqual(expected);
  });

  test('the rest once two people have resumed', async () => {
    await pause('kind:withdrawal');
    await resume('kind:withdrawal', 'alice');
    await tick(house.parts);
    await resume('kind:withdrawal', 'bob');
    house.outbox.messages.length = 0;
    await tick(house.parts);
    expect(handedOn().sort()).toEqual(['inv-1', 'inv-2', 'usdt-to-custody-20261120T100000Z']);
  });
});

describe('a change of the pause that nobody was told of, after a crash', () => {
  const told = () => house.outbox.events.map(({ type, detail }) => [type, detail.number, detail.what, detail.scope]);

  test('is told by the next tick, once, and all that are missing in their order', async () => {
    await pause('coin:USDT');
    await resume('coin:USDT', 'alice');
    await tick(house.parts);
    await tick(house.parts);
    expect(told()).toEqual([
      ['PauseChanged', 1, 'paused', 'coin:USDT'],
      ['PauseChanged', 2, 'resume-proposed', 'coin:USDT'],
    ]);
  });

  test('waits where the bus is away, and keeps nothing else waiting', async () => {
    await house.parts.instructions.create(approved(withdrawal()));
    await pause('sweep:s');
    const bus = { publish: () => Promise.reject(new BusUnavailableError('PauseChanged', new Error('away'))) };
    await tick({ ...house.parts, bus });
    expect(house.reports).toContain('a change of the pause could not be told');
    expect(house.outbox.messages).toHaveLength(1);
    await tick(house.parts);
    expect(told()).toContainEqual(['PauseChanged', 1, 'paused', 'sweep:s']);
  });

  test('says what is paused by then', async () => {
    await pause('coin:USDT');
    await pause('all');
    await tick(house.parts);
    expect(house.outbox.events[0]?.detail).toEqual({
      number: 1,
      what: 'paused',
      scope: 'coin:USDT',
      reason: 'odd withdrawals',
      by: 'oncall@example.com',
      at: new Date(house.clock.now()).toISOString(),
      standing: ['coin:USDT', 'all'],
    });
  });
});
