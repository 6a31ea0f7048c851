import { openDepositStore } from '../../functions/deposits/deposit-store.ts';
import { openScanStore } from '../../functions/deposits/scan-store.ts';
import { watchDeposits } from '../../functions/deposits/watch-deposits.ts';
import { noon } from './clock.ts';
import type { FunctionFixture } from './function-fixture.ts';
import { acmeAddress, custodyAccount, policyWith, tradingAccount } from './instructions.ts';

export const depositOrdersPath = '/api/v1/account/depositOrders';
export const fiatAccount = '1649292498437183236';

const minute = 60_000;

/** The exchange's line of a deposit that came a minute after noon, credited. */
export function depositRow(changes: Record<string, unknown> = {}): object {
  return {
    time: String(noon + minute),
    depositOrderId: 'D123456789012345678',
    clientOrderId: '',
    coin: 'ETH_USDT',
    coinName: 'USDT',
    address: acmeAddress,
    quantity: '1250.50000000000000000001',
    status: 4,
    statusCode: '4',
    txId: '0x7c1f',
    ...changes,
  };
}

/** The line of a bank's payment that came a minute after noon, credited. */
export function fiatDepositRow(changes: Record<string, unknown> = {}): object {
  return {
    orderId: 'FD123456789012345678',
    type: 'deposit',
    asset: 'USD',
    grossAmount: '1010',
    netAmount: '1000',
    fee: '10',
    status: 'successful',
    createdTime: String(noon + minute),
    channel: 'auto',
    ...changes,
  };
}

export const usdtSweep = {
  id: 'usdt-on-arrival',
  coin: 'USDT',
  from: 'custody',
  to: 'trading',
  amount: { above: '0' },
  trigger: 'deposit',
};
export const usdSweep = { ...usdtSweep, id: 'usd-on-arrival', coin: 'USD', from: 'fiat' };

/** A policy by which both kinds of deposits set off a sweep. */
export function depositPolicy(changes: Record<string, unknown> = {}) {
  return policyWith({
    accounts: { trading: tradingAccount, custody: custodyAccount, fiat: fiatAccount },
    coins: { USDT: { decimals: 6 }, USD: { decimals: 2 } },
    sweeps: [usdtSweep, usdSweep],
    ...changes,
  });
}

/** One look of the function. */
export function lookAtDeposits({ ledger, parts }: FunctionFixture) {
  return watchDeposits({ ...parts, deposits: openDepositStore(ledger.table), scans: openScanStore(ledger.table) });
}

export const accountTypes = [
  { accountId: tradingAccount, accountLabel: '', accountType: '1' },
  { accountId: custodyAccount, accountLabel: '', accountType: '5' },
  { accountId: fiatAccount, accountLabel: '', accountType: '6' },
];
