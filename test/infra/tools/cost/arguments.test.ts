import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { readArguments } from '../../../../infra/tools/cost/arguments.ts';

const flawsOf = (...args: string[]) => {
  try {
    readArguments(args);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.flaws;
    throw error;
  }
  return [];
};

describe('the command line of the cost model', () => {
  test('asks for three sizes of a company where nothing is said', () => {
    const { workloads, region, json } = readArguments([]);
    expect(workloads.map(({ withdrawalsPerDay, sweepsPerDay }) => [withdrawalsPerDay, sweepsPerDay])).toEqual([
      [7, 3],
      [700, 300],
      [70_000, 30_000],
    ]);
    expect({ region, json }).toEqual({ region: 'ap-east-1', json: false });
  });

  test('takes a workload of a day', () => {
    const args = ['--withdrawals', '1000', '--sweeps', '500', '--approvals', '3', '--egress'];
    expect(readArguments(args).workloads).toEqual([
      {
        withdrawalsPerDay: 1_000,
        sweepsPerDay: 500,
        depositAddressesPerDay: 1_000,
        approvals: 3,
        hasStaticEgress: true,
      },
    ]);
  });

  test('takes a static address for the three sizes too', () => {
    expect(readArguments(['--egress']).workloads.map(({ hasStaticEgress }) => hasStaticEgress)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each([
    [['--withdrawals', '-1'], '--withdrawals'],
    [['--withdrawals', '1e3'], '--withdrawals'],
    [['--sweeps', '1.5'], '--sweeps'],
    [['--sweeps', '10000001'], '--sweeps'],
    [['--deposit-addresses', ''], '--deposit-addresses'],
    [['--approvals', '0'], '--approvals'],
    [['--region', 'eu-west-1'], '--region'],
  ])('refuses %j, and names %s', (args, field) => {
    expect(flawsOf(...args.map((arg) => (arg === '-1' ? '=-1' : arg)))).toEqual([
      { field, reason: expect.any(String), expected: expect.any(String) },
    ]);
  });
});
