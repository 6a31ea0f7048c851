import { accountId } from '../../../functions/shared/core/ids.ts';
import type { PolicyOptions } from '../plan/plan.ts';

/** 2026-11-20T10:00:00Z, a Friday. */
export const startTime = Date.UTC(2026, 10, 20, 10);

export const accounts = {
  trading: { name: 'trading', id: accountId('1649292498437183232') },
  custody: { name: 'custody', id: accountId('1649292498437183235') },
} as const;

/** Destinations. The simulator has the first two addresses in its own whitelist. */
export const destinations = {
  acme: { coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  tron: { coin: 'USDT', chain: 'Tron', address: 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf' },
  /** One that comes into the whitelist during a run. */
  newco: { coin: 'USDT', chain: 'ETH', address: '0xde709f2102306220921060314715629080e2fb77' },
  /** The address of the first one, written in another way, once that one is revoked. */
  again: { coin: 'USDT', chain: 'ETH', address: '0x52908400098527886e0f7030069857d2e4169ee7' },
} as const;

export type DestinationId = keyof typeof destinations;
/** Those that may be in the whitelist from the start. */
export type InitialId = Exclude<DestinationId, 'again'>;

/** Where fiat leaves to. The simulator has this account bound. */
export const bankDestinations = { house: { coin: 'USD', bankAccount: '0128750123456' } } as const;

/** The address of somebody else. The exchange does not know it. */
export const otherAddress = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';

export const sweeps = [
  { id: 'above', from: 'trading', to: 'custody', amount: { above: '1000' }, min: '10', max: '4000' },
  { id: 'top-up', from: 'trading', to: 'custody', amount: { topUpTo: '9000' } },
  { id: 'share', from: 'trading', to: 'custody', amount: { percentage: '40' } },
] as const;

/** It runs for each deposit, where it is switched on. */
export const depositSweep = {
  id: 'on-arrival',
  coin: 'USDT',
  from: 'custody',
  to: 'trading',
  amount: { above: '1000' },
  trigger: 'deposit',
} as const;

/** So long may the exchange have an instruction before people are asked. */
export const sentLimitMs = 3_600_000;

const manyCoins = ['USDT', 'USDC', 'BTC', 'ETH'] as const;

/** Accounts beside the usual ones, and a sweep of each coin from each of them. */
export function manySweepsOf({ manySweeps = 0 }: PolicyOptions) {
  return Array.from({ length: manySweeps }, (_, index) => {
    const number = Math.floor(index / manyCoins.length);
    const coin = manyCoins[index % manyCoins.length] ?? 'USDT';
    return { id: `many-${index}`, coin, from: `many-${number}`, account: manyAccountId(number) };
  });
}

/** Of one of the usual accounts, or of the first beside them. */
export function accountIdOf(name: 'trading' | 'many-0'): string {
  return name === 'trading' ? accounts.trading.id : manyAccountId(0);
}

function manyAccountId(number: number): string {
  return String(10_000_000 + number);
}

/** The policy as the table holds it. */
export function policyJson(options: PolicyOptions) {
  const many = manySweepsOf(options);
  const usual = sweeps.map((sweep) => ({
    ...sweep,
    coin: 'USDT',
    dryRun: false,
    ...options.sweepChanges?.[sweep.id],
    enabled: options.enabledSweeps.includes(sweep.id),
  }));
  const others = many.map(({ id, coin, from }) => ({
    id,
    coin,
    from,
    to: 'custody',
    amount: { fixed: '1' },
    dryRun: false,
    enabled: true,
  }));
  return {
    accounts: {
      trading: accounts.trading.id,
      custody: accounts.custody.id,
      ...Object.fromEntries(many.map(({ from, account }) => [from, account])),
    },
    coins: { ...Object.fromEntries(manyCoins.map((coin) => [coin, { decimals: 6 }])), USD: { decimals: 2 } },
    sweeps: [...usual, ...others, ...(options.enabledSweeps.includes(depositSweep.id) ? [depositSweep] : [])],
    withdrawals: { USDT: limitsIn(options), USD: limitsIn(options) },
    ...(options.funding === undefined
      ? {}
      : { funding: { to: 'custody', from: ['trading'], maxPerTransfer: { USDT: options.funding.most } } }),
    absence: options.absence,
    // The shortest that there is: a run has hours, and not days.
    sentLimitMs: { 'asset-transfer': sentLimitMs, withdrawal: sentLimitMs, 'fiat-withdrawal': sentLimitMs },
    whitelistCoolOffMs: options.coolOffMs,
    looseningDelayMs: options.looseningDelayMs,
    ...(options.passkeys === undefined ? {} : { passkeys: options.passkeys }),
    approvalExpiryMs: options.approvalExpiryMs,
    identity: {
      issuer: 'https://login.example.com',
      audience: 'treasury',
      userClaim: options.userClaim ?? 'email',
      groupsClaim: 'groups',
    },
    roles: {
      requester: ['ops'],
      approver: options.approvers,
      whitelister: ['treasury', 'finance'],
      operator: ['oncall'],
      auditor: ['audit'],
    },
  };
}

function limitsIn({ perInstruction, rolling, perDestination, approvals }: PolicyOptions) {
  return { perInstruction, rolling, ...(perDestination === undefined ? {} : { perDestination }), approvals };
}
