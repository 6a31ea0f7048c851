import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import { type StatementFixture, startStatements } from './statement-fixture.ts';

let at: StatementFixture;

beforeEach(async () => {
  at = await startStatements();
});
afterEach(() => at.close());

describe('statements', () => {
  test('begin with what the exchange has still, and each day follows from the one before', async () => {
    await at.run();
    at.exchange.exchange.receive({ coin: 'USDT', chain: 'ETH', quantity: '12.5' });
    at.endDay();
    const { results } = await at.run();
    expect(at.reports).toEqual([]);
    expect(results.find(({ account }) => account === 'custody')).toEqual({ account: 'custody', date: '2026-11-20' });
    expect(await at.store.readStatement('custody', '2026-11-20')).toMatchObject({
      state: 'complete',
      rowCount: 1,
      coins: expect.arrayContaining([expect.objectContaining({ coin: 'USDT', movements: '12.5', difference: '0' })]),
      remarks: [],
    });
    const { rows } = await at.store.readRows('custody', '2026-11-20');
    expect(rows).toMatchObject([{ type: 'deposit', coin: 'USDT', amount: '12.5' }]);
    const text = await at.objects.get('statements/custody/2026-11-20.jsonl');
    expect(parseStatement(text ?? '')).toMatchObject({ kind: 'complete', account: 'custody', rows });
  });
});
