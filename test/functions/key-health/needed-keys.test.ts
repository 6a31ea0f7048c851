import { expect, test } from '@jest/globals';
import { requiredKeys } from '../../../functions/key-health/required-keys.ts';
import { policyWith } from '../../support/instructions.ts';

const sweep = { id: 's', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '1' } };
const limits = { perInstruction: '1' };

test.each<[string, Record<string, unknown>, string[]]>([
  ['nothing', { sweeps: [], withdrawals: {} }, ['read']],
  ['sweeps', { sweeps: [sweep], withdrawals: {} }, ['read', 'transfer']],
  ['a sweep that only records', { sweeps: [{ ...sweep, dryRun: true }], withdrawals: {} }, ['read', 'transfer']],
  ['a sweep that is switched off', { sweeps: [{ ...sweep, enabled: false }], withdrawals: {} }, ['read']],
  ['withdrawals on a chain', { sweeps: [], withdrawals: { USDT: limits } }, ['read', 'withdrawal', 'whitelist']],
  ['payments to a bank', { sweeps: [], withdrawals: { HKD: limits } }, ['read', 'fiat']],
  ['both', { sweeps: [], withdrawals: { USDT: limits, USD: limits } }, ['read', 'withdrawal', 'whitelist', 'fiat']],
])('a policy with %s', (_what, changes, keys) => {
  expect(requiredKeys(policyWith(changes))).toEqual(keys);
});
