import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import { pauseSending } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import {
  approved,
  custodyAccount,
  policyWith,
  stamp,
  tradingAccount,
  transfer,
  withdrawal,
} from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on('/api/v1/account', balanceOf('12500.5'));
  fixture.script.on(transferPath, accepted);
});
afterEach(() => fixture.close());

const transferPath = '/api/v1/account/assetTransfer';
const accepted = { status: 200, body: '{"success":true,"orderId":"901","clientOrderId":""}' };
const balanceOf = (free: string) => ({
  status: 200,
  body: JSON.stringify({ balances: [{ asset: 'USDT', total: free, free, locked: '0' }] }),
});
const usdtRow = (free: string) => ({ asset: 'USDT', total: free, free, locked: '0' });
const withRows = (...balances: readonly unknown[]) => ({ status: 200, body: JSON.stringify({ balances }) });
const run = (time = '2026-11-20T10:00:00Z') => parseSweepRun({ sweepId: 'usdt-to-custody', scheduledTime: time });
const id = 'usdt-to-custody-20261120T100000Z';
const sweep = (isLastTry = false, time?: string) => runSweep(fixture.parts, run(time), isLastTry);
const transfers = () => fixture.script.seen.filter(({ target }) => target === transferPath);
const reads = () => fixture.script.seen.filter(({ target }) => target.startsWith('/api/v1/account?'));
const setSweep = (changes: Record<string, unknown>) =>
  fixture.parts.policies.put(
    policyWith({
      sweeps: [
        { id: 'usdt-to-custody', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '10000' }, ...changes },
      ],
    }),
  );

describe('a run', () => {
  test('moves what is above the reserve, and tells the bus each step', async () => {
    const instruction = await sweep();
    expect(instruction).toMatchObject({
      content: { instructionId: id, quantity: '2500.5', source: tradingAccount, address: custodyAccount },
      state: { status: 'sent', exchangeOrderId: '901' },
    });
    expect(Object.fromEntries(new URLSearchParams(transfers()[0]?.body))).toMatchObject({
      fromAccountId: tradingAccount,
      toAccountId: custodyAccount,
      coin: 'USDT',
      quantity: '2500.5',
      clientOrderId: id,
    });
    expect(fixture.outbox.events.map(({ detail }) => [detail.version, detail.status])).toEqual([
      [1, 'requested'],
      [2, 'approved'],
      [3, 'sending'],
      [4, 'sent'],
    ]);
  });

  test('delivered again is the same instruction and sends nothing more', async () => {
    await sweep();
    const again = await sweep(false, '2026-11-20T10:00:00.000Z');
    expect(again.version).toBe(4);
    expect(transfers()).toHaveLength(1);
    expect(fixture.outbox.events).toHaveLength(4);
  });

  test('of many at the same time sends once', async () => {
    await Promise.allSettled(Array.from({ length: 4 }, () => sweep()));
    expect(transfers()).toHaveLength(1);
  });

  test('whose answer was lost is unknown, and no delivery sends it again', async () => {
    fixture.script.on(transferPath, 'drop');
    expect((await sweep()).state).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    fixture.script.on(transferPath, accepted);
    expect((await sweep()).state.status).toBe('unknown');
    expect(transfers()).toHaveLength(1);
  });

  test('that a crash left as sending is not sent again', async () => {
    const { instruction } = await fixture.parts.instructions.create(approved(transfer(id)));
    const left = startSending(instruction, { timestamp: stamp.at, recvWindow: 5_000 }, stamp);
    await fixture.parts.instructions.update(instruction, left);
    expect((await sweep()).state.status).toBe('sending');
    expect(transfers()).toHaveLength(0);
  });

  test('that the exchange refuses has failed', async () => {
    fixture.script.on(transferPath, { status: 400, body: '{"code":"0401","msg":""}' });
    expect((await sweep()).state).toEqual({ status: 'failed', reason: 'exchange-refused' });
  });
});

test('a withdrawal that was asked for under the id of a run is not touched', async () => {
  await fixture.parts.instructions.create(approved(withdrawal(id)));
  await expect(sweep()).rejects.toMatchObject({ code: 'instruction-conflict' });
  expect((await fixture.parts.instructions.get(run0Id()))?.state.status).toBe('approved');
});

describe('when nothing moves, the run says why', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['switched off', { enabled: false }, 'disabled', '0'],
    ['a dry run', { dryRun: true }, 'dry-run', '2500.5'],
    ['a reserve that is not reached', { amount: { above: '20000' } }, 'nothing-above-reserve', '0'],
    ['less than min', { min: '3000' }, 'below-min', '2500.5'],
    ['less than the fixed amount', { amount: { fixed: '99999' } }, 'insufficient-balance', '12500.5'],
    ['a target that has enough', { amount: { topUpTo: '12000' } }, 'target-reached', '0'],
  ])('%s', async (_what, changes, reason, quantity) => {
    await setSweep(changes);
    expect(await sweep()).toMatchObject({ state: { status: 'rejected', reason }, content: { quantity } });
    expect(transfers()).toHaveLength(0);
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'rejected', reason });
  });

  test('a sweep that is switched off reads no balance', async () => {
    await setSweep({ enabled: false });
    await sweep();
    expect(reads()).toHaveLength(0);
  });

  test('an earlier run from the same account and coin is not finished', async () => {
    fixture.script.on(transferPath, { status: 502, body: '' });
    await sweep();
    fixture.clock.advance(3_600_000);
    const later = await sweep(false, '2026-11-20T11:00:00Z');
    expect(later.state).toEqual({ status: 'rejected', reason: 'earlier-instruction-open' });
    expect(transfers()).toHaveLength(1);
  });

  test('a balance that cannot be read is tried again, and ends the run only on the last try', async () => {
    fixture.script.on('/api/v1/account', { status: 503, body: '' });
    await expect(sweep(false)).rejects.toMatchObject({ code: 'exchange-unavailable' });
    expect(await fixture.parts.instructions.get(run0Id())).toBeUndefined();
    expect((await sweep(true)).state).toEqual({ status: 'rejected', reason: 'balance-unavailable' });
  });

  const oddAmounts = ['-1', '-0', '', null, '0.123456789012345678901', `0.${'0'.repeat(24)}`, '1'.repeat(22)];

  test.each(oddAmounts)('a balance of another coin that is %j stops nothing, and is told', async (odd) => {
    const others = [{ asset: 'DOGE', total: odd, free: odd, locked: '0' }, { asset: null }, null];
    fixture.script.on('/api/v1/account', withRows(...others, usdtRow('12500.5')));
    expect(await sweep()).toMatchObject({ state: { status: 'sent' }, content: { quantity: '2500.5' } });
    expect(fixture.reports).toEqual(['the exchange has balances that cannot be read']);
  });

  test.each([...oddAmounts, undefined])('a balance of its own coin that is %j is none to decide on', async (odd) => {
    fixture.script.on('/api/v1/account', withRows({ asset: 'USDT', total: '5', free: odd, locked: '0' }));
    await expect(sweep(false)).rejects.toMatchObject({ code: 'exchange-answer-malformed' });
    expect((await sweep(true)).state).toEqual({ status: 'rejected', reason: 'balance-unavailable' });
    expect(transfers()).toHaveLength(0);
  });

  test('where others wait for their turn, its own balance that cannot be read ends the run at once', async () => {
    await setSweep({ amount: { topUpTo: '10000' } });
    fixture.script.on('/api/v1/account', { status: 503, body: '' });
    await expect(sweep(false)).rejects.toMatchObject({ code: 'exchange-unavailable' });
    fixture.script.on('/api/v1/account', withRows({ asset: 'USDT', total: '5', free: '-1', locked: '0' }));
    expect((await sweep(false)).state).toEqual({ status: 'rejected', reason: 'balance-unavailable' });
  });

  test.each([
    ['a row without a name may be its own', [{ total: '5', free: '5', locked: '0' }]],
    ['two rows of its own contradict each other', [usdtRow('12500.5'), usdtRow('1')]],
  ])('%s: then nothing is decided', async (_what, rows) => {
    fixture.script.on('/api/v1/account', withRows(...rows));
    expect((await sweep(true)).state).toEqual({ status: 'rejected', reason: 'balance-unavailable' });
  });

  test('a coin that the account does not list is one that it has none of', async () => {
    fixture.script.on('/api/v1/account', { status: 200, body: '{"balances":[]}' });
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'nothing-above-reserve' });
  });
});

const run0Id = () => transfer(id).instructionId;

describe('a run that was held goes again only on balances read now', () => {
  beforeEach(async () => {
    fixture.script.on(transferPath, { status: 400, body: '{"code":-1021,"msg":""}' }, accepted);
    expect(await sweep()).toMatchObject({ state: { status: 'approved', heldReason: 'clock-skew' } });
  });

  test('not before its time', async () => {
    expect((await sweep()).state.status).toBe('approved');
    expect(transfers()).toHaveLength(1);
  });

  test('with the same id and amount, when the balance still covers it', async () => {
    fixture.clock.advance(60_000);
    fixture.script.on('/api/v1/account', balanceOf('99999'));
    const sent = await sweep();
    expect(sent).toMatchObject({ state: { status: 'sent' }, content: { quantity: '2500.5' } });
    expect(sent.attempts.map(({ clientOrderId }) => clientOrderId)).toEqual([id, id]);
  });

  test('not when the balance no longer covers it', async () => {
    fixture.clock.advance(60_000);
    fixture.script.on('/api/v1/account', balanceOf('12500.499999'));
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'balance-changed' });
  });

  test('not when the sweep now goes elsewhere', async () => {
    fixture.clock.advance(60_000);
    await setSweep({ from: 'custody', to: 'trading' });
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'sweep-changed' });
  });

  test('not when the sweep is gone', async () => {
    fixture.clock.advance(60_000);
    await fixture.parts.policies.put(policyWith({ sweeps: [] }));
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'sweep-changed' });
  });

  test('not when it waited too long', async () => {
    fixture.clock.advance(86_400_001);
    expect((await sweep()).state).toEqual({ status: 'expired', reason: 'approval-expired' });
  });
});

describe('a run that comes late', () => {
  const hourMs = 3_600_000;

  test.each([
    ['an hour', {}, hourMs],
    ['what its sweep says', { startWithinMs: 600_000 }, 600_000],
    ['what its sweep says, where that is longer', { startWithinMs: 2 * hourMs }, 2 * hourMs],
  ])('by up to %s goes, and later ends as too-late without a look at any balance', async (_what, changes, limitMs) => {
    await setSweep(changes);
    fixture.clock.advance(limitMs + 1);
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'too-late' });
    expect(reads()).toHaveLength(0);
    fixture.clock.advance(999);
    expect((await sweep(false, '2026-11-20T10:00:01Z')).state.status).toBe('sent');
    expect(transfers()).toHaveLength(1);
  });

  test('by days moves nothing, and keeps no later run from moving', async () => {
    fixture.clock.advance(3 * 86_400_000);
    expect((await sweep(true)).state).toEqual({ status: 'rejected', reason: 'too-late' });
    expect((await sweep(false, '2026-11-23T10:00:00Z')).state.status).toBe('sent');
  });

  test('because it was held ends as too-late, also before its time to go again', async () => {
    await setSweep({ startWithinMs: 30_000 });
    fixture.script.on(transferPath, { status: 429, body: '' }, accepted);
    expect((await sweep()).state).toMatchObject({ status: 'approved', heldReason: 'rate-limited' });
    fixture.clock.advance(30_001);
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'too-late' });
    expect(transfers()).toHaveLength(1);
  });

  test('because it was held for a pause ends as too-late', async () => {
    fixture.script.on(transferPath, { status: 400, body: '{"code":-1101,"msg":""}' }, accepted);
    await sweep();
    const doing = { by: 'oncall@example.com', at: 1 };
    await fixture.parts.pauses.change((standing) => pauseSending(standing, 'all', 'keys may be lost', doing));
    fixture.clock.advance(hourMs + 1);
    expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'too-late' });
  });

  test('after it was sent stays what it is', async () => {
    await sweep();
    fixture.clock.advance(hourMs + 1);
    expect((await sweep()).state.status).toBe('sent');
  });

  test('and one whose time has not come is refused', async () => {
    await expect(sweep(false, '2026-11-20T10:05:01Z')).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await sweep(false, '2026-11-20T10:05:00Z')).state.status).toBe('sent');
  });
});

describe('a pause', () => {
  const doing = { by: 'oncall@example.com', at: 1 };
  const pause = (scope: Scope) =>
    fixture.parts.pauses.change((standing) => pauseSending(standing, scope, 'keys may be lost', doing));
  const covering: Scope[] = ['all', 'kind:asset-transfer', 'coin:USDT', 'destination:custody', 'sweep:usdt-to-custody'];
  const others: Scope[] = [
    'kind:withdrawal',
    'kind:fiat-withdrawal',
    'coin:BTC',
    'destination:trading',
    'destination:acme-usdt-eth',
    'sweep:usdt-to-trading',
  ];

  test.each(covering)(
    'of %s ends a run that comes meanwhile: the next one decides on fresh balances',
    async (scope) => {
      await pause(scope);
      expect((await sweep()).state).toEqual({ status: 'rejected', reason: 'paused' });
      expect(reads()).toHaveLength(0);
    },
  );

  test.each(covering)('of %s keeps a held run waiting', async (scope) => {
    fixture.script.on(transferPath, { status: 400, body: '{"code":-1101,"msg":""}' }, accepted);
    await sweep();
    fixture.clock.advance(60_000);
    await pause(scope);
    expect((await sweep()).state).toMatchObject({ status: 'approved', heldReason: 'paused' });
    expect((await sweep()).version).toBe(5);
    expect(transfers()).toHaveLength(1);
  });

  test.each(covering)('of %s that comes when the attempt is written stops it before the bytes leave', async (scope) => {
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) await pause(scope);
      return fixture.parts.pauses.get();
    };
    const held = await runSweep({ ...fixture.parts, pauses: { get } }, run(), false);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'paused' });
    expect(transfers()).toHaveLength(0);
  });

  test('of anything else lets it go', async () => {
    for (const scope of others) await pause(scope);
    expect((await sweep()).state.status).toBe('sent');
  });
});
