import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../functions/shared/core/ids.ts';
import type { WithdrawalContent } from '../../../../functions/shared/ledger/instruction/content.ts';
import type { KnownWithdrawal } from '../../../../infra/tools/exchange-check/known-withdrawal.ts';
import { expiryDoubts, judgeWithdrawalExpiry } from '../../../../infra/tools/exchange-check/withdrawal-expiry.ts';
import { balanceFlowPath, resultsOf, TestExchangeCheck } from './support/test-exchange-check.ts';

const out = '0.000001 USDT custody';
const back = '0.000001 USDT trading';
const twiceBack = '0.000002 USDT trading';

test('an exchange that is as assumed is told so, and holds what it held before', async () => {
  await using exchangeCheck = await TestExchangeCheck.startWithHistory();
  const checked = await exchangeCheck.run();
  expect(resultsOf(checked)).toEqual({
    clock: 'holds',
    transfer: 'holds',
    'fund-statement': 'holds',
    'withdrawal-records': 'holds',
    A3: 'holds',
    A8: 'holds',
    A9: 'holds',
    A15: 'holds',
    A20: 'holds',
    A21: 'holds',
  });
  expect(checked.routes).toEqual({
    'asset-transfer': { knownOrderFound: true, lagMs: expect.any(Number), isExpiryEnforced: true },
    withdrawal: { knownOrderFound: false, isExpiryEnforced: true },
  });
  expect(checked.doubts).toEqual([]);
  expect(exchangeCheck.moves).toEqual([out, back]);
  for (const { limited } of exchangeCheck.running.exchange.records.traffic.values()) expect(limited).toBe(0);
});

test('what was not seen is not said to hold: a list that shows nothing, and how far back lists reach', async () => {
  await using exchangeCheck = await TestExchangeCheck.start();
  const { results } = await exchangeCheck.run();
  expect(results['withdrawal-records']).toMatchObject({
    result: 'not-checked',
    seen: expect.stringContaining('No withdrawal of two weeks was shown'),
  });
  expect(results.A8.result).toBe('not-checked');
});

describe('without an agreement nothing moves, and the reads are done all the same', () => {
  test.each([
    ['declined', 'It was not agreed to.'],
    ['nobody-to-ask', 'There was no terminal to ask in, and no --yes.'],
  ] as const)('%s', async (answer, why) => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const checked = await exchangeCheck.run({ consent: async () => answer });
    expect(checked.results.transfer).toEqual({ result: 'not-checked', seen: `The transfer was not made. ${why}` });
    expect(resultsOf(checked)).toEqual({ clock: 'holds', A15: 'holds', A21: 'holds' });
    expect(exchangeCheck.moves).toEqual([]);
    await expect(exchangeCheck.journal()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('nor is it asked for of a coin that neither account has', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const asked: unknown[] = [];
    const consent = async (proposal: unknown) => {
      asked.push(proposal);
      return 'agreed' as const;
    };
    expect((await exchangeCheck.run({ coin: 'DOGE', consent })).results.transfer.result).toBe('not-checked');
    expect(asked).toEqual([]);
  });
});

describe('the same client order id again', () => {
  test('may get the first answer once more', async () => {
    await using exchangeCheck = await TestExchangeCheck.start({ duplicates: 'replay' });
    const { A3 } = (await exchangeCheck.run()).results;
    expect(A3).toEqual({ result: 'holds', seen: expect.stringContaining('got the first answer once more') });
    expect(exchangeCheck.moves).toEqual([out, back]);
  });

  test('that is executed again is seen, and both are brought back', async () => {
    await using exchangeCheck = await TestExchangeCheck.start({ duplicates: 'execute' });
    const checked = await exchangeCheck.run();
    expect(checked.results.A3.result).toBe('does-not-hold');
    expect(checked.doubts).toEqual([]);
    expect(exchangeCheck.moves).toEqual([out, out, twiceBack]);
  });

  test('whose answer is lost is looked for, and brought back where it was executed', async () => {
    await using exchangeCheck = await TestExchangeCheck.start({ duplicates: 'execute' });
    exchangeCheck.meetTransfers('none', { kind: 'lost-answer' });
    expect((await exchangeCheck.run()).results.A3.result).toBe('does-not-hold');
    expect(exchangeCheck.moves).toEqual([out, out, twiceBack]);
  });

  test('that was answered with 502 shows nothing', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers('none', { kind: 'error-not-executed' });
    expect((await exchangeCheck.run()).results.A3).toMatchObject({
      result: 'not-checked',
      seen: expect.stringContaining('502'),
    });
    expect(exchangeCheck.moves).toEqual([out, back]);
  });
});

describe('a transfer that is signed too long ago', () => {
  /** The time in which the signature grows too old passes for us, and not for the exchange. */
  async function startWithoutWindow() {
    const exchangeCheck = await TestExchangeCheck.start();
    const { clock } = exchangeCheck;
    const sleep = async (ms: number) => (ms === 7_000 ? undefined : clock.sleep(ms));
    return { contact: exchangeCheck, parts: exchangeCheck.dependencies({ now: clock.now, sleep }) };
  }

  test('and is executed all the same means that A20 does not hold; it is brought back', async () => {
    const { contact: started, parts: dependencies } = await startWithoutWindow();
    await using exchangeCheck = started;
    const checked = await exchangeCheck.run({}, dependencies);
    expect(checked.results.A20.result).toBe('does-not-hold');
    expect(exchangeCheck.moves).toEqual([out, out, twiceBack]);
    expect(checked.doubts).toEqual([]);
  });

  test('and is refused for another reason shows nothing', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers('none', 'none', { kind: 'code', code: '-1102' });
    expect((await exchangeCheck.run()).results.A20.result).toBe('not-checked');
  });
});

describe('the first transfer', () => {
  test('whose answer was lost is found by our id, and counts as a known order', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'lost-answer' });
    const checked = await exchangeCheck.run();
    expect(checked.routes['asset-transfer'].knownOrderFound).toBe(true);
    expect(checked.doubts).toEqual([]);
    expect(exchangeCheck.moves).toEqual([out, back]);
  });

  test('that nobody knows of is never sent again, nor anything after it', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'lost-request' });
    const checked = await exchangeCheck.run();
    expect(checked.results.transfer.result).toBe('does-not-hold');
    expect(checked.doubts).toEqual([expect.stringMatching(/^nobody knows whether first-contact-\d{8}T\d{6}Z-out-1/)]);
    expect(exchangeCheck.moves).toEqual([]);
    const sent = (await exchangeCheck.journal()).filter(({ event }) => event === 'sending');
    expect(sent).toHaveLength(1);
  });

  test('that is too small for the exchange is made with the next size', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'code', code: '-1167' });
    const checked = await exchangeCheck.run();
    expect(checked.results.transfer.result).toBe('holds');
    expect(exchangeCheck.moves).toEqual(['0.01 USDT custody', '0.01 USDT trading']);
  });

  test('that the key may not make is not made in another size', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'code', code: '-1005' });
    const checked = await exchangeCheck.run();
    expect(checked.results.transfer).toMatchObject({ result: 'not-checked', seen: expect.stringContaining('-1005') });
    expect(exchangeCheck.moves).toEqual([]);
  });
});

describe('records', () => {
  test('that are late are waited for, and their lag is told', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'lag', ms: 30_000 });
    const { lagMs } = (await exchangeCheck.run()).routes['asset-transfer'];
    expect(lagMs).toBeGreaterThanOrEqual(30_000);
    expect(lagMs).toBeLessThan(34_000);
  });

  test('that say a later time than that of the signing are told so', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers({ kind: 'late-time', ms: 30_000 });
    const { transfer } = (await exchangeCheck.run()).results;
    expect(transfer).toEqual({
      result: 'holds',
      seen: expect.stringMatching(/its time is 30\d{3} ms after it was signed/),
    });
  });

  test('that are altered are told, and are no known order', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const altered = { kind: 'altered-rows', path: balanceFlowPath, times: 1_000 };
    exchangeCheck.running.exchange.faults.plan(altered);
    const checked = await exchangeCheck.run();
    expect(checked.results.transfer.result).toBe('does-not-hold');
    expect(checked.routes['asset-transfer'].knownOrderFound).toBe(false);
  });

  test('that are hours late are waited for two minutes; the money comes back and balances show the rest', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers(...Array.from({ length: 4 }, () => ({ kind: 'lag', ms: 3_600_000 })));
    const checked = await exchangeCheck.run();
    expect(checked.results.transfer.result).toBe('does-not-hold');
    expect(checked.routes['asset-transfer'].knownOrderFound).toBe(false);
    expect(checked.results.A20).toMatchObject({ result: 'holds', seen: expect.stringContaining('balances') });
    expect(exchangeCheck.moves).toEqual([out, back]);
  });

  test('that the exchange does not show us are told so; the money comes back and balances show the rest', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.running.exchange.faults.plan({ kind: 'code', code: '-1005', path: balanceFlowPath, times: 1_000 });
    const checked = await exchangeCheck.run();
    expect(resultsOf(checked)).toMatchObject({
      transfer: 'does-not-hold',
      'fund-statement': 'does-not-hold',
      A3: 'holds',
      A20: 'holds',
    });
    expect(checked.results.A8.result).toBe('not-checked');
    expect(checked.routes['asset-transfer'].knownOrderFound).toBe(false);
    expect(exchangeCheck.moves).toEqual([out, back]);
  });
});

describe('the way back', () => {
  test('is tried again where it was certainly not taken', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers('none', 'none', 'none', { kind: 'rate-limit', ms: 60_000 });
    const checked = await exchangeCheck.run();
    expect(checked.doubts).toEqual([]);
    expect(exchangeCheck.moves).toEqual([out, back]);
  });

  test('whose answer was lost is found', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers('none', 'none', 'none', { kind: 'lost-answer' });
    expect((await exchangeCheck.run()).doubts).toEqual([]);
    expect(exchangeCheck.moves).toEqual([out, back]);
  });

  test('that nobody knows of is never sent again, and a person is told', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.meetTransfers('none', 'none', 'none', { kind: 'lost-request' });
    const { doubts } = await exchangeCheck.run();
    expect(doubts).toEqual(['nobody knows whether 0.000001 USDT came back from custody to trading']);
    expect(exchangeCheck.moves).toEqual([out]);
  });
});

describe('an earlier withdrawal', () => {
  const look = (exchangeCheck: TestExchangeCheck, withdrawal: KnownWithdrawal) =>
    exchangeCheck.run({ withdrawal, consent: async () => 'declined' });
  const id = 'inv-2026-0042';

  test('is found by its remark, weeks later, and is the same in every field and in its time', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const paid = await exchangeCheck.withdrawn(id);
    exchangeCheck.clock.advance(20 * 86_400_000);
    const checked = await look(exchangeCheck, paid);
    expect(checked.routes.withdrawal.knownOrderFound).toBe(true);
    expect(checked.results['withdrawal-records']).toMatchObject({
      result: 'holds',
      seen: expect.stringContaining('equal in every field'),
    });
  });

  test.each<[string, Partial<WithdrawalContent>, string]>([
    ['coin', { coin: 'BTC' }, 'coin'],
    ['quantity', { quantity: amount('25.5') }, 'quantity'],
    ['address', { address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D' }, 'address'],
  ])('that is shown with another %s is no known order', async (_what, changes, field) => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const paid = await exchangeCheck.withdrawn(id);
    const content = { ...paid.asked.content, ...changes };
    const checked = await look(exchangeCheck, { ...paid, asked: { ...paid.asked, content } });
    expect(checked.routes.withdrawal.knownOrderFound).toBe(false);
    expect(checked.results['withdrawal-records']).toMatchObject({
      result: 'does-not-hold',
      seen: expect.stringContaining(`with another ${field}`),
    });
  });

  test('that is shown with a time before it was signed is no known order', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const paid = await exchangeCheck.withdrawn(id);
    exchangeCheck.clock.advance(3_600_000);
    const asked = { ...paid.asked, signedAt: paid.asked.signedAt + 61_000 };
    const checked = await look(exchangeCheck, { ...paid, asked });
    expect(checked.results['withdrawal-records']).toMatchObject({
      result: 'does-not-hold',
      seen: expect.stringContaining('with another time'),
    });
  });

  test('of which only the id is known is found and not compared: it is no known order', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const paid = await exchangeCheck.withdrawn(id);
    const checked = await look(exchangeCheck, { id: paid.id });
    expect(checked.routes.withdrawal.knownOrderFound).toBe(false);
    expect(checked.results['withdrawal-records']).toMatchObject({
      result: 'not-checked',
      seen: expect.stringContaining('was not compared'),
    });
  });

  test.each([
    ['that is not there', []],
    ['that is there twice', [id, id]],
  ])('%s is no known order', async (_what, ids) => {
    await using exchangeCheck = await TestExchangeCheck.start({ duplicates: 'execute' });
    for (const each of ids) await exchangeCheck.withdrawn(each);
    const checked = await look(exchangeCheck, { id: instructionId(id) });
    expect(checked.routes.withdrawal.knownOrderFound).toBe(false);
    expect(checked.results['withdrawal-records'].result).toBe('does-not-hold');
  });
});

describe('A20 on the route of withdrawals', () => {
  const withdrawPath = '/api/v1/account/withdraw';

  test('is tried by a withdrawal of nothing, and nothing leaves', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const checked = await exchangeCheck.run();
    expect(checked.routes.withdrawal.isExpiryEnforced).toBe(true);
    expect(checked.results.A20.seen).toContain('in time was answered with -1168');
    expect(exchangeCheck.running.exchange.records.withdrawals).toEqual([]);
    const sent = (await exchangeCheck.journal()).filter(({ event, address }) => event === 'sending' && address);
    expect(sent.map(({ quantity }) => quantity)).toEqual(['0', '0']);
  });

  test.each<[string, object[]]>([
    ['is answered with another code, so that the time was not looked at first', [{ kind: 'code', code: '-1168' }]],
    ['is refused for its time, and so is the one in time', [{ kind: 'code', code: '-1021', times: 2 }]],
    ['is refused, and the one in time is answered with 502', [{ kind: 'lag', ms: 1 }, { kind: 'error-not-executed' }]],
  ])('is not known where the late one %s', async (_what, faults) => {
    await using exchangeCheck = await TestExchangeCheck.start();
    for (const fault of faults) exchangeCheck.running.exchange.faults.plan({ path: withdrawPath, ...fault });
    const { results, routes } = await exchangeCheck.run();
    expect(results.A20.result).toBe('not-checked');
    expect(routes.withdrawal.isExpiryEnforced).toBe(false);
    expect(routes['asset-transfer'].isExpiryEnforced).toBe(true);
  });

  test('does not hold, and a person is told, where the late one is taken', () => {
    const answers = {
      late: { kind: 'accepted', code: 'order W1' },
      inTime: { kind: 'refused', code: '-1168' },
    } as const;
    expect(judgeWithdrawalExpiry(answers).result).toBe('does-not-hold');
    expect(expiryDoubts(answers)).toEqual(['the exchange took a withdrawal of 0']);
  });

  test('is not tried without an agreement', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const { routes, results } = await exchangeCheck.run({ consent: async () => 'declined' });
    expect(routes.withdrawal.isExpiryEnforced).toBe(false);
    expect(results.A20.result).toBe('not-checked');
  });
});

describe('keys', () => {
  test('a read key that is refused ends it, with nothing sent', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.running.exchange.keys.delete(exchangeCheck.running.keys.read.apiKey);
    const checked = await exchangeCheck.run();
    expect(resultsOf(checked)).toEqual({ clock: 'holds', A15: 'does-not-hold' });
    expect(checked.results.A15.seen).toContain('0102');
    expect(exchangeCheck.moves).toEqual([]);
  });

  test('a transfer key that is refused says nothing of accounts, and records are read all the same', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.running.exchange.keys.delete(exchangeCheck.running.keys.transfer.apiKey);
    const checked = await exchangeCheck.run();
    expect(resultsOf(checked)).toEqual({ clock: 'holds', A15: 'holds' });
    expect(checked.results.A21.seen).toContain('0102');
  });

  test('an account that cannot be read by its id is told, and the transfer goes from the other one', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    exchangeCheck.running.exchange.faults.plan({ kind: 'code', code: '0104', path: '/api/v1/account' });
    const checked = await exchangeCheck.run();
    expect(checked.results.A21).toMatchObject({ result: 'does-not-hold', seen: expect.stringContaining('trading') });
    expect(checked.results.transfer.result).toBe('holds');
    expect(exchangeCheck.moves).toEqual([back, out]);
  });

  test('accounts that show the same balances cannot be told apart', async () => {
    const same = { USDT: '100' };
    await using exchangeCheck = await TestExchangeCheck.start({ balances: { trading: same, custody: same } });
    expect((await exchangeCheck.run({ consent: async () => 'declined' })).results.A21.result).toBe('not-checked');
  });
});

describe('what is written down', () => {
  test('is written before it is sent: where it cannot be written, nothing moves', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const write = async ({ event }: { event: string }) => {
      if (event === 'sending') throw new Error('the disk is full');
    };
    const journal = { file: '', wasLeftOpen: false, write, close: async () => undefined };
    await expect(exchangeCheck.run({ openJournal: async () => journal })).rejects.toThrow('the disk is full');
    expect(exchangeCheck.moves).toEqual([]);
  });

  test('names every client order id, before its answer, and holds no secret', async () => {
    await using exchangeCheck = await TestExchangeCheck.start();
    const checked = await exchangeCheck.run();
    const journal = await exchangeCheck.journal();
    expect(journal.map(({ event }) => event)).toEqual([
      'begun',
      ...Array.from({ length: 6 }, () => ['sending', 'answered']).flat(),
      'ended',
    ]);
    expect(journal.find(({ event }) => event === 'sending')).toMatchObject({
      clientOrderId: expect.stringMatching(/^first-contact-\d{8}T\d{6}Z-out-1$/),
      quantity: '0.000001',
      recvWindow: 5_000,
    });
    const all = JSON.stringify([journal, checked, exchangeCheck.printed]);
    for (const secret of Object.values(exchangeCheck.running.keys)) {
      expect(all).not.toContain(secret.apiKey);
      if ('secretKey' in secret) expect(all).not.toContain(secret.secretKey);
    }
    expect(all).not.toContain('signature');
  });
});
