import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { resolveDoubt } from '../../../functions/approval/resolve-doubt.ts';
import { fundWithdrawal } from '../../../functions/asset-transfer/fund-withdrawal.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { type AccountId, accountId, instructionId } from '../../../functions/shared/core/ids.ts';
import { fundingIdOf } from '../../../functions/shared/ledger/funding/funding-id.ts';
import { cancel } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { flagForAttention } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { hold } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { pauseSending } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import {
  approved,
  custodyAccount,
  funding,
  fundingPolicy,
  policyWith,
  stamp,
  tradingAccount,
  transfer,
  withdrawal,
} from '../../support/instructions.ts';
import { firstEpoch, person } from '../../support/people.ts';
import type { SeenRequest } from '../../support/scripted-exchange.ts';

let fixture: FunctionFixture;
let free: Record<string, string>;
const id = instructionId('inv-2026-0042');
const fundingId = fundingIdOf(id);
const transferPath = '/api/v1/account/assetTransfer';
const withdrawPath = '/api/v1/account/withdraw';
const ordersPath = '/api/v1/account/withdrawOrders';
const flowPath = '/api/v1/account/balanceFlow';
const transferAccepted = { status: 200, body: '{"success":true,"orderId":"901","clientOrderId":""}' };
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const readLater = noon + 31 * 86_400_000;

beforeEach(async () => {
  fixture = await startFunctionFixture();
  free = { [tradingAccount]: '5000', [custodyAccount]: '1000' };
  fixture.script.on('/api/v1/account', balanceAnswer);
  fixture.script.on(transferPath, transferAccepted);
  fixture.script.on(withdrawPath, accepted);
  fixture.script.on(flowPath, { status: 200, body: '[]' });
  fixture.script.on(ordersPath, { status: 200, body: '[]' });
  await fixture.parts.policies.put(policyWith({ funding: fundingPolicy }));
  await seeTerms();
});
afterEach(() => fixture.close());

function balanceAnswer({ target }: SeenRequest) {
  const account = new URLSearchParams(target.split('?')[1]).get('accountId') ?? '';
  const has = free[account] ?? '0';
  const balances = [{ asset: 'USDT', total: has, free: has, locked: '0' }];
  return { status: 200, body: JSON.stringify({ balances }) };
}

/** The fee is 1. */
async function seeTerms(changes: { isOpen?: boolean } = {}, readAt = readLater) {
  const chains = [{ chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: true, ...changes }];
  await fixture.parts.readings.note('terms', { readAt, value: [{ coin: 'USDT', isOpen: true, chains }] });
}

/** A withdrawal that passed every other check, and waits for its transfer. */
async function waiting(of = id, changes: Partial<WithdrawalContent> = {}): Promise<Instruction> {
  const instruction = approved(withdrawal(of, { fundFrom: 'trading', ...changes }));
  await fixture.parts.instructions.create(hold(instruction, { reason: 'funding', code: 'funding' }, stamp));
  return get(of);
}

async function get(of: typeof id): Promise<Instruction> {
  const instruction = await fixture.parts.instructions.get(of);
  if (instruction === undefined) throw new Error(`there is no ${of}`);
  return instruction;
}

const fund = (of = id) => fundWithdrawal(fixture.parts, of);
const release = () => releaseWithdrawal(fixture.parts, id);
const transfers = () => fixture.script.seen.filter(({ target }) => target === transferPath);
const pause = (scope: Scope) =>
  fixture.parts.pauses.change((now) => pauseSending(now, scope, 'odd', { by: 'oncall@example.com', at: noon }));
const settleTransfer = () => {
  const row = {
    id: '1',
    ...{ fromAccountId: tradingAccount, toAccountId: custodyAccount, type: 'transfer' },
    ...{ netTransferAmount: '251.5', transferCcy: 'USDT', orderId: '901', remark: '', clientOrderId: fundingId },
    transactTime: fixture.clock.now(),
  };
  fixture.script.on(flowPath, { status: 200, body: JSON.stringify([row]) });
};

describe('a withdrawal with fundFrom', () => {
  test('is sent only when what it lacked with its fee has been moved and is settled', async () => {
    await fixture.parts.instructions.create(approved(withdrawal(id, { fundFrom: 'trading' })));
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'funding' });
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ funds: id }]);
    expect(await fund()).toMatchObject({
      content: { quantity: '251.5', funds: id, source: tradingAccount, address: custodyAccount },
      state: { status: 'sent' },
    });
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'funding' });
    settleTransfer();
    fixture.clock.advance(60_000);
    fixture.outbox.messages.length = 0;
    await tick(fixture.parts);
    expect((await get(fundingId)).state.status).toBe('settled');
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: id }]);
    expect((await release()).state.status).toBe('sent');
    expect(transfers()).toHaveLength(1);
  });

  test('looked at again while it waits for its transfer, gets no longer a history', async () => {
    const { version } = await waiting();
    fixture.clock.advance(60_000);
    await release();
    await release();
    expect((await get(id)).version).toBe(version);
  });

  test('goes without a transfer where nothing is lacking', async () => {
    free[custodyAccount] = '1251.5';
    await waiting();
    expect((await fund())?.state).toEqual({ status: 'rejected', reason: 'nothing-lacking' });
    fixture.clock.advance(60_000);
    expect((await release()).state.status).toBe('sent');
    expect(transfers()).toHaveLength(0);
  });

  test('is rejected by the tick where the exchange refuses its transfer', async () => {
    fixture.script.on(transferPath, { status: 400, body: '{"code":"0401","msg":""}' });
    await waiting();
    expect((await fund())?.state.status).toBe('failed');
    await tick(fixture.parts);
    expect((await get(id)).state).toEqual({ status: 'rejected', reason: 'funding-failed' });
  });

  test('is rejected by its release too where its transfer moved nothing', async () => {
    await waiting(id, { quantity: amount('4000') });
    expect(await fund()).toMatchObject({
      content: { quantity: '3001' },
      state: { status: 'rejected', reason: 'over-funding-limit' },
    });
    fixture.clock.advance(60_000);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'funding-failed' });
  });

  test('is rejected where something else has the id of its transfer', async () => {
    await fixture.parts.instructions.create(approved({ ...transfer(), instructionId: fundingId }));
    await waiting();
    await expect(fund()).rejects.toMatchObject({ code: 'instruction-conflict' });
    fixture.clock.advance(60_000);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'funding-failed' });
  });

  test('whose destination is revoked while it waits ends for that, and nothing is moved for it', async () => {
    await waiting();
    await revokeDestination();
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: id }]);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'destination-revoked' });
    expect(await fund()).toBeUndefined();
  });

  test('over a rolling limit ends for that, and nothing is moved for it', async () => {
    await limitTo('2000');
    await fixture.parts.instructions.create(approved(withdrawal('earlier')));
    await releaseWithdrawal(fixture.parts, instructionId('earlier'));
    await fixture.parts.instructions.create(approved(withdrawal(id, { fundFrom: 'trading' })));
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'over-rolling-limit' });
    expect(await fund()).toBeUndefined();
  });

  test('that is over a rolling limit by the time its transfer could begin ends for that too', async () => {
    await limitTo('2000');
    await waiting();
    await fixture.parts.instructions.create(approved(withdrawal('earlier')));
    await releaseWithdrawal(fixture.parts, instructionId('earlier'));
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: id }]);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'over-rolling-limit' });
  });

  test('whose limits can take it is funded, also where others were paid before', async () => {
    await limitTo('2501');
    await fixture.parts.instructions.create(approved(withdrawal('earlier')));
    await releaseWithdrawal(fixture.parts, instructionId('earlier'));
    await fixture.parts.instructions.create(approved(withdrawal(id, { fundFrom: 'trading' })));
    expect((await release()).state).toMatchObject({ heldReason: 'funding' });
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ funds: id }]);
  });

  test('that is short again after its transfer is held for that, and not funded twice', async () => {
    await waiting();
    await fund();
    settleTransfer();
    await tick(fixture.parts);
    fixture.script.on(withdrawPath, { status: 400, body: '{"code":"-4003","msg":""}' });
    fixture.clock.advance(60_000);
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'insufficient-balance' });
    await fund();
    expect(transfers()).toHaveLength(1);
  });
});

describe('the transfer', () => {
  test('is one, however often it is asked for', async () => {
    await waiting();
    for (let time = 0; time < 3; time += 1) await fund();
    expect(transfers()).toHaveLength(1);
  });

  test('whose answer was lost is unknown and not sent again, and its withdrawal waits', async () => {
    fixture.script.on(transferPath, 'drop', transferAccepted);
    await waiting();
    expect((await fund())?.state.status).toBe('unknown');
    expect((await fund())?.state.status).toBe('unknown');
    fixture.clock.advance(60_000);
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'funding' });
    expect(transfers()).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['the account it is taken from has too little', async () => Object.assign(free, { [tradingAccount]: '251.4' })],
    ['the fee is not known', () => fixture.parts.readings.note('terms', { readAt: readLater + 1, value: [] })],
    ['the exchange does not let the coin leave', () => seeTerms({ isOpen: false }, readLater + 1)],
    [
      'withdrawals are seen to leave from another account',
      () => fixture.parts.readings.note('accounts', { readAt: readLater, value: { withdrawal: accountId('42') } }),
    ],
    ['the policy does not allow it any more', () => fixture.parts.policies.put(policyWith())],
    ['transfers are paused', () => pause('kind:asset-transfer')],
    ['withdrawals are paused', () => pause('kind:withdrawal')],
    ['the destination of the withdrawal is paused', () => pause('destination:acme-usdt-eth')],
    ['a sweep takes from the same account', () => claimedBySweep(tradingAccount)],
    ['a sweep takes from the account it goes to', () => claimedBySweep(custodyAccount)],
    ['balances cannot be read', async () => fixture.script.on('/api/v1/account', { status: 502, body: '' })],
    ['the withdrawal was taken back', async () => cancelWithdrawal()],
    ['the withdrawal’s time is over, though no tick has said so', async () => letTheTimePass()],
  ])('does not begin, and nothing is written, while %s', async (_what, prepare) => {
    await waiting();
    await prepare();
    expect(await fund()).toBeUndefined();
    expect(await fixture.parts.instructions.get(fundingId)).toBeUndefined();
    expect(transfers()).toHaveLength(0);
  });

  test('that waits for a sweep from the same account does not keep others from the one it goes to', async () => {
    await waiting();
    await claimedBySweep(tradingAccount);
    await fund();
    expect(await fixture.parts.claims.holder(custodyAccount, 'USDT', fixture.clock.now())).toBeUndefined();
    expect(fixture.reports).toEqual([
      'another transfer has an account that a withdrawal is funded from or leaves from',
    ]);
  });

  test('does not begin while its withdrawal waits for something else', async () => {
    await fixture.parts.instructions.create(approved(withdrawal(id, { fundFrom: 'trading' })));
    expect(await fund()).toBeUndefined();
    expect(transfers()).toHaveLength(0);
  });

  test('of a withdrawal that names no account is nobody’s', async () => {
    await fixture.parts.instructions.create(approved(withdrawal(id)));
    await expect(fund()).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('for a second withdrawal waits until the first one has left, so that each gets its own', async () => {
    const other = instructionId('inv-2');
    await waiting();
    await waiting(other);
    await fund();
    settleTransfer();
    await tick(fixture.parts);
    free[custodyAccount] = '1251.5';
    expect(await fund(other)).toBeUndefined();
    fixture.clock.advance(60_000);
    await release();
    free[custodyAccount] = '0';
    expect(await fund(other)).toMatchObject({ content: { quantity: '1251.5' }, state: { status: 'sent' } });
  });
});

describe('a transfer that is written and not sent', () => {
  const written = async () => {
    await waiting();
    await fixture.parts.instructions.create(approved(funding(id)));
  };

  test('goes on where its message comes again', async () => {
    await written();
    expect((await fund())?.state.status).toBe('sent');
  });

  test.each<[string, () => Promise<unknown>, object]>([
    ['ends where its withdrawal ended', async () => cancelWithdrawal(), { reason: 'withdrawal-ended' }],
    [
      'ends where nothing is lacking any more',
      async () => Object.assign(free, { [custodyAccount]: '1251.5' }),
      { reason: 'nothing-lacking' },
    ],
    [
      'ends where the policy does not allow it any more',
      () => fixture.parts.policies.put(policyWith()),
      { reason: 'funding-not-allowed' },
    ],
    [
      'ends where the policy allows less',
      () => fixture.parts.policies.put(policyWith({ funding: { ...fundingPolicy, maxPerTransfer: { USDT: '251' } } })),
      { reason: 'over-funding-limit' },
    ],
    ['waits while it is paused', () => pause('kind:withdrawal'), { heldReason: 'paused' }],
    [
      'waits where the account it is taken from has too little',
      async () => Object.assign(free, { [tradingAccount]: '251.4' }),
      { heldReason: 'insufficient-balance' },
    ],
  ])('%s', async (_what, prepare, state) => {
    await written();
    await prepare();
    expect((await fund())?.state).toMatchObject(state);
    expect(transfers()).toHaveLength(0);
  });

  test('is sent to its queue by the tick', async () => {
    await written();
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body, group }) => [body, group])).toEqual([
      [{ funds: id }, 'transfer.to.custody.USDT'],
    ]);
  });

  test('is not sent to its queue while its withdrawal may not leave, and ends when that has', async () => {
    await written();
    await revokeDestination();
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: id }]);
    expect((await release()).state).toEqual({ status: 'rejected', reason: 'destination-revoked' });
    fixture.outbox.messages.length = 0;
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ funds: id }]);
    expect((await fund())?.state).toEqual({ status: 'rejected', reason: 'withdrawal-ended' });
  });
});

test('a transfer that settles after its withdrawal ended says so', async () => {
  await waiting();
  await fund();
  await cancelWithdrawal();
  settleTransfer();
  await tick(fixture.parts);
  const { state, history } = await get(fundingId);
  expect([state.status, history.at(-1)?.reason]).toEqual(['settled', 'withdrawal-ended']);
  const told = { id: fundingId, status: 'settled', funds: id, reason: 'withdrawal-ended' };
  expect(fixture.outbox.events.map(({ detail }) => detail)).toContainEqual(expect.objectContaining(told));
});

/** So much may leave in a day. */
function limitTo(most: string): Promise<unknown> {
  const limits = { perInstruction: '50000', rolling: [{ windowMs: 86_400_000, amount: most }] };
  return fixture.parts.policies.put(policyWith({ funding: fundingPolicy, withdrawals: { USDT: limits } }));
}

async function revokeDestination(): Promise<void> {
  const by = { by: 'wanda@example.com', at: fixture.clock.now() };
  await fixture.parts.whitelist.change('acme-usdt-eth', (entry) => revoke(entry, by));
}

/** The fee is still known then. */
async function letTheTimePass(): Promise<void> {
  fixture.clock.advance((await fixture.parts.policies.get()).approvalExpiryMs + 1);
  await seeTerms({}, fixture.clock.now());
}

test('a transfer in doubt is not decided about by who asked for its withdrawal', async () => {
  fixture.script.on(transferPath, 'drop');
  await waiting();
  await fund();
  const unknown = await get(fundingId);
  await fixture.parts.instructions.update(unknown, flagForAttention(unknown, 'not-in-records', [], stamp));
  const { digest } = unknown;
  const seen = { decision: 'settled', evidence: 'seen by both', digest } as const;
  const says = (name: string) =>
    resolveDoubt(fixture.parts, fundingId, person(`${name}@example.com`), seen, { passkeys: 'off', firstEpoch });
  await expect(says('alice')).rejects.toMatchObject({ code: 'own-instruction' });
  expect((await says('dave')).kind).toBe('proposed');
  expect((await says('erin')).kind).toBe('resolved');
  fixture.clock.advance(60_000);
  expect((await release()).state.status).toBe('sent');
});

async function cancelWithdrawal(): Promise<void> {
  const seen = await get(id);
  await fixture.parts.instructions.update(seen, cancel(seen, { by: 'alice@example.com', at: fixture.clock.now() }));
}

async function claimedBySweep(account: AccountId): Promise<void> {
  const content = transfer();
  await fixture.parts.instructions.create(approved(content));
  await fixture.parts.claims.claim(account, 'USDT', content.instructionId, noon);
}
