import { describe, expect, test } from '@jest/globals';
import type { TrackedDeposit } from '../../../functions/deposits/deposit.ts';
import { dueRuns, sourceOf, type WaitingRun, waitMaxMs } from '../../../functions/deposits/due-runs.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { noon } from '../../support/clock.ts';
import { depositPolicy } from '../../support/deposits.ts';
import { custodyAccount, tradingAccount } from '../../support/instructions.ts';

const [sweep] = depositPolicy().sweeps;

function run(orderId: string, creditedAt: number, source = custodyAccount): WaitingRun {
  if (sweep === undefined) throw new TypeError('the policy has sweeps');
  const deposit: TrackedDeposit = {
    kind: 'crypto',
    orderId,
    time: noon,
    coin: 'USDT',
    exchangeCoin: 'USDT',
    quantity: amount('1'),
    status: '4',
    firstSeen: noon,
    creditedAt,
    told: [],
  };
  return { deposit, creditedAt, sweep, source };
}

const idsOf = (runs: readonly WaitingRun[]) => runs.map(({ deposit }) => deposit.orderId);

describe('the runs that are due', () => {
  test('are the oldest of each account and coin', () => {
    const waiting = [run('b', noon + 1), run('a', noon), run('c', noon + 2, tradingAccount)];
    expect(idsOf(dueRuns(waiting, new Set(), noon + 10))).toEqual(['a', 'c']);
  });

  test('are none of an account that a transfer is at work on, but those that waited for too long', () => {
    const waiting = [run('a', noon), run('b', noon), run('c', noon + 1)];
    const busy = new Set([waiting[0] === undefined ? '' : sourceOf(waiting[0])]);
    expect(idsOf(dueRuns(waiting, busy, noon + waitMaxMs - 1))).toEqual([]);
    expect(idsOf(dueRuns(waiting, busy, noon + waitMaxMs))).toEqual(['a', 'b']);
  });
});
