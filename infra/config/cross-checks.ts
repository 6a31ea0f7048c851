import { type Amount, compare, decimalsOf } from '../../functions/shared/core/amount.ts';
import type { Millis } from '../../functions/shared/core/clock.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { fiatCoins } from '../../functions/shared/core/schemas.ts';
import { environments } from '../../functions/shared/exchange/environments/registry.ts';
import { checkAbsence } from './absence.ts';
import { checkApprovals } from './approvals.ts';
import { checkConsole } from './console.ts';
import { checkDelays } from './delays.ts';
import { checkExports } from './exports.ts';
import { amountsIn, checkLimits } from './limits.ts';
import { checkNotifications } from './notifications.ts';
import { checkPasskeys } from './passkey-checks.ts';
import { checkLimitsRequired } from './require-limits.ts';
import type { CheckedTreasury } from './schema.ts';
import { checkTrigger } from './sweep-trigger.ts';
import { checkWhitelist } from './whitelist-checks.ts';

/** What no single field can tell: names that must exist, amounts that must fit, addresses that must be right. */
export function crossCheck(treasury: CheckedTreasury, now: Millis): Flaw[] {
  return [
    ...checkEnvironment(treasury),
    ...checkAccountIds(treasury),
    ...checkAbsence(treasury),
    ...checkDelays(treasury),
    ...checkExports(treasury.environment, treasury.exports),
    ...checkConsole(treasury.environment, treasury.console),
    ...treasury.sweeps.flatMap((_, index) => checkSweep(treasury, index)),
    ...treasury.sweeps.flatMap((sweep, index) => checkTrigger(sweep, `sweeps.${index}`, now)),
    ...duplicates(treasury.sweeps, 'sweeps'),
    ...checkFunding(treasury),
    ...treasury.whitelist.flatMap(({ coin }, index) => checkCoin(treasury, coin, `whitelist.${index}.coin`)),
    ...checkWhitelist(treasury.whitelist),
    ...duplicates(treasury.whitelist, 'whitelist'),
    ...Object.entries(treasury.withdrawals).flatMap(([coin, limits]) => [
      ...amountsIn(limits).flatMap(([field, value]) =>
        checkAmount(treasury, coin, `withdrawals.${coin}.${field}`, value),
      ),
      ...limits.approvals.flatMap(({ over }, index) =>
        checkAmount(treasury, coin, `withdrawals.${coin}.approvals.${index}.over`, over),
      ),
      ...checkLimits(limits, `withdrawals.${coin}`),
    ]),
    ...checkApprovals(treasury),
    ...checkPasskeys(treasury),
    ...checkNotifications(treasury.notifications, treasury.roles),
    ...checkLimitsRequired(treasury),
    ...checkCents(treasury),
    ...Object.keys(treasury.withdrawals).flatMap((coin) => checkCoin(treasury, coin, `withdrawals.${coin}`)),
  ];
}

/** A bank pays cents: people would approve what the exchange then refuses (-1168). */
function checkCents({ coins }: CheckedTreasury): Flaw[] {
  return fiatCoins.flatMap((coin) => {
    const decimals = Object.hasOwn(coins, coin) ? coins[coin]?.decimals : undefined;
    const field = `coins.${coin}.decimals`;
    return decimals === undefined || decimals <= 2 ? [] : [{ field, reason: 'are finer than cents', expected: '2' }];
  });
}

function checkEnvironment({ environment }: CheckedTreasury): Flaw[] {
  const known = environments.find(({ id }) => id === environment);
  const usable = environments.filter(({ treasury }) => treasury.available).map(({ id }) => id);
  const expected = `one of ${usable.join(', ')}`;
  if (known === undefined) return [{ field: 'environment', reason: 'unknown environment', expected }];
  if (known.treasury.available) return [];
  return [{ field: 'environment', reason: known.treasury.reason, expected }];
}

/** Two names of one account would be two to the rules that keep its sweeps apart. */
function checkAccountIds({ environment, accounts }: CheckedTreasury): Flaw[] {
  const names = Object.entries(accounts);
  const repeated = names.flatMap(([name, id], index) => {
    const first = names.findIndex(([, other]) => other === id);
    const expected = `another account than ${names[first]?.[0]}, or no second name`;
    return first === index ? [] : [{ field: `accounts.${name}`, reason: 'is there twice', expected }];
  });
  return environment === 'local' ? repeated : [...repeated, ...checkIdLengths(names)];
}

/** As the exchange has them (exchange-api.md 3). One that is cut off would be found out by the first refusal. */
function checkIdLengths(accounts: readonly (readonly [string, string])[]): Flaw[] {
  return accounts.flatMap(([name, id]) => {
    if (id.length === 18 || id.length === 19) return [];
    const reason = `has ${id.length} digits`;
    return [{ field: `accounts.${name}`, reason, expected: 'an account id of HashKey, which has 18 or 19 digits' }];
  });
}

function checkSweep(treasury: CheckedTreasury, index: number): Flaw[] {
  const sweep = treasury.sweeps[index];
  if (sweep === undefined) return [];
  const path = `sweeps.${index}`;
  const flaws = [
    ...checkCoin(treasury, sweep.coin, `${path}.coin`),
    ...checkAccount(treasury, sweep.from, `${path}.from`),
    ...checkAccount(treasury, sweep.to, `${path}.to`),
    ...amountsOf(sweep).flatMap(([field, value]) => checkAmount(treasury, sweep.coin, `${path}.${field}`, value)),
  ];
  if (treasury.accounts[sweep.from] === treasury.accounts[sweep.to] && sweep.from in treasury.accounts) {
    flaws.push({
      field: `${path}.to`,
      reason: 'is the account it comes from',
      expected: 'another account than `from`',
    });
  }
  if (sweep.min !== undefined && sweep.max !== undefined && compare(sweep.min, sweep.max) > 0) {
    flaws.push({
      field: `${path}.min`,
      reason: 'is over `max`, so nothing could ever move',
      expected: 'at most `max`',
    });
  }
  return flaws;
}

function checkFunding(treasury: CheckedTreasury): Flaw[] {
  const { funding, withdrawals } = treasury;
  if (funding === undefined) return [];
  const { to, from, maxPerTransfer } = funding;
  return [
    ...checkAccount(treasury, to, 'funding.to'),
    ...from.flatMap((name, index) => [
      ...checkAccount(treasury, name, `funding.from.${index}`),
      ...(name === to
        ? [
            {
              field: `funding.from.${index}`,
              reason: 'is the account it goes to',
              expected: 'another account than `to`',
            },
          ]
        : []),
    ]),
    ...Object.entries(maxPerTransfer).flatMap(([coin, most]) => {
      const field = `funding.maxPerTransfer.${coin}`;
      return [
        ...checkCoin(treasury, coin, field),
        ...checkAmount(treasury, coin, field, most),
        ...checkFundedCoin(coin, withdrawals, field),
      ];
    }),
  ];
}

/** Payments to banks are not funded, and what may not leave needs nothing. */
function checkFundedCoin(coin: string, withdrawals: CheckedTreasury['withdrawals'], field: string): Flaw[] {
  const isFiat = fiatCoins.some((each) => each === coin);
  const expected = 'a coin whose withdrawals are configured';
  if (isFiat) return [{ field, reason: 'is paid to banks, and payments to banks are not funded', expected }];
  return Object.hasOwn(withdrawals, coin) ? [] : [{ field, reason: 'may not leave', expected }];
}

function amountsOf(sweep: CheckedTreasury['sweeps'][number]): [string, Amount][] {
  const amounts: [string, Amount | undefined][] = [
    ['amount.above', 'above' in sweep.amount ? sweep.amount.above : undefined],
    ['amount.topUpTo', 'topUpTo' in sweep.amount ? sweep.amount.topUpTo : undefined],
    ['amount.fixed', 'fixed' in sweep.amount ? sweep.amount.fixed : undefined],
    ['min', sweep.min],
    ['max', sweep.max],
  ];
  return amounts.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]]));
}

function checkCoin(treasury: CheckedTreasury, coin: string, field: string): Flaw[] {
  if (Object.hasOwn(treasury.coins, coin)) return [];
  return [{ field, reason: `${coin} is not in coins`, expected: listNames(treasury.coins) }];
}

function checkAccount(treasury: CheckedTreasury, name: string, field: string): Flaw[] {
  if (Object.hasOwn(treasury.accounts, name)) return [];
  return [{ field, reason: `${name} is not in accounts`, expected: listNames(treasury.accounts) }];
}

function listNames(named: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(named);
  return names.length === 0 ? 'one that is there; there is none yet' : `one of ${names.join(', ')}`;
}

function checkAmount(treasury: CheckedTreasury, coin: string, field: string, value: Amount): Flaw[] {
  const decimals = treasury.coins[coin]?.decimals;
  if (decimals === undefined || decimalsOf(value) <= decimals) return [];
  return [{ field, reason: 'has more decimals than the coin', expected: `at most ${decimals} decimals for ${coin}` }];
}

function duplicates(entries: readonly { readonly id: string }[], path: string): Flaw[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    const isSeen = seen.has(id);
    seen.add(id);
    return isSeen
      ? [{ field: `${path}.${index}.id`, reason: `${id} is there twice`, expected: 'an id of its own' }]
      : [];
  });
}
