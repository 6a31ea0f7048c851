import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { accountBalancesKey, exchangeReadingsKey } from '../../../functions/shared/core/item-keys.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, custodyAccount, policyWith, stamp, tradingAccount } from '../../support/instructions.ts';
import { accountTypePath, balanceFlowPath, ordersPath } from '../../support/record-list.ts';

const exchangeInfoPath = '/api/v1/exchangeInfo';
const balancesPath = '/api/v1/account';
const minute = 60_000;
let fixture: FunctionFixture;

beforeEach(async () => {
  fixture = await startFunctionFixture();
  const limits = { perInstruction: '5000' };
  await fixture.parts.policies.put(policyWith({ withdrawals: { USDT: limits, BTC: limits, ETH: limits } }));
  await fixture.ledger.table.put({ pk: exchangeReadingsKey });
  for (const id of [tradingAccount, custodyAccount]) await fixture.ledger.table.put({ pk: accountBalancesKey(id) });
  fixture.script.on(balanceFlowPath, { status: 200, body: '[]' });
  fixture.script.on(ordersPath, { status: 200, body: '[]' });
  fixture.script.on(accountTypePath, json([{ accountId: custodyAccount, accountLabel: '', accountType: '5' }]));
  const chain = { withdrawFee: '1', minWithdrawQuantity: '5', maxWithdrawQuantity: '0', allowWithdraw: true };
  const coins = [{ coinId: 'USDT', allowWithdraw: true, chainTypes: [{ chainType: 'ERC20', ...chain }] }];
  fixture.script.on(exchangeInfoPath, json({ coins }));
  fixture.script.on(balancesPath, json({ balances: [row('USDT', '12.5'), row('BTC', '-1')] }));
});
afterEach(() => fixture.close());

const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
const row = (asset: string, free: string) => ({ asset, total: free, free, locked: '0' });
const readsOf = (path: string) => fixture.script.seen.filter(({ target }) => target.split('?')[0] === path).length;
const reads = () => [exchangeInfoPath, accountTypePath, balancesPath].map(readsOf);
const readings = () => fixture.parts.readings.get();

describe('what the tick keeps of the exchange', () => {
  test('are its terms by the names of requests, and what is free where payments leave from', async () => {
    await tick(fixture.parts);
    const { terms, balances } = await readings();
    const chains = [{ chain: 'ETH', fee: '1', minimum: '5', isOpen: true }];
    expect(terms?.value).toEqual([{ coin: 'USDT', isOpen: true, chains }]);
    // A coin that is not listed is one that there is none of; an odd row is not known.
    expect(balances?.value).toEqual({ withdrawal: { USDT: '12.5', ETH: '0' } });
    expect(fixture.reports).toEqual([]);
  });

  test('is read again only when its time has come', async () => {
    await tick(fixture.parts);
    fixture.clock.advance(minute);
    await tick(fixture.parts);
    // Custody, and trading beside it.
    expect(reads()).toEqual([1, 1, 2]);
    fixture.clock.advance(5 * minute);
    await tick(fixture.parts);
    expect(reads()).toEqual([1, 1, 4]);
  });

  test('are the balances of each minute while something waits for one', async () => {
    const { instruction } = await fixture.parts.instructions.create(approved());
    const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    await fixture.parts.instructions.update(instruction, sending);
    const held = { kind: 'held', reason: 'insufficient-balance', exchangeCode: '-4003' } as const;
    await fixture.parts.instructions.update(sending, recordOutcome(sending, held, stamp));
    await tick(fixture.parts);
    fixture.clock.advance(minute);
    await tick(fixture.parts);
    // Custody each minute, trading once.
    expect(reads()).toEqual([1, 1, 3]);
    expect(fixture.outbox.messages).toEqual([]);
    fixture.script.on(balancesPath, json({ balances: [row('USDT', '1251.5')] }));
    fixture.clock.advance(minute);
    await tick(fixture.parts);
    fixture.clock.advance(minute);
    await tick(fixture.parts);
    expect(fixture.outbox.messages).toMatchObject([{ body: { instructionId: instruction.content.instructionId } }]);
  });

  test('that cannot be read is told, and keeps nothing of the others', async () => {
    fixture.script.on(exchangeInfoPath, { status: 404, body: '<html></html>' });
    await tick(fixture.parts);
    expect(fixture.reports).toEqual(['the terms of the exchange could not be read']);
    expect(Object.keys(await readings())).toEqual(['accounts', 'balances']);
  });

  test('is only what the accounts have where nothing may leave', async () => {
    await fixture.parts.policies.put(policyWith({ withdrawals: {} }));
    await tick(fixture.parts);
    expect(reads()).toEqual([0, 0, 2]);
  });
});

describe('what the tick keeps of each account', () => {
  const seenOf = (accountId = tradingAccount) => fixture.parts.accountBalances.get(accountId);
  const none = { free: '0', locked: '0', total: '0' };

  test('is each coin of ours, by itself, and what cannot be read', async () => {
    await tick(fixture.parts);
    const some = { free: '12.5', locked: '0', total: '12.5' };
    const last = { coins: { USDT: some, ETH: none }, unreadable: ['BTC'] };
    for (const id of [tradingAccount, custodyAccount]) expect(await seenOf(id)).toMatchObject({ last });
  });

  test('stays with its age where a later look fails, which is told once in five minutes', async () => {
    await tick(fixture.parts);
    const { last } = await seenOf();
    fixture.script.on(balancesPath, { status: 502, body: '' });
    fixture.clock.advance(5 * minute);
    await tick(fixture.parts);
    expect(await seenOf()).toMatchObject({ last, failure: { code: 'exchange-unavailable' } });
    const before = readsOf(balancesPath);
    fixture.clock.advance(minute);
    await fixture.parts.readings.note('balances', { readAt: fixture.clock.now(), value: {} });
    await tick(fixture.parts);
    expect(readsOf(balancesPath)).toBe(before);
  });
});

test('an older reading changes nothing, and a part that somebody changed is not known', async () => {
  const { parts, ledger } = fixture;
  await parts.readings.note('accounts', { readAt: noon, value: { withdrawal: custodyAccount } });
  await parts.readings.note('accounts', { readAt: noon - 1, value: {} });
  expect((await readings()).accounts?.value).toEqual({ withdrawal: custodyAccount });
  await ledger.table.put({ pk: exchangeReadingsKey, accounts: { withdrawal: 7 }, accountsReadAt: noon });
  expect(await readings()).toEqual({});
});
