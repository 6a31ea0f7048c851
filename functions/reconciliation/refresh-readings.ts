import { type Amount, zero } from '../shared/core/amount.ts';
import type { AccountId } from '../shared/core/ids.ts';
import { fiatCoins } from '../shared/core/schemas.ts';
import { accounts } from '../shared/exchange/endpoints/accounts.ts';
import { exchangeInfo } from '../shared/exchange/endpoints/exchange-info.ts';
import { balanceOrUnreadable } from '../shared/exchange/find-balance.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import {
  currentReading,
  isDue,
  type PaymentKind,
  type SourceAccounts,
  type SourceBalances,
} from '../shared/ledger/readings/exchange-readings.ts';
import { isHeldForBalance } from './await-balance.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { lookAtAccount } from './look-at-account.ts';
import { orReport } from './or-report.ts';
import { termsIn } from './read-terms.ts';
import { sourceAccounts } from './source-accounts.ts';
import type { Turn } from './turns.ts';

/**
 * Reads what those who have no key are to know of the exchange, each part when its time has come. Where something waits
 * for a balance, the balances are read in every tick. What cannot be read keeps none of the others.
 */
export async function refreshReadings(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
  turn: Turn,
): Promise<void> {
  const policy = await dependencies.policies.get();
  if (Object.keys(policy.withdrawals).length === 0) return;
  const now = dependencies.clock.now();
  const readings = await dependencies.readings.get();
  const read = async <Value>(what: string, action: () => Promise<Value>): Promise<Value | undefined> =>
    turn.isOver() ? undefined : orReport(dependencies, `the ${what} of the exchange could not be read`, action);
  const known = currentReading('accounts', readings.accounts, now)?.value;
  const isBalanceDue = isDue(readings, 'balances', now) || open.some(isHeldForBalance);
  const readBalances = async (sources: SourceAccounts | undefined) => {
    if (sources !== undefined && isBalanceDue)
      await read('balances', () => refreshBalances(dependencies, policy, sources));
  };
  const readAccounts = () => read('accounts', () => refreshAccounts(dependencies, policy));
  // What people wait for comes first. Where the accounts are known, even an hour ago, an answer about them that takes
  // all the time of this turn must keep nothing else.
  await readBalances(known ?? (await readAccounts()));
  if (isDue(readings, 'terms', now)) await read('terms', () => refreshTerms(dependencies, policy));
  if (known !== undefined && isDue(readings, 'accounts', now)) await readAccounts();
}

async function refreshTerms(dependencies: ReconciliationDependencies, { withdrawals }: Policy): Promise<void> {
  const { readings, exchange, clock } = dependencies;
  const { records } = await exchange.read(exchangeInfo, undefined);
  await readings.note('terms', { readAt: clock.now(), value: termsIn(records, Object.keys(withdrawals)) });
}

async function refreshAccounts(dependencies: ReconciliationDependencies, policy: Policy): Promise<SourceAccounts> {
  const { readings, exchange, clock } = dependencies;
  const value = sourceAccounts(await exchange.read(accounts, undefined), policy.accounts);
  await readings.note('accounts', { readAt: clock.now(), value });
  return value;
}

/** The time of a reading is that before it: what arrives while it is read may not be in it. */
async function refreshBalances(
  dependencies: ReconciliationDependencies,
  policy: Policy,
  sources: SourceAccounts,
): Promise<void> {
  const readAt = dependencies.clock.now();
  const isFiat = (coin: string) => fiatCoins.some((each) => each === coin);
  const coins = Object.keys(policy.withdrawals);
  const ofKind = {
    withdrawal: coins.filter((coin) => !isFiat(coin)),
    'fiat-withdrawal': coins.filter(isFiat),
  };
  const freeOf = async (kind: PaymentKind): Promise<SourceBalances> => {
    const source = sources[kind];
    if (source === undefined || ofKind[kind].length === 0) return {};
    return { [kind]: await freeIn(dependencies, policy, source, ofKind[kind]) };
  };
  const value = { ...(await freeOf('withdrawal')), ...(await freeOf('fiat-withdrawal')) };
  await dependencies.readings.note('balances', { readAt, value });
}

async function freeIn(
  dependencies: ReconciliationDependencies,
  policy: Policy,
  accountId: AccountId,
  coins: readonly string[],
): Promise<Readonly<Record<string, Amount>>> {
  const list = await lookAtAccount(dependencies, policy, accountId);
  const free = coins.flatMap((coin) => {
    const balance = balanceOrUnreadable(list, coin);
    // An account that has none of a coin does not list it. A row that cannot be read is not known.
    return balance === 'unreadable' ? [] : [[coin, balance === 'none' ? zero : balance.free] as const];
  });
  return Object.fromEntries(free);
}
