import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { BusUnavailableError } from '../../../functions/shared/ledger/messaging/bus.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import {
  accountTypes,
  depositOrdersPath,
  depositPolicy,
  depositRow,
  fiatDepositRow,
  lookAtDeposits,
  usdSweep,
  usdtSweep,
} from '../../support/deposits.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { accountTypePath, balancesPath, exchangeInfoPath, fiatPath, recordList } from '../../support/record-list.ts';

const minute = 60_000;
let fixture: FunctionFixture;

beforeEach(async () => {
  fixture = await startFunctionFixture();
  await fixture.parts.policies.put(depositPolicy());
  fixture.script.on(accountTypePath, json(accountTypes));
  lists();
  // The first look only notes where to begin.
  await look();
  expect([eventTypes(), fixture.outbox.messages]).toEqual([[], []]);
  fixture.clock.advance(2 * minute);
});
afterEach(() => fixture.close());

const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
const look = () => lookAtDeposits(fixture);
const lists = (crypto: object[] = [], fiat: object[] = []) => {
  fixture.script.on(depositOrdersPath, recordList(...crypto));
  fixture.script.on(fiatPath, recordList(...fiat));
};
const eventTypes = () =>
  fixture.outbox.events.map(({ type }) => String(type)).filter((type) => type.startsWith('Deposit'));
const details = (of: string) => fixture.outbox.events.filter(({ type }) => type === of).map(({ detail }) => detail);
const runs = () => fixture.outbox.messages.map(({ body }) => body);

/** asset-transfer takes what is in the queue. There is nothing to move. */
async function runQueued(): Promise<void> {
  fixture.script.on(balancesPath, json({ balances: [] }));
  for (const body of runs()) await runSweep(fixture.parts, parseSweepRun(body), true);
}

/** As before the first look. */
function forgetLooks(): Promise<unknown> {
  const set = { lists: {}, version: 1 };
  return fixture.ledger.table.update('deposit-scan', { set, condition: 'attribute_exists(pk)', values: {} });
}

/** Looks every two minutes, for so long. */
async function lookFor(minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes; gone += 2) {
    fixture.clock.advance(2 * minute);
    await look();
  }
}

describe('a deposit', () => {
  test('is told of once when it is seen and once when it is credited, with all that people need', async () => {
    await fixture.parts.known.remember('USDT', 'ETH', { address: acmeAddress.toLowerCase() }, fixture.clock.now());
    lists([depositRow({ statusCode: '12' })]);
    await look();
    expect(eventTypes()).toEqual(['DepositSeen']);
    lists([depositRow()]);
    await lookFor(6);
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositCredited']);
    expect(details('DepositCredited')).toMatchObject([
      {
        depositOrderId: 'D123456789012345678',
        kind: 'crypto',
        coin: 'USDT',
        exchangeCoin: 'ETH_USDT',
        chain: 'ETH',
        quantity: '1250.50000000000000000001',
        address: acmeAddress,
        addressMatch: 'current',
        transactionHash: '0x7c1f',
        time: '2026-11-20T10:01:00.000Z',
        status: '4',
        statusText: 'credited',
        sweeps: ['usdt-on-arrival'],
        whatToDo: 'Match it with what is due.',
      },
    ]);
  });

  test('says where nobody told its address to a payer', async () => {
    lists([depositRow()]);
    await look();
    expect(details('DepositCredited')).toMatchObject([{ addressMatch: 'unknown-address' }]);
  });

  test('that came and was credited before the first look is history', async () => {
    lists([depositRow({ time: String(fixture.clock.now() - 10 * minute) })]);
    await lookFor(4);
    expect([eventTypes(), runs()]).toEqual([[], []]);
  });

  test('that was on its way at the first look is told of, and moved on', async () => {
    const time = String(fixture.clock.now() - 3 * 24 * 60 * minute);
    lists([depositRow({ time, statusCode: '8' })]);
    await forgetLooks();
    await look();
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositStuck']);
    lists([depositRow({ time })]);
    await lookFor(2);
    expect(eventTypes().at(-1)).toBe('DepositCredited');
    expect(runs()).toHaveLength(1);
  });

  test('whose status goes back, whose row is repeated, or that is listed no more acts once', async () => {
    lists([depositRow(), depositRow(), depositRow({ statusCode: '8' })]);
    await look();
    await runQueued();
    lists([depositRow({ statusCode: '8' })]);
    await lookFor(2);
    lists();
    await lookFor(2);
    lists([depositRow()]);
    await lookFor(10);
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositCredited']);
    expect(runs()).toHaveLength(1);
  });

  test('that is taken back after it was credited is told of as that, once, and moves nothing again', async () => {
    lists([depositRow()]);
    await look();
    await runQueued();
    lists([depositRow({ statusCode: '5' })]);
    await lookFor(4);
    lists([depositRow({ statusCode: '6' })]);
    await lookFor(4);
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositCredited', 'DepositStuck', 'DepositStuck']);
    expect(details('DepositStuck')).toMatchObject([{ reason: 'refunding' }, { reason: 'refunded' }]);
    expect(runs()).toHaveLength(1);
  });

  test('with an odd row costs only itself, and is counted', async () => {
    lists([depositRow({ quantity: 'much' }), depositRow({ depositOrderId: 'D2', coin: 'Ü' }), depositRow()]);
    expect(await look()).toMatchObject({ unreadable: 2 });
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositCredited']);
    expect(fixture.reports).toEqual(['the exchange has deposits that cannot be read']);
  });

  test('on a chain whose addresses cannot be checked here is moved on, and its address is not called unknown', async () => {
    lists([depositRow({ coin: 'SOL_USDT', address: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV' })]);
    await look();
    expect(details('DepositCredited')).toMatchObject([
      { coin: 'USDT', chain: 'Solana', addressMatch: 'not-checked', sweeps: ['usdt-on-arrival'] },
    ]);
    expect(runs()).toHaveLength(1);
  });

  test('of a coin that is not configured is told of as the exchange writes it', async () => {
    lists([depositRow({ coin: 'DOGEWIF' })]);
    await look();
    expect(details('DepositCredited')).toMatchObject([{ coin: 'DOGEWIF', addressMatch: 'not-checked', sweeps: [] }]);
    expect(runs()).toEqual([]);
  });

  test('is told of again where the bus was away, and its sweep does not wait for that', async () => {
    lists([depositRow()]);
    const { bus } = fixture.parts;
    const away = async () => Promise.reject(new BusUnavailableError('DepositSeen', new Error('away')));
    Object.assign(fixture.parts, { bus: { publish: away } });
    await look();
    expect([eventTypes(), runs().length]).toEqual([[], 1]);
    Object.assign(fixture.parts, { bus });
    await lookFor(2);
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositCredited']);
  });
});

describe('a clock of the exchange that is ahead', () => {
  /** It is read anew after ten minutes. */
  const lookWithExchange = async (aheadMs: number) => {
    fixture.clock.advance(11 * minute);
    fixture.script.on('/api/v1/time', json({ serverTime: fixture.clock.now() + aheadMs }));
    await look();
  };
  const year = 365 * 24 * 60 * minute;

  test('at the first look makes no history of what comes after it', async () => {
    await forgetLooks();
    await lookWithExchange(year);
    await lookWithExchange(0);
    lists([depositRow({ time: String(fixture.clock.now() + minute) })]);
    await lookFor(2);
    expect([eventTypes(), runs().length]).toEqual([['DepositSeen', 'DepositCredited'], 1]);
  });
});

describe('a deposit that is not credited', () => {
  test('is stuck once it has waited for two hours, and told once', async () => {
    lists([depositRow({ statusCode: '1' })]);
    await look();
    expect(await look()).toMatchObject({ stuck: 0 });
    fixture.clock.advance(118 * minute);
    expect(await look()).toMatchObject({ stuck: 0 });
    expect(eventTypes()).toEqual(['DepositSeen']);
    fixture.clock.advance(4 * minute);
    await look();
    expect(await look()).toMatchObject({ stuck: 1, open: 1 });
    expect(details('DepositStuck')).toMatchObject([{ reason: 'address-authentication', status: '1' }]);
    lists([depositRow()]);
    expect(await look()).toMatchObject({ stuck: 0 });
    await runQueued();
    expect(await look()).toMatchObject({ stuck: 0, open: 0 });
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositStuck', 'DepositCredited']);
  });

  test('is told at once where it will not be credited by itself, with the reason', async () => {
    const rows = ['3', '5', '6', '7', '9', '10'].map((statusCode, index) =>
      depositRow({ statusCode, depositOrderId: `D00000000000${index}` }),
    );
    lists(rows);
    // Of those that failed or came back there is nothing left to do here.
    expect(await look()).toMatchObject({ stuck: 3 });
    expect(details('DepositStuck').map(({ reason }) => reason)).toEqual([
      'failed',
      'refunding',
      'refunded',
      'refund-failed',
      'address-check-failed',
      'failed',
    ]);
  });

  test('may be below the minimum that the exchange lists', async () => {
    const chain = { withdrawFee: '1', minWithdrawQuantity: '5', maxWithdrawQuantity: '0', allowWithdraw: true };
    const chainTypes = [{ chainType: 'ERC20', minDepositQuantity: '2000', ...chain }];
    fixture.script.on(exchangeInfoPath, json({ coins: [{ coinId: 'USDT', allowWithdraw: true, chainTypes }] }));
    lists([depositRow({ statusCode: '12' })]);
    fixture.clock.advance(121 * minute);
    await look();
    expect(details('DepositStuck')).toMatchObject([{ reason: 'below-minimum' }]);
  });

  test('is followed for days, with a status that is in no document, until it is credited after all', async () => {
    lists([depositRow({ statusCode: '77' })]);
    await look();
    fixture.clock.advance(20 * 24 * 60 * minute);
    await look();
    expect(details('DepositStuck')).toMatchObject([{ reason: 'unknown-status', status: '77' }]);
    lists([depositRow()]);
    await lookFor(2);
    expect(eventTypes()).toEqual(['DepositSeen', 'DepositStuck', 'DepositCredited']);
    expect(runs()).toHaveLength(1);
  });
});

describe('a sweep that runs for deposits', () => {
  test('gets the message that a schedule would send, with an id of the deposit', async () => {
    lists([depositRow()], [fiatDepositRow()]);
    await look();
    const scheduledTime = `${new Date(fixture.clock.now()).toISOString().slice(0, 15)}`;
    expect(fixture.outbox.messages).toMatchObject([
      {
        body: { sweepId: 'usdt-on-arrival', deposit: 'D123456789012345678' },
        group: 'transfer.by.usdt-on-arrival',
        deduplicationId: 'usdt-on-arrival-D123456789012345678',
      },
      { body: { sweepId: 'usd-on-arrival', deposit: 'FD123456789012345678' } },
    ]);
    expect(runs()).toMatchObject([{ scheduledTime: expect.stringContaining(scheduledTime) }, {}]);
  });

  test('runs once for each deposit, one after the other, and the second may find nothing', async () => {
    lists([depositRow(), depositRow({ depositOrderId: 'D123456789012345679' })]);
    await look();
    expect(runs()).toHaveLength(1);
    await runQueued();
    const run = async (index: number) => runSweep(fixture.parts, parseSweepRun(runs()[index]), true);
    expect((await run(0)).state).toEqual({ status: 'rejected', reason: 'nothing-above-reserve' });
    await lookFor(2);
    expect(runs()).toHaveLength(2);
    const second = await run(1);
    expect(second.content.instructionId).toBe('usdt-on-arrival-D123456789012345679');
    expect(second.state).toEqual({ status: 'rejected', reason: 'nothing-above-reserve' });
    await lookFor(10);
    expect(runs()).toHaveLength(2);
  });

  test('waits for an earlier transfer, but begins within ten minutes of the credit', async () => {
    lists([depositRow(), depositRow({ depositOrderId: 'D123456789012345679' })]);
    await look();
    await lookFor(2);
    // Nobody has taken the first message from its queue.
    expect(runs()).toHaveLength(1);
    await lookFor(4);
    expect(new Set(fixture.outbox.messages.map(({ deduplicationId }) => deduplicationId)).size).toBe(2);
  });

  test('is asked for again where the queue lost it, until its instruction is there', async () => {
    lists([depositRow()]);
    await lookFor(6);
    expect(runs()).toHaveLength(1);
    await lookFor(2);
    expect(runs()).toHaveLength(2);
    expect(runs()[1]).toEqual(runs()[0]);
    await runQueued();
    await lookFor(12);
    expect(runs()).toHaveLength(2);
  });

  test('does not run any more once the policy says so, nor for what came while it was switched off', async () => {
    lists([depositRow(), depositRow({ depositOrderId: 'D123456789012345679' })]);
    await look();
    await fixture.parts.policies.put(depositPolicy({ sweeps: [{ ...usdtSweep, enabled: false }, usdSweep] }));
    lists([depositRow({ depositOrderId: 'D123456789012345680' })]);
    await lookFor(10);
    await fixture.parts.policies.put(depositPolicy());
    await lookFor(10);
    expect(runs()).toHaveLength(1);
    const { trigger: _gone, ...scheduled } = usdtSweep;
    await fixture.parts.policies.put(depositPolicy({ sweeps: [scheduled] }));
    const late = parseSweepRun({ ...Object(runs()[0]), deposit: 'D123456789012345999' });
    await expect(runSweep(fixture.parts, late, true)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('says that it takes from an account that no deposit arrives in', async () => {
    await fixture.parts.policies.put(depositPolicy({ sweeps: [{ ...usdtSweep, from: 'trading', to: 'custody' }] }));
    lists([depositRow()]);
    await look();
    expect(runs()).toEqual([]);
    expect(fixture.reports).toEqual(['a sweep for deposits takes from an account that none arrives in']);
  });

  test('waits where the accounts or the queue cannot be reached, and runs once they can', async () => {
    fixture.script.on(accountTypePath, { status: 400, body: '{"code":"-1005","msg":"no"}' });
    lists([depositRow()]);
    await look();
    expect([eventTypes(), runs()]).toEqual([['DepositSeen', 'DepositCredited'], []]);
    fixture.script.on(accountTypePath, json(accountTypes));
    await lookFor(2);
    expect(runs()).toHaveLength(1);
  });
});
