import fc from 'fast-check';
import { type Policy, parsePolicy } from '../../functions/shared/ledger/policy/policy.ts';
import { policyWith } from './instructions.ts';

/*
 * Policies at random, of few names and few amounts, so that two of them often speak of the same thing.
 */

const amounts = ['1', '5', '10', '100', '1000'];
const quantity = fc.constantFrom(...amounts);
const groups = fc.subarray(['treasury', 'finance', 'board', 'ops']);
const hourMs = 3_600_000;

const optional = <Value>(name: string, value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
  fc.option(value).map((some): Record<string, Value> => (some === null ? {} : { [name]: some }));

const both = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values) as object);

const window = (windowMs: number): fc.Arbitrary<object[]> =>
  both(optional('amount', quantity), optional('count', fc.integer({ min: 1, max: 5 }))).map((limit) =>
    Object.keys(limit).length === 0 ? [] : [{ windowMs, ...limit }],
  );

const rolling = fc.tuple(window(hourMs), window(24 * hourMs), window(168 * hourMs)).map((windows) => windows.flat());

const tier = (over: string) =>
  fc.tuple(fc.integer({ min: 1, max: 3 }), groups, fc.boolean()).map(([quorum, named, passkeys]) => ({
    over,
    quorum: Math.max(quorum, named.length),
    groups: named,
    ...(passkeys ? { passkeys } : {}),
  }));

const approvals = fc
  .tuple(tier('0'), fc.option(tier('5')), fc.option(tier('10')), fc.option(tier('100')))
  .map((tiers) => tiers.filter((each) => each !== null));

const limits = both(
  fc.record({ perInstruction: quantity, rolling, approvals }),
  optional('perDestination', both(optional('perInstruction', quantity), fc.record({ rolling }))),
);

const sweepAmount = fc
  .tuple(fc.constantFrom('above', 'topUpTo', 'fixed', 'percentage'), fc.constantFrom('1', '5', '10', '100'))
  .map(([form, value]) => ({ [form]: value }));

const sweep = (id: string) =>
  both(
    fc.record({
      coin: fc.constantFrom('USDT', 'BTC'),
      route: fc.constantFrom({ from: 'trading', to: 'custody' }, { from: 'custody', to: 'trading' }),
      amount: sweepAmount,
      enabled: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
      dryRun: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
    optional('schedule', fc.constantFrom('rate(1 hour)', 'cron(0 18 ? * MON *)')),
    optional('min', fc.constantFrom('1', '5')),
    optional('max', fc.constantFrom('5', '10', '100')),
    optional('startWithinMs', fc.constantFrom(60_000, hourMs, 2 * hourMs)),
  ).map((parts) => {
    const { route, ...rest } = parts as { route: object };
    return { id, ...rest, ...route };
  });

const sentLimit = fc.constantFrom(hourMs, 24 * hourMs);
const absence = fc.constantFrom('ask', 'prove');

const funding = fc.record({
  route: fc.constantFrom({ to: 'custody', from: ['trading'] }, { to: 'trading', from: ['custody'] }),
  maxPerTransfer: both(optional('USDT', quantity), optional('ETH', quantity)),
});

/** Models of authenticators, some of which policies take. */
export const arbitraryModels = ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'];

const authenticators = both(fc.record({ synced: fc.boolean() }), optional('aaguids', fc.subarray(arbitraryModels)));

/** Any policy. */
export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({
    accounts: fc.record({ trading: fc.constantFrom('1', '2'), custody: fc.constantFrom('3', '4') }),
    coins: both(
      fc.record({ USDT: fc.record({ decimals: fc.constantFrom(0, 2, 6) }), BTC: fc.constant({ decimals: 8 }) }),
      optional('ETH', fc.constant({ decimals: 6 })),
    ),
    sweeps: fc
      .tuple(fc.option(sweep('one')), fc.option(sweep('two')))
      .map((all) => all.filter((each) => each !== null)),
    withdrawals: both(optional('USDT', limits), optional('ETH', limits)),
    funding: fc.option(
      funding.map(({ route, maxPerTransfer }) => ({ ...route, maxPerTransfer })),
      { nil: undefined },
    ),
    absence: fc.record({ 'asset-transfer': absence, withdrawal: absence, 'fiat-withdrawal': absence }),
    approvalExpiryMs: fc.constantFrom(hourMs, 24 * hourMs),
    sentLimitMs: fc.record({ 'asset-transfer': sentLimit, withdrawal: sentLimit, 'fiat-withdrawal': sentLimit }),
    whitelistCoolOffMs: fc.constantFrom(hourMs, 24 * hourMs),
    passkeys: fc.constantFrom('off', 'approvals', 'all'),
    authenticators: fc.option(authenticators, { nil: undefined }),
    looseningDelayMs: fc.constantFrom(hourMs, 24 * hourMs),
    identity: fc.record({
      issuer: fc.constantFrom('https://login.example.com', 'https://id.example.com'),
      audience: fc.constant('treasury'),
      userClaim: fc.constant('email'),
      groupsClaim: fc.constant('groups'),
    }),
    roles: fc.record({
      requester: groups,
      approver: groups,
      whitelister: groups,
      operator: groups,
      auditor: groups,
    }),
  })
  .map(({ funding: allowed, authenticators: taken, ...parts }) =>
    parsePolicy({
      ...policyWith(),
      ...parts,
      ...(allowed === undefined ? {} : { funding: allowed }),
      ...(taken === undefined ? {} : { authenticators: taken }),
    }),
  );

/** Two policies of which the second is the first with some parts exchanged, as a change of the configuration is. */
export const arbitraryChange: fc.Arbitrary<readonly [Policy, Policy]> = fc
  .tuple(arbitraryPolicy, arbitraryPolicy, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }))
  .map(([a, b, isOther]) => {
    const names = Object.keys({ ...a, ...b }) as (keyof Policy)[];
    const exchanged = names.filter((_, index) => isOther[index] === true).map((name) => [name, b[name]]);
    // As JSON: what the other one lacks is left out.
    return [a, parsePolicy(JSON.parse(JSON.stringify({ ...a, ...Object.fromEntries(exchanged) })))];
  });

export const arbitraryQuantity = fc.constantFrom('0.5', '1', '5', '6', '10', '50', '100', '101', '1000', '0.001');
