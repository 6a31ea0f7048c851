import { amount } from '../../functions/shared/core/amount.ts';
import { accountId, instructionId } from '../../functions/shared/core/ids.ts';
import { fundingIdOf } from '../../functions/shared/ledger/funding/funding-id.ts';
import { addApproval, awaitApproval } from '../../functions/shared/ledger/instruction/approval-transitions.ts';
import type {
  Content,
  FiatContent,
  FundingContent,
  SweepContent,
  WithdrawalContent,
} from '../../functions/shared/ledger/instruction/content.ts';
import type { Instruction } from '../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction, markApproved } from '../../functions/shared/ledger/instruction/transitions.ts';
import { type Policy, parsePolicy } from '../../functions/shared/ledger/policy/policy.ts';
import { noon } from './clock.ts';

export const acmeAddress = '0x52908400098527886E0F7030069857D2E4169EE7';
export const companyBankAccount = '0128750123456';
export const tradingAccount = accountId('1649292498437183232');
export const custodyAccount = accountId('1649292498437183235');
export const stamp = { at: noon, by: 'test' };

export function withdrawal(id = 'inv-2026-0042', changes: Partial<WithdrawalContent> = {}): WithdrawalContent {
  return {
    kind: 'withdrawal',
    instructionId: instructionId(id),
    destination: 'acme-usdt-eth',
    address: acmeAddress,
    coin: 'USDT',
    chain: 'ETH',
    quantity: amount('1250.5'),
    requestedBy: 'alice@example.com',
    ...changes,
  };
}

/** To a bank account that the simulator has bound. */
export function payout(id = 'payroll-2026-11', changes: Partial<FiatContent> = {}): FiatContent {
  return {
    kind: 'fiat-withdrawal',
    instructionId: instructionId(id),
    destination: 'house-bank-usd',
    address: companyBankAccount,
    coin: 'USD',
    quantity: amount('1250.5'),
    requestedBy: 'alice@example.com',
    ...changes,
  };
}

export function transfer(id = 'usdt-to-custody-20261120T100000Z'): SweepContent {
  return {
    kind: 'asset-transfer',
    instructionId: instructionId(id),
    sweepId: 'usdt-to-custody',
    source: tradingAccount,
    destination: 'custody',
    address: custodyAccount,
    coin: 'USDT',
    quantity: amount('100'),
    requestedBy: 'sweep:usdt-to-custody',
  };
}

/** What a withdrawal of 1,250.5 USDT lacks where 1,000 are there, and the fee is 1. */
export function funding(withdrawalId = 'inv-2026-0042', changes: Partial<FundingContent> = {}): FundingContent {
  return {
    kind: 'asset-transfer',
    instructionId: fundingIdOf(instructionId(withdrawalId)),
    funds: instructionId(withdrawalId),
    source: tradingAccount,
    destination: 'custody',
    address: custodyAccount,
    coin: 'USDT',
    quantity: amount('251.5'),
    requestedBy: `withdrawal:${withdrawalId}`,
    ...changes,
  };
}

/** Trading may fund what leaves from custody. */
export const fundingPolicy = { to: 'custody', from: ['trading'], maxPerTransfer: { USDT: '2000' } };

/** Approved as its kind is: a sweep at once, what leaves the company by one person of finance. */
export function approved(content: Content = withdrawal()): Instruction {
  const requested = createInstruction(content, stamp);
  if (content.kind === 'asset-transfer') return markApproved(requested, stamp);
  return addApproval(
    awaitApproval(requested, stamp),
    { groups: ['finance'], isEnough: true },
    { at: noon, by: 'frank@example.com' },
  );
}

const policyJson = {
  accounts: { trading: tradingAccount, custody: custodyAccount },
  coins: { USDT: { decimals: 6 }, BTC: { decimals: 8 } },
  sweeps: [{ id: 'usdt-to-custody', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '10000' } }],
  withdrawals: { USDT: { perInstruction: '50000' } },
  absence: { 'asset-transfer': 'ask', withdrawal: 'ask' },
  sentLimitMs: {},
  approvalExpiryMs: 86_400_000,
  identity: { issuer: 'https://login.example.com', audience: 'treasury', userClaim: 'email', groupsClaim: 'groups' },
  roles: {
    requester: ['ops'],
    approver: ['treasury', 'finance'],
    whitelister: ['treasury'],
    operator: ['oncall'],
    auditor: ['audit'],
  },
};

/** A whole policy, with some parts exchanged. */
export function policyWith(
  changes: Partial<
    Record<
      | keyof typeof policyJson
      | 'notifications'
      | 'officeHours'
      | 'funding'
      | 'passkeys'
      | 'authenticators'
      | 'looseningDelayMs',
      unknown
    >
  > = {},
): Policy {
  return parsePolicy({ ...policyJson, ...changes });
}
