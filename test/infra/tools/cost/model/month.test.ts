import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CostInputs, estimateOf } from '../../../../../infra/tools/cost/cost-estimate.ts';
import { readQuotas } from '../../../../../infra/tools/cost/limits/quotas.ts';
import { totalOf } from '../../../../../infra/tools/cost/model/bill.ts';
import { monthOf } from '../../../../../infra/tools/cost/model/month.ts';
import { readPriceList } from '../../../../../infra/tools/cost/prices/price-list.ts';
import { readUsageData } from '../../../../../infra/tools/cost/usage/usage-data.ts';
import type { Workload } from '../../../../../infra/tools/cost/workload.ts';
import { emptyOperation, idleWorkload, oneDollar, sampleUsage } from '../support/sample-usage.ts';

/** USD of one thing in a month where each costs a dollar: so many of them. */
function used(
  workload: Partial<Workload>,
  counts: ReturnType<typeof sampleUsage>,
  meter: string,
  cause?: string,
): string {
  const lines = monthOf({ ...idleWorkload, ...workload }, counts, oneDollar());
  return totalOf(lines.filter((line) => line.meter === meter && (cause ?? line.cause) === line.cause)).toFixed(2);
}

describe('what an idle stage costs', () => {
  test('is its keys, secrets, alarms and dashboards, and the series of its metrics', () => {
    const stage = sampleUsage({}, { keys: 3, secrets: 5, alarms: 20, dashboards: 2 });
    expect(used({}, stage, 'key-month')).toBe('3.00');
    expect(used({}, stage, 'secret-month')).toBe('5.00');
    expect(used({}, stage, 'alarm-month')).toBe('20.00');
    expect(used({}, stage, 'dashboard-month')).toBe('2.00');
    expect(used({}, { ...stage, metricSeries: 13 }, 'metric-month')).toBe('13.00');
  });

  test('is its ticks: one a minute, 43,800 a month', () => {
    expect(used({}, sampleUsage({ 'idle-tick': { ...emptyOperation, reads: 7 } }), 'table-read')).toBe('306600.00');
  });

  test('is the polls of its queues: five at a time, of twenty seconds', () => {
    expect(used({}, sampleUsage({}, { queuesWithReaders: 2 }), 'fifo-request')).toBe('1314000.00');
  });
});

describe('what instructions cost', () => {
  const month = 730 / 24;

  test('is what one was counted with, so many times', () => {
    const counts = sampleUsage({ 'withdrawal-over-http': { ...emptyOperation, httpRequests: 12 } });
    expect(used({ withdrawalsPerDay: 24 }, counts, 'http-request', 'withdrawals')).toBe('8760.00');
  });

  test('is more with each person more who approves', () => {
    const counts = sampleUsage({
      approval: { ...emptyOperation, httpRequests: 2 },
      'withdrawal-over-http': { ...emptyOperation, httpRequests: 5 },
    });
    const requests = (approvals: number) =>
      used({ withdrawalsPerDay: 24, approvals }, counts, 'http-request', 'withdrawals');
    expect(requests(3)).toBe((7 * 24 * month).toFixed(2));
    expect(requests(1)).toBe((3 * 24 * month).toFixed(2));
  });

  test('is, of Lambda, the time that was counted, made slower, and the wait for the exchange', () => {
    const operation = {
      ...emptyOperation,
      milliseconds: { 'deposit-address': 200 },
      exchange: { 'whitelist query': 1 },
    };
    // 200 ms three times slower and 300 ms for the exchange, with a GB of memory.
    expect(
      used(
        { depositAddressesPerDay: 24 },
        sampleUsage({ 'deposit-address': operation }),
        'lambda-gb-second',
        'deposit addresses',
      ),
    ).toBe((0.9 * 24 * month).toFixed(2));
  });

  test('is more than proportional for withdrawals: the books of limits grow with what is at the exchange at once', async () => {
    const counts = await readUsageData();
    const each = (perDay: number): number =>
      Number(used({ withdrawalsPerDay: perDay }, counts, 'table-write', 'withdrawals')) / perDay;
    expect(each(70_000)).toBeGreaterThan(2 * each(7));
  });

  test('is bounded, of keys and starts, by how many windows a month has', () => {
    const counts = sampleUsage(
      { 'deposit-address': { ...emptyOperation, invocations: { 'deposit-address': 1 } } },
      { signers: ['deposit-address'] },
    );
    expect(used({ depositAddressesPerDay: 24 }, counts, 'secret-request')).toBe((24 * month).toFixed(2));
    expect(used({ depositAddressesPerDay: 1_000_000 }, counts, 'secret-request')).toBe('8760.00');
  });
});

describe('traces', () => {
  const traced = sampleUsage(
    { 'deposit-address': { ...emptyOperation, invocations: { 'deposit-address': 1 } } },
    { tracedFunctions: 1 },
  );

  test('are kept of every invocation, as long as there is less than one a second', () => {
    expect(used({ depositAddressesPerDay: 24_000 }, traced, 'trace')).toBe('730000.00');
  });

  test('are kept of one a second and of a twentieth of the rest', () => {
    // 7,300,000 invocations, and a month has 2,628,000 seconds.
    expect(used({ depositAddressesPerDay: 240_000 }, traced, 'trace')).toBe('2861600.00');
  });
});

describe('a static address', () => {
  test('costs its gateways and addresses by the hour, and what passes by', () => {
    const counts = sampleUsage({ 'deposit-address': { ...emptyOperation, exchange: { 'whitelist query': 1 } } });
    const workload = { hasStaticEgress: true, depositAddressesPerDay: 24_000 };
    expect(used(workload, counts, 'nat-hour')).toBe('1460.00');
    expect(used(workload, counts, 'address-hour')).toBe('1460.00');
    // 730,000 requests of 6 kB.
    expect(used(workload, counts, 'nat-gb')).toBe('4.38');
    expect(used({ ...workload, hasStaticEgress: false }, counts, 'nat-gb')).toBe('0.00');
  });
});

describe('the figures', () => {
  const grounds = async (): Promise<CostInputs> => ({
    usageData: await readUsageData(),
    prices: await readPriceList('ap-east-1'),
    quotas: await readQuotas(),
  });

  test('divide the total by cause and by service without a rest', async () => {
    const { total, byCause, byService } = estimateOf(
      { ...idleWorkload, withdrawalsPerDay: 700, sweepsPerDay: 300 },
      await grounds(),
    );
    for (const parts of [byCause, byService]) {
      expect([...parts.values()].reduce((sum, part) => sum.plus(part)).toFixed(10)).toBe(total.toFixed(10));
    }
  });

  test('never fall when more is done', async () => {
    const given = await grounds();
    const perDay = fc.integer({ min: 0, max: 100_000 });
    const total = (workload: Workload) => estimateOf(workload, given).total;
    fc.assert(
      fc.property(perDay, perDay, perDay, (withdrawalsPerDay, sweepsPerDay, more) => {
        const less = { ...idleWorkload, withdrawalsPerDay, sweepsPerDay };
        const larger = { ...less, withdrawalsPerDay: withdrawalsPerDay + more, sweepsPerDay: sweepsPerDay + more };
        expect(total(larger).gte(total(less))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
