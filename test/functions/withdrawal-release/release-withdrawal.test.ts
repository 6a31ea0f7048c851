import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { addApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { pauseSending, resumeSending } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import type { Target } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress, approved, policyWith, withdrawal } from '../../support/instructions.ts';
import { activeEntry } from '../../support/whitelist.ts';

let fixture: FunctionFixture;
const id = instructionId('inv-2026-0042');
const withdrawPath = '/api/v1/account/withdraw';
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };

beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(withdrawPath, accepted);
  await activeEntry(fixture.parts.whitelist, destination, tagged);
  await fixture.parts.instructions.create(approved(payment(id)));
});
afterEach(() => fixture.close());

const destination = 'acme-tagged';
const tagged: Target = { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: acmeAddress, tag: '7' };
const payment = (of: string, changes: Partial<WithdrawalContent> = {}) =>
  withdrawal(of, { destination, tag: '7', ...changes });
const revokeDestination = () =>
  fixture.parts.whitelist.change(destination, (entry) =>
    revoke(entry, { by: 'wanda@example.com', at: fixture.clock.now() }),
  );
const release = () => releaseWithdrawal(fixture.parts, id);
const posts = () => fixture.script.seen.filter(({ target }) => target === withdrawPath);

describe('a release', () => {
  test('sends to the whole address once, with the id as clientOrderId and remark', async () => {
    expect((await release()).state).toEqual({ status: 'sent', exchangeOrderId: 'W123456789012345678' });
    expect(posts()).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(posts()[0]?.body))).toMatchObject({
      coin: 'USDT',
      chainType: 'ETH',
      address: acmeAddress,
      memo: '7',
      quantity: '1250.5',
      clientOrderId: id,
      remark: id,
    });
  });

  test('delivered twice, or to two instances, sends once', async () => {
    await Promise.allSettled([release(), release(), release()]);
    await release();
    expect(posts()).toHaveLength(1);
  });

  test('whose answer was lost is unknown, and no delivery sends it again', async () => {
    fixture.script.on(withdrawPath, { status: 502, body: '' }, accepted);
    expect((await release()).state.status).toBe('unknown');
    expect((await release()).state.status).toBe('unknown');
    expect(posts()).toHaveLength(1);
  });

  test('that is certainly not taken waits, and then goes with the same id', async () => {
    fixture.script.on(withdrawPath, { status: 400, body: '{"code":-1182,"msg":""}' }, accepted);
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'whitelist-pending' });
    expect((await release()).state.status).toBe('approved');
    fixture.clock.advance(60_000);
    expect((await release()).state.status).toBe('sent');
    expect(posts().map(({ body }) => new URLSearchParams(body).get('clientOrderId'))).toEqual([id, id]);
  });

  test('before which the exchange cannot be reached waits, with its reason and no attempt', async () => {
    fixture.script.on('/api/v1/time', { status: 503, body: '' });
    expect(await release()).toMatchObject({
      state: { status: 'approved', heldReason: 'exchange-unreachable' },
      attempts: [],
    });
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'approved', reason: 'exchange-unreachable' });
  });

  test('that becomes too old while it is being sent is not posted', async () => {
    fixture.clock.advance(86_399_000);
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) fixture.clock.advance(1_001);
      return fixture.parts.policies.get();
    };
    const held = await releaseWithdrawal({ ...fixture.parts, policies: { ...fixture.parts.policies, get } }, id);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
    expect(posts()).toHaveLength(0);
    fixture.clock.advance(60_000);
    expect((await release()).state).toEqual({ status: 'expired', reason: 'approval-expired' });
  });

  test('whose destination is revoked while it is being sent is not posted', async () => {
    // The last thing that is read before the attempt is written.
    const remainingMs = () => {
      revoking = revokeDestination();
      return 60_000;
    };
    let revoking: Promise<unknown> | undefined;
    const instructions = {
      ...fixture.parts.instructions,
      update: async (...args: Parameters<typeof fixture.parts.instructions.update>) => {
        await revoking;
        return fixture.parts.instructions.update(...args);
      },
    };
    const held = await releaseWithdrawal({ ...fixture.parts, remainingMs, instructions }, id);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
    expect(posts()).toHaveLength(0);
    fixture.clock.advance(60_000);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'destination-revoked' });
  });

  test('of an instruction that is not there is refused', async () => {
    await expect(releaseWithdrawal(fixture.parts, instructionId('none'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what was approved yesterday and is forbidden today is not sent', () => {
  const isRejected = async (of: string, reason: string) => {
    const { state } = await releaseWithdrawal(fixture.parts, instructionId(of));
    expect(state).toEqual({ status: 'rejected', reason });
    expect(posts()).toHaveLength(0);
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'rejected', reason });
  };

  test.each([
    ['the limit is lower', { withdrawals: { USDT: { perInstruction: '1250' } } }, 'over-per-instruction'],
    ['the coin may not leave', { withdrawals: {} }, 'coin-not-allowed'],
  ])('%s', async (_what, changes, reason) => {
    await fixture.parts.policies.put(policyWith(changes));
    await isRejected(id, reason);
  });

  test('the destination was revoked', async () => {
    await revokeDestination();
    await isRejected(id, 'destination-revoked');
  });

  test.each([
    ['address', { address: '0xde709f2102306220921060314715629080e2fb77' }],
    ['tag', { tag: '8' }],
    ['destination', { destination: 'acme-usdt-eth' }],
  ])('it says another %s than the whitelist', async (_what, changes) => {
    await fixture.parts.instructions.create(approved(payment('inv-2', changes)));
    await isRejected('inv-2', 'destination-mismatch');
  });

  test('more people have to approve it by now: it waits for them, and goes when they have', async () => {
    const approvals = [{ over: '0', quorum: 2, groups: ['treasury'] }];
    await fixture.parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '50000', approvals } } }));
    const held = await release();
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'approvals-missing' });
    expect(posts()).toHaveLength(0);
    const more = addApproval(
      held,
      { groups: ['treasury'], isEnough: true },
      { at: fixture.clock.now(), by: 'tess@example.com' },
    );
    await fixture.parts.instructions.update(held, more);
    expect((await release()).state.status).toBe('sent');
  });

  test('who approved it does so no more', async () => {
    await fixture.parts.policies.put(policyWith({ roles: { approver: ['treasury'] } }));
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'approvals-missing' });
    expect(posts()).toHaveLength(0);
  });

  test('it waited longer than approvalExpiry', async () => {
    fixture.clock.advance(86_400_001);
    expect((await release()).state).toEqual({ status: 'expired', reason: 'approval-expired' });
    expect(posts()).toHaveLength(0);
  });
});

describe('a pause', () => {
  const now = () => ({ by: 'oncall@example.com', at: fixture.clock.now() });
  const pause = (scope: Scope) =>
    fixture.parts.pauses.change((standing) => pauseSending(standing, scope, 'keys may be lost', now()));
  const resume = (scope: Scope, by: string) =>
    fixture.parts.pauses.change((standing) => resumeSending(standing, scope, { ...now(), by }));
  const covering: Scope[] = ['all', 'kind:withdrawal', 'coin:USDT', `destination:${destination}`];
  const others: Scope[] = [
    'kind:asset-transfer',
    'kind:fiat-withdrawal',
    'coin:BTC',
    'destination:custody',
    'destination:acme',
    `sweep:${destination}`,
  ];

  test.each(covering)('of %s keeps it waiting, says so once, and lets it go when two people resume', async (scope) => {
    await pause(scope);
    const waiting = await release();
    expect(waiting.state).toMatchObject({ status: 'approved', heldReason: 'paused' });
    expect((await release()).version).toBe(waiting.version);
    expect(posts()).toHaveLength(0);
    await resume(scope, 'oncall@example.com');
    await resume(scope, 'treasury@example.com');
    fixture.clock.advance(2_000);
    expect((await release()).state.status).toBe('sent');
  });

  test.each(covering)('of %s that comes when the attempt is written stops it before the bytes leave', async (scope) => {
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) await pause(scope);
      return fixture.parts.pauses.get();
    };
    const held = await releaseWithdrawal({ ...fixture.parts, pauses: { get } }, id);
    expect(held).toMatchObject({
      state: { status: 'approved', heldReason: 'paused' },
      attempts: [{ outcome: 'held', exchangeCode: 'not-posted' }],
    });
    expect(posts()).toHaveLength(0);
  });

  test('of anything else lets it go', async () => {
    for (const scope of others) await pause(scope);
    expect((await release()).state.status).toBe('sent');
  });

  test('of one scope keeps it although another that covered it is over', async () => {
    await pause('coin:USDT');
    await pause('kind:withdrawal');
    await resume('coin:USDT', 'oncall@example.com');
    await resume('coin:USDT', 'treasury@example.com');
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'paused' });
    expect(posts()).toHaveLength(0);
  });

  test('that cannot be read lets nothing go', async () => {
    const change = { set: { switch: 'off' }, condition: 'attribute_not_exists(pk)', values: {} };
    await fixture.ledger.table.update('pause', change);
    await expect(release()).rejects.toMatchObject({ code: 'item-corrupt' });
    expect(posts()).toHaveLength(0);
  });
});

describe('a rolling limit', () => {
  const day = 86_400_000;
  const limitIs = (amount: string) =>
    fixture.parts.policies.put(
      policyWith({
        withdrawals: { USDT: { perInstruction: '50000', rolling: [{ windowMs: day, amount }] } },
        approvalExpiryMs: 2 * day,
      }),
    );
  const places = () => fixture.parts.reservations.inDoubt({ coin: 'USDT' });
  const second = instructionId('inv-2');
  const releaseSecond = async () => {
    await fixture.parts.instructions.create(approved(payment(second)));
    return releaseWithdrawal(fixture.parts, second);
  };

  test('counts what is in doubt: the next one over it is rejected', async () => {
    await limitIs('2500.99');
    fixture.script.on(withdrawPath, { status: 502, body: '' }, accepted);
    expect((await release()).state.status).toBe('unknown');
    expect((await releaseSecond()).state).toEqual({ status: 'rejected', reason: 'over-rolling-limit' });
    expect(posts()).toHaveLength(1);
    expect(await places()).toEqual(new Set([`${id}#1`]));
  });

  test('releases the reservation when the exchange certainly did not take it', async () => {
    await limitIs('2500.99');
    fixture.script.on(withdrawPath, { status: 400, body: '{"code":-4003,"msg":""}' }, accepted);
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'insufficient-balance' });
    expect(await places()).toEqual(new Set());
    expect((await releaseSecond()).state.status).toBe('sent');
  });

  test('is met exactly', async () => {
    await limitIs('2501');
    await release();
    expect((await releaseSecond()).state.status).toBe('sent');
  });

  test('that is made smaller while it is being sent holds it', async () => {
    await limitIs('5000');
    fixture.script.on(withdrawPath, { status: 502, body: '' }, accepted);
    await release();
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) await limitIs('2000');
      return fixture.parts.policies.get();
    };
    const policies = { ...fixture.parts.policies, get };
    await fixture.parts.instructions.create(approved(payment(second)));
    const held = await releaseWithdrawal({ ...fixture.parts, policies }, second);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'limit-changed' });
    expect(posts()).toHaveLength(1);
    expect(await places()).toEqual(new Set([`${id}#1`]));
  });

  test('keeps the reservation of a sender that crashed before its attempt, for the next one', async () => {
    await limitIs('1250.5');
    const crash = { update: () => Promise.reject(new Error('crashed')) };
    const instructions = { ...fixture.parts.instructions, ...crash };
    await expect(releaseWithdrawal({ ...fixture.parts, instructions }, id)).rejects.toThrow('crashed');
    expect(await places()).toEqual(new Set([`${id}#1`]));
    expect((await release()).state.status).toBe('sent');
    expect(await places()).toEqual(new Set([`${id}#1`]));
  });
});
