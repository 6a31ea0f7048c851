import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordApproverDecision } from '../../../functions/approval/record-approver-decision.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { parseRequestBody } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import { type RunningExchange, startExchange } from '../../../infra/local/exchange-simulator/server.ts';
import { type ClientUnderTest, clientAt } from '../../support/exchange-client.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved as approvedInstruction, companyBankAccount, payout, policyWith } from '../../support/instructions.ts';
import { person } from '../../support/people.ts';
import { activeEntry } from '../../support/whitelist.ts';

/*
 * One payment to a bank account from its request to its end, on the simulator: each function with the key that it has.
 */

const { instructionId: id, destination } = payout();
const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const minute = 60_000;
const path = '/api/v1/account/fiat/withdraw';

let fixture: FunctionFixture;
let exchange: RunningExchange;
let opened: ClientUnderTest[];

beforeEach(async () => {
  fixture = await startFunctionFixture();
  const credential = { kind: 'hmac-sha256', secretKey: 'twoFactorSecret' } as const;
  const keys = [{ apiKey: 'twoFactorKey', permissions: ['fiat'], credential, totpSecret } as const];
  exchange = await startExchange({ clock: fixture.clock, keys });
  opened = [];
  await activeEntry(fixture.parts.whitelist, destination, {
    kind: 'bank',
    coin: 'USD',
    bankAccount: companyBankAccount,
  });
  await fixture.parts.policies.put(policy);
});
afterEach(async () => {
  await Promise.all(opened.map(({ transport }) => transport.close()));
  await exchange.close();
  await fixture.close();
});

const policy = policyWith({
  coins: { USDT: { decimals: 6 }, USD: { decimals: 2 } },
  withdrawals: {
    USDT: { perInstruction: '50000' },
    USD: { perInstruction: '50000', rolling: [{ windowMs: 86_400_000, amount: '2000' }] },
  },
});

function clientOf(secret: unknown): ClientUnderTest {
  const under = clientAt(exchange.url, fixture.clock, [secret]);
  opened.push(under);
  return under;
}

function releaseDependencies(fiatSecret: unknown = exchange.keys.fiat) {
  const fiat = clientOf(fiatSecret);
  let fiatUses = 0;
  const fiatExchange = () => {
    fiatUses += 1;
    return fiat.client;
  };
  const dependencies = { ...fixture.parts, exchange: clientOf(exchange.keys.withdrawal).client, fiatExchange };
  return { parts: dependencies, fiat, fiatUses: () => fiatUses };
}

const reconcile = () => tick({ ...fixture.parts, exchange: clientOf(exchange.keys.read).client });
const stateOf = async (of = id) => (await fixture.parts.instructions.get(of))?.state;
const payments = () => exchange.exchange.records.fiatWithdrawals;

async function approved(fields: Record<string, unknown> = {}): Promise<void> {
  const requestBody = {
    instructionId: id,
    kind: 'fiat-withdrawal',
    destination,
    coin: 'USD',
    quantity: '1250.50',
    ...fields,
  };
  const { instruction } = await requestWithdrawal(fixture.parts, parseRequestBody(requestBody, 'alice@example.com'));
  const { content, digest } = instruction;
  const approver = {
    person: person('frank@example.com'),
    groups: ['finance'],
    policy: await fixture.parts.policies.get(),
  };
  await recordApproverDecision(fixture.parts, content.instructionId, approver, { decision: 'approve', digest });
}

describe('a payment to a bank account', () => {
  test('is asked for, approved, sent once with the fiat key and settled', async () => {
    await approved();
    expect(fixture.outbox.messages).toEqual([expect.objectContaining({ body: { instructionId: id }, group: 'fiat' })]);
    expect((await releaseWithdrawal(releaseDependencies().parts, id)).state.status).toBe('sent');
    expect(payments()).toEqual([
      expect.objectContaining({
        bankAccount: companyBankAccount,
        coin: 'USD',
        quantity: '1250.5',
        clientOrderId: id,
        remark: id,
      }),
    ]);
    expect(exchange.exchange.records.withdrawals).toEqual([]);
    fixture.clock.advance(minute);
    expect(await reconcile()).toMatchObject({ settled: 1, unknownMovements: 0 });
    expect(await stateOf()).toEqual({
      status: 'settled',
      exchangeOrderId: payments()[0]?.orderId,
      fee: '25',
      feeCoin: 'USD',
    });
    const statuses = fixture.outbox.events.map(({ detail }) => [detail.kind, detail.status]);
    expect(statuses).toEqual(
      ['requested', 'awaiting-approval', 'approved', 'sending', 'sent', 'settled'].map((status) => [
        'fiat-withdrawal',
        status,
      ]),
    );
  });

  test('delivered twice, or to two instances, is sent once', async () => {
    await approved();
    await Promise.allSettled([1, 2, 3].map(() => releaseWithdrawal(releaseDependencies().parts, id)));
    await releaseWithdrawal(releaseDependencies().parts, id);
    expect(payments()).toHaveLength(1);
  });

  test('whose answer was lost is found in the history and settles, and no delivery sends it again', async () => {
    await approved();
    exchange.exchange.faults.plan({ kind: 'error-executed', path });
    expect((await releaseWithdrawal(releaseDependencies().parts, id)).state.status).toBe('unknown');
    await releaseWithdrawal(releaseDependencies().parts, id);
    fixture.clock.advance(minute);
    expect(await reconcile()).toMatchObject({ found: 1, settled: 1 });
    expect(payments()).toHaveLength(1);
  });

  test.each(['failed', 'return'])(
    'that comes to nothing as %s fails, and another one has its place',
    async (status) => {
      await approved();
      exchange.exchange.faults.plan({ kind: 'failed-fiat-withdrawal', status, path });
      await releaseWithdrawal(releaseDependencies().parts, id);
      fixture.clock.advance(minute);
      expect(await reconcile()).toMatchObject({ failed: 1 });
      expect(await stateOf()).toMatchObject({ status: 'failed', reason: 'exchange-failed' });
      await approved({ instructionId: 'payroll-2' });
      expect((await releaseWithdrawal(releaseDependencies().parts, instructionId('payroll-2'))).state.status).toBe(
        'sent',
      );
    },
  );

  test('over the rolling limit of its currency is rejected', async () => {
    await approved();
    await releaseWithdrawal(releaseDependencies().parts, id);
    await approved({ instructionId: 'payroll-2' });
    const second = await releaseWithdrawal(releaseDependencies().parts, instructionId('payroll-2'));
    expect(second.state).toEqual({ status: 'rejected', reason: 'over-rolling-limit' });
    expect(payments()).toHaveLength(1);
  });

  test('over a limit of its bank account is rejected', async () => {
    const perDestination = { rolling: [{ windowMs: 86_400_000, amount: '2000' }] };
    const withdrawals = { USDT: { perInstruction: '50000' }, USD: { perInstruction: '50000', perDestination } };
    await fixture.parts.policies.put(policyWith({ coins: policy.coins, withdrawals }));
    await approved();
    await releaseWithdrawal(releaseDependencies().parts, id);
    await approved({ instructionId: 'payroll-2' });
    const second = await releaseWithdrawal(releaseDependencies().parts, instructionId('payroll-2'));
    expect(second.state).toEqual({ status: 'rejected', reason: 'over-destination-limit' });
  });

  test('to another account than the whitelist names is never sent', async () => {
    await fixture.parts.instructions.create(approvedInstruction(payout(id, { address: '9998750123456' })));
    const { state } = await releaseWithdrawal(releaseDependencies().parts, id);
    expect(state).toEqual({ status: 'rejected', reason: 'destination-mismatch' });
    expect(payments()).toEqual([]);
  });

  test('to an account that the exchange has not bound waits for a person, and nothing moved', async () => {
    await activeEntry(fixture.parts.whitelist, 'other-bank', {
      kind: 'bank',
      coin: 'USD',
      bankAccount: '999999999999',
    });
    await approved({ destination: 'other-bank' });
    const held = await releaseWithdrawal(releaseDependencies().parts, id);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'fix-config' });
    expect(held.attempts).toMatchObject([{ outcome: 'held', exchangeCode: '-4004' }]);
    expect(payments()).toEqual([]);
  });
});

describe('the key of payments to banks', () => {
  test('sends its two-factor token where it has one', async () => {
    await approved();
    const { parts: dependencies, fiat } = releaseDependencies({
      apiKey: 'twoFactorKey',
      secretKey: 'twoFactorSecret',
      signing: 'hmac-sha256',
      totpSecret,
    });
    expect((await releaseWithdrawal(dependencies, id)).state.status).toBe('sent');
    expect(fiat.steps).toHaveLength(1);
  });

  test('without the permission holds the payment, with its reason', async () => {
    await approved();
    const held = await releaseWithdrawal(releaseDependencies(exchange.keys.withdrawal).parts, id);
    expect(held).toMatchObject({ state: { heldReason: 'fix-config' }, attempts: [{ exchangeCode: '-1005' }] });
  });

  test('that was never set holds payments to banks, and no withdrawal to an address notices', async () => {
    const { parts: dependencies, fiat, fiatUses } = releaseDependencies('no secret');
    await approved({
      instructionId: 'inv-1',
      kind: 'withdrawal',
      destination: 'acme-usdt-eth',
      coin: 'USDT',
      chain: 'ETH',
    });
    expect((await releaseWithdrawal(dependencies, instructionId('inv-1'))).state.status).toBe('sent');
    expect(fiatUses()).toBe(0);
    await approved();
    const held = await releaseWithdrawal(dependencies, id);
    expect(held).toMatchObject({ state: { status: 'approved', heldReason: 'key-unavailable' }, attempts: [] });
    expect(fiat.reads()).toBeGreaterThan(0);
  });

  test('that is blocked by a 429 holds up no withdrawal to an address', async () => {
    const { parts: dependencies } = releaseDependencies();
    await approved();
    await approved({
      instructionId: 'inv-1',
      kind: 'withdrawal',
      destination: 'acme-usdt-eth',
      coin: 'USDT',
      chain: 'ETH',
    });
    exchange.exchange.faults.plan({ kind: 'rate-limit', path });
    expect((await releaseWithdrawal(dependencies, id)).state).toMatchObject({ heldReason: 'rate-limited' });
    expect((await releaseWithdrawal(dependencies, instructionId('inv-1'))).state.status).toBe('sent');
  });
});

describe('a request for a payment to a bank account', () => {
  test.each([
    ['names a destination on a chain', { destination: 'acme-usdt-eth' }, 'destination-mismatch'],
    ['is in another currency than its destination', { coin: 'HKD' }, 'destination-mismatch'],
    ['has parts of cents', { quantity: '1250.505' }, 'too-many-decimals'],
    ['names a destination that nobody knows', { destination: 'mallory' }, 'destination-not-whitelisted'],
  ])('is rejected where it %s', async (_what, changes, reason) => {
    const requestBody = {
      instructionId: id,
      kind: 'fiat-withdrawal',
      destination,
      coin: 'USD',
      quantity: '1250.50',
      ...changes,
    };
    const { instruction } = await requestWithdrawal(fixture.parts, parseRequestBody(requestBody, 'alice@example.com'));
    expect(instruction.state).toEqual({ status: 'rejected', reason });
  });

  test('asked for twice is one, and the same id for a withdrawal to an address is a conflict', async () => {
    await approved();
    const requestBody = { instructionId: id, destination, coin: 'USD', quantity: '1250.50' };
    const same = await requestWithdrawal(
      fixture.parts,
      parseRequestBody({ ...requestBody, kind: 'fiat-withdrawal' }, 'alice@example.com'),
    );
    expect(same.kind).toBe('same');
    const other = parseRequestBody({ ...requestBody, kind: 'withdrawal', chain: 'ETH' }, 'alice@example.com');
    await expect(requestWithdrawal(fixture.parts, other)).rejects.toMatchObject({ code: 'instruction-conflict' });
  });
});
