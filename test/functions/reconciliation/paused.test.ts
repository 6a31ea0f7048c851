import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { BusUnavailableError } from '../../../functions/shared/ledger/messaging/bus.ts';
import { pauseSending, resumeSending } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, transfer, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on('/api/v1/account/balanceFlow', { status: 200, body: '[]' });
  fixture.script.on('/api/v1/account/withdrawOrders', { status: 200, body: '[]' });
});
afterEach(() => fixture.close());

const stamp = (by: string) => ({ by: `${by}@example.com`, at: fixture.clock.now() });
const pause = (scope: Scope) =>
  fixture.parts.pauses.change((now) => pauseSending(now, scope, 'odd withdrawals', stamp('oncall')));
const resume = (scope: Scope, by: string) => fixture.parts.pauses.change((now) => resumeSending(now, scope, stamp(by)));

describe('the tick sends to the queues', () => {
  const handedOn = () => fixture.outbox.messages.map(({ deduplicationId }) => String(deduplicationId).split('.')[0]);

  beforeEach(async () => {
    await fixture.parts.instructions.create(approved(withdrawal('inv-1')));
    await fixture.parts.instructions.create(approved(withdrawal('inv-2', { destination: 'other' })));
    await fixture.parts.instructions.create(approved(transfer()));
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
    await tick(fixture.parts);
    expect(handedOn().sort()).toEqual(expected);
  });

  test('the rest once two people have resumed', async () => {
    await pause('kind:withdrawal');
    await resume('kind:withdrawal', 'alice');
    await tick(fixture.parts);
    await resume('kind:withdrawal', 'bob');
    fixture.outbox.messages.length = 0;
    await tick(fixture.parts);
    expect(handedOn().sort()).toEqual(['inv-1', 'inv-2', 'usdt-to-custody-20261120T100000Z']);
  });
});

describe('a change of the pause that nobody was told of, after a crash', () => {
  const told = () => fixture.outbox.events.map(({ type, detail }) => [type, detail.number, detail.what, detail.scope]);

  test('is told by the next tick, once, and all that are missing in their order', async () => {
    await pause('coin:USDT');
    await resume('coin:USDT', 'alice');
    await tick(fixture.parts);
    await tick(fixture.parts);
    expect(told()).toEqual([
      ['PauseChanged', 1, 'paused', 'coin:USDT'],
      ['PauseChanged', 2, 'resume-proposed', 'coin:USDT'],
    ]);
  });

  test('waits where the bus is away, and keeps nothing else waiting', async () => {
    await fixture.parts.instructions.create(approved(withdrawal()));
    await pause('sweep:s');
    const bus = { publish: () => Promise.reject(new BusUnavailableError('PauseChanged', new Error('away'))) };
    await tick({ ...fixture.parts, bus });
    expect(fixture.reports).toContain('a change of the pause could not be told');
    expect(fixture.outbox.messages).toHaveLength(1);
    await tick(fixture.parts);
    expect(told()).toContainEqual(['PauseChanged', 1, 'paused', 'sweep:s']);
  });

  test('says what is paused by then', async () => {
    await pause('coin:USDT');
    await pause('all');
    await tick(fixture.parts);
    expect(fixture.outbox.events[0]?.detail).toEqual({
      number: 1,
      what: 'paused',
      scope: 'coin:USDT',
      reason: 'odd withdrawals',
      by: 'oncall@example.com',
      at: new Date(fixture.clock.now()).toISOString(),
      standing: ['coin:USDT', 'all'],
    });
  });
});
