import { type Authenticators, stricterLevel } from '../passkeys.ts';
import { type Policy, parsePolicy, type WantedNotices } from '../policy.ts';
import type { Sweep } from '../sweep.ts';
import { type Merged, ofBoth, ownValue } from './draft.ts';
import { accountsOf, tighterFunding } from './tighter-funding.ts';
import { tighterWithdrawals } from './tighter-limits.ts';
import { tighterSweeps } from './tighter-sweeps.ts';

/**
 * The policy that forbids all that either of both forbids: the proposed one where it is known to be tighter, and the
 * one in force everywhere else. A field that is not known to be tighter one way or the other stays as it is in force.
 */
export function tighter(inForce: Policy, proposed: Policy): Policy {
  const sweeps = tighterSweeps(inForce, proposed);
  const funding = tighterFunding(inForce, proposed);
  const accounts = [...sweeps.flatMap(({ from, to }) => [from, to]), ...accountsOf(funding)];
  const draft: Merged<Policy> = {
    sweeps,
    accounts: keepNeeded(inForce.accounts, proposed.accounts, new Set(accounts)),
    coins: tighterCoins(inForce, proposed, sweeps),
    withdrawals: tighterWithdrawals(inForce, proposed),
    absence: tighterAbsence(inForce.absence, proposed.absence),
    approvalExpiryMs: Math.min(inForce.approvalExpiryMs, proposed.approvalExpiryMs),
    sentLimitMs: tighterSentLimits(inForce.sentLimitMs, proposed.sentLimitMs),
    // People are asked sooner, as above.
    depositLimitMs: {
      crypto: Math.min(inForce.depositLimitMs.crypto, proposed.depositLimitMs.crypto),
      fiat: Math.min(inForce.depositLimitMs.fiat, proposed.depositLimitMs.fiat),
    },
    whitelistCoolOffMs: Math.max(inForce.whitelistCoolOffMs, proposed.whitelistCoolOffMs),
    looseningDelayMs: Math.max(inForce.looseningDelayMs, proposed.looseningDelayMs),
    identity: inForce.identity,
    roles: tighterRoles(inForce.roles, proposed.roles),
    passkeys: stricterLevel(inForce.passkeys, proposed.passkeys),
    authenticators: ofBoth(inForce.authenticators, proposed.authenticators, tighterAuthenticators),
    funding,
    // They forbid nothing. Where there are none, any are a second look more.
    officeHours: inForce.officeHours ?? proposed.officeHours,
    notifications: ofBoth(inForce.notifications, proposed.notifications, tighterNotifications),
  };
  // Read back as the functions will read it: a policy that they could not read would stop everything.
  return parsePolicy(JSON.parse(JSON.stringify(draft)));
}

/**
 * Names by themselves move nothing: sweeps and withdrawals do. So new names are taken at once, known ones keep what
 * they stand for, and one that is gone stays as long as a sweep needs it.
 */
function keepNeeded<Value>(
  inForce: Readonly<Record<string, Value>>,
  proposed: Readonly<Record<string, Value>>,
  needed: ReadonlySet<string>,
): Record<string, Value> {
  const stays = ([name]: [string, Value]) => Object.hasOwn(proposed, name) || needed.has(name);
  return { ...proposed, ...Object.fromEntries(Object.entries(inForce).filter(stays)) };
}

/** Fewer decimals are tighter: the authorization refuses what has more, and a sweep rounds down. */
function tighterCoins(inForce: Policy, proposed: Policy, sweeps: readonly Sweep[]) {
  const coins = keepNeeded(inForce.coins, proposed.coins, new Set(sweeps.map(({ coin }) => coin)));
  return Object.fromEntries(
    Object.entries(coins).map(([coin, { decimals }]) => [
      coin,
      { decimals: Math.min(decimals, ownValue(proposed.coins, coin)?.decimals ?? decimals) },
    ]),
  );
}

/** `ask` is tighter: a proof lets an order be sent again. */
function tighterAbsence(a: Policy['absence'], b: Policy['absence']): Merged<Policy['absence']> {
  const tighterOf = (kind: keyof Policy['absence']) => (a[kind] === 'ask' ? 'ask' : b[kind]);
  return {
    'asset-transfer': tighterOf('asset-transfer'),
    withdrawal: tighterOf('withdrawal'),
    'fiat-withdrawal': tighterOf('fiat-withdrawal'),
  };
}

/** Who asks people sooner is tighter: whatever hides in silence does so for longer. */
function tighterSentLimits(a: Policy['sentLimitMs'], b: Policy['sentLimitMs']): Merged<Policy['sentLimitMs']> {
  return {
    'asset-transfer': Math.min(a['asset-transfer'], b['asset-transfer']),
    withdrawal: Math.min(a.withdrawal, b.withdrawal),
    'fiat-withdrawal': Math.min(a['fiat-withdrawal'], b['fiat-withdrawal']),
  };
}

/**
 * Who may make money leave loses that at once. Operators stop everything and auditors watch: to take that from somebody
 * is what a thief would do first, and to give it to somebody is more than before, so neither is tighter.
 */
function tighterRoles(a: Policy['roles'], b: Policy['roles']): Merged<Policy['roles']> {
  const inBoth = (role: 'requester' | 'approver' | 'whitelister') => a[role].filter((group) => b[role].includes(group));
  return {
    requester: inBoth('requester'),
    approver: inBoth('approver'),
    whitelister: inBoth('whitelister'),
    operator: a.operator,
    auditor: a.auditor,
  };
}

/** Models that both take. */
function tighterAuthenticators(a: Authenticators, b: Authenticators): Merged<Authenticators> {
  const inBoth = (one: readonly string[], other: readonly string[]) => one.filter((model) => other.includes(model));
  return { aaguids: ofBoth(a.aaguids, b.aaguids, inBoth), synced: a.synced && b.synced };
}

type Notifications = NonNullable<Policy['notifications']>;

/** Everybody who is notified stays so: to silence people is what a thief would do first. */
function tighterNotifications(a: Notifications, b: Notifications): Merged<Notifications> {
  return { emails: union(a.emails, b.emails), people: ofBoth(a.people, b.people, tighterPeople) };
}

type People = NonNullable<Notifications['people']>;

function tighterPeople(a: People, b: People): People {
  const mailboxes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...mailboxes].flatMap((mailbox) => {
      const wanted = ofBoth(ownValue(a, mailbox), ownValue(b, mailbox), tighterWanted);
      return wanted === undefined ? [] : [[mailbox, wanted] as const];
    }),
  );
}

/** No groups stand for all of them. */
function tighterWanted(a: WantedNotices, b: WantedNotices): WantedNotices {
  const isForAll = a.groups.length === 0 || b.groups.length === 0;
  return { kinds: union(a.kinds, b.kinds), groups: isForAll ? [] : union(a.groups, b.groups) };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
