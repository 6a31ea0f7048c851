import { describe, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { manualClock } from '../../support/clock.ts';
import { configWith, sweepWith } from '../../support/config.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { expectWords, failure } from '../../support/refusals.ts';

const limits = (changes: Record<string, unknown>) => ({
  withdrawals: { USDT: { perInstruction: '50000', ...changes } },
});
const fundingWith = (changes: object) => ({
  ...limits({}),
  funding: { to: 'custody', from: ['trading'], maxPerTransfer: { USDT: '1000' }, ...changes },
});
const tiers = (approvals: unknown) => limits({ approvals });
const issuer = (text: string) => ({ identity: { issuer: text, audience: 'treasury' } });

describe('a configuration with', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'an environment that is none',
      { environment: 'mars' },
      'environment: unknown environment; expected one of hashkey-production, hashkey-sandbox, local',
    ],
    [
      'an environment where no money moves',
      { environment: 'hashkey-pro-production' },
      'environment: the HashKey PRO API has no transfer, withdrawal or deposit address; only its keys can',
    ],
    [
      'an account id that is a number',
      { accounts: { trading: 1649292498 } },
      'accounts.trading: is a number, not text; expected an account id as text of 1 to 20 digits',
    ],
    [
      'a coin without decimals',
      { coins: { USDT: {} } },
      'coins.USDT.decimals: is missing; expected a whole number from 0 to 18',
    ],
    [
      'funding into an account that is none',
      fundingWith({ to: 'main' }),
      'funding.to: main is not in accounts; expected one of trading, custody',
    ],
    [
      'funding from where it goes',
      fundingWith({ from: ['custody'] }),
      'funding.from.0: is the account it goes to; expected another account than `to`',
    ],
    [
      'funding of a coin that may not leave',
      { ...fundingWith({}), withdrawals: {} },
      'funding.maxPerTransfer.USDT: may not leave; expected a coin whose withdrawals are configured',
    ],
    [
      'funding of what is paid to banks',
      { ...fundingWith({ maxPerTransfer: { USD: '5' } }), coins: { USDT: { decimals: 6 }, USD: { decimals: 2 } } },
      'funding.maxPerTransfer.USD: is paid to banks, and payments to banks are not funded; expected a coin whose',
    ],
    [
      'funding with too many decimals',
      fundingWith({ maxPerTransfer: { USDT: '0.0000001' } }),
      'funding.maxPerTransfer.USDT: has more decimals than the coin; expected at most 6 decimals for USDT',
    ],
    [
      'a sweep from an account that is none',
      sweepWith({ from: 'main' }),
      'sweeps.0.from: main is not in accounts; expected one of trading, custody',
    ],
    [
      'a sweep to where it comes from',
      sweepWith({ to: 'trading' }),
      'sweeps.0.to: is the account it comes from; expected another account than `from`',
    ],
    [
      'a sweep of a coin that is not there',
      sweepWith({ coin: 'BTC' }),
      'sweeps.0.coin: BTC is not in coins; expected one of USDT',
    ],
    [
      'a sweep with a schedule and a trigger',
      sweepWith({ trigger: 'deposit' }),
      'sweeps.0.trigger: is there beside a schedule; expected either a schedule such as "rate(1 hour)", or trigger: "deposit"',
    ],
    [
      'a sweep that never runs',
      sweepWith({ schedule: undefined }),
      'sweeps.0.schedule: is missing; expected either a schedule such as "rate(1 hour)", or trigger: "deposit"',
    ],
    [
      'a sweep for deposits with a time zone',
      sweepWith({ schedule: undefined, trigger: 'deposit' }),
      'sweeps.0.timezone: is there without a schedule; expected no time zone where a sweep runs for deposits',
    ],
    [
      'a sweep for something else',
      sweepWith({ trigger: 'withdrawal' }),
      'sweeps.0.trigger: is unknown; expected "deposit", or no trigger where there is a schedule',
    ],
    [
      'deposits that are stuck at once',
      { deposits: { stuckAfter: '1m' } },
      'deposits.stuckAfter: is too short; expected at least 10 minutes, written "10m"',
    ],
    [
      'a sweep with two amounts',
      sweepWith({ amount: { above: '1', fixed: '1' } }),
      'sweeps.0.amount: does not have the right form; expected exactly one of {"above"}, {"topUpTo"},',
    ],
    [
      'a sweep with an amount that is a number',
      sweepWith({ amount: { above: 10000 } }),
      'sweeps.0.amount: does not have the right form; expected exactly one of {"above"}, {"topUpTo"},',
    ],
    [
      'a sweep of 101 percent',
      sweepWith({ amount: { percentage: '101' } }),
      'sweeps.0.amount.percentage: is more than all; expected a percentage above 0 and up to 100, such as',
    ],
    [
      'a sweep whose min is over its max',
      sweepWith({ min: '300000' }),
      'sweeps.0.min: is over `max`, so nothing could ever move; expected at most `max`',
    ],
    [
      'a sweep with too many decimals',
      sweepWith({ min: '0.0000001' }),
      'sweeps.0.min: has more decimals than the coin; expected at most 6 decimals for USDT',
    ],
    [
      'a schedule that is none',
      sweepWith({ schedule: 'daily' }),
      'sweeps.0.schedule: is neither a rate nor a cron expression; expected a schedule such as "cron(0 18',
    ],
    [
      'a time zone that is none',
      sweepWith({ timezone: 'Asia/Victoria' }),
      'sweeps.0.timezone: is no name of a zone; expected the name of a zone in the IANA database, in its',
    ],
    [
      'an address with a wrong checksum',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH', address: '0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed' }] },
      'whitelist.0.address: the letter case is not that of EIP-55: a character may be wrong; expected 0x',
    ],
    [
      'an address of a chain that cannot be checked',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'Solana', address: 'x' }] },
      'whitelist.0.chain: addresses of this chain cannot be checked; expected one of BTC, Tron,',
    ],
    [
      'one account under two ids',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'b', coin: 'USDT', chain: 'ETH', address: acmeAddress.toLowerCase() },
        ],
      },
      'whitelist.1: is the account of a; expected one id for one account',
    ],
    [
      'an address that looks like another one',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'b', coin: 'USDT', chain: 'ETH', address: '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7' },
        ],
      },
      'whitelist.1.address: looks like a, and no difference between the two is named; expected',
    ],
    [
      'a tag where there are none',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress, tag: '7' }] },
      'whitelist.0.tag: ETH has no tags; expected no tag',
    ],
    [
      'a coin on a chain that does not have it',
      { coins: { BTC: { decimals: 8 } }, whitelist: [{ id: 'a', coin: 'BTC', chain: 'ETH', address: acmeAddress }] },
      'sweeps.0.coin: USDT is not in coins; expected one of BTC. whitelist.0.coin: BTC is not on ETH;',
    ],
    [
      'an entry without an address',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH' }] },
      'whitelist.0.address: is missing; expected an address of 1 to 128 printable characters',
    ],
    [
      'a bank account of a coin that banks do not have',
      { whitelist: [{ id: 'a', coin: 'USDT', bankAccount: '0128750123456' }] },
      'whitelist.0.coin: is unknown; expected "USD" or "HKD", what the exchange pays to banks',
    ],
    [
      'two entries with one id',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
        ],
      },
      'whitelist.1: is the account of a; expected one id for one account. whitelist.1.id: a is there',
    ],
    [
      'tiers that exempt a quantity',
      { withdrawals: { USDT: { perInstruction: '1', approvals: [{ over: '1', quorum: 1 }] } } },
      'withdrawals.USDT.approvals: has no tier from zero on; expected a first tier with "over": "0", so',
    ],
    [
      'a tier that takes nobody',
      { withdrawals: { USDT: { perInstruction: '1', approvals: [{ over: '0', quorum: 0 }] } } },
      'withdrawals.USDT.approvals.0.quorum: is 0; expected a whole number of people from 1 to 10',
    ],
    [
      'fiat in parts of cents',
      { coins: { USDT: { decimals: 6 }, USD: { decimals: 6 } } },
      'coins.USD.decimals: are finer than cents; expected 2',
    ],
    [
      'a rolling limit over another window',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '1h': '5' } } } },
      'withdrawals.USDT.rolling.1h: unknown field; expected one of the fields 24h, 7d',
    ],
    [
      'a rolling limit with more decimals than the coin',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '24h': '5.0000001' } } } },
      'withdrawals.USDT.rolling.24h: has more decimals than the coin; expected at most 6 decimals for USDT',
    ],
    [
      'a day that sees more than a week',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '24h': '5', '7d': '4' } } } },
      'withdrawals.USDT.rolling.24h: is over what a week may see; expected at most the amount of 7d, or',
    ],
    [
      'a cool-off of zero',
      { whitelistCoolOff: '0h' },
      'whitelistCoolOff: does not have the right form; expected a duration such as "30m", "24h" or "7d"',
    ],
    [
      'a delay of a year',
      { looseningDelay: '365d' },
      'looseningDelay: is too long; expected at most 30 days, written "30d"',
    ],
    [
      'an issuer without TLS',
      { identity: { issuer: 'http://login.example.com', audience: 'treasury' } },
      'identity.issuer: does not have the right form; expected an https address such as',
    ],
    [
      'a group name with a space',
      { roles: { requester: ['ops team'] } },
      'roles.requester.0: does not have the right form; expected a group name of letters, digits, _ and -',
    ],
    [
      'a role that is none',
      { roles: { owner: ['ops'] } },
      'roles.owner: unknown field; expected one of the fields requester, approver, whitelister, operator,',
    ],
    ['no accounts', { accounts: undefined }, 'accounts: is missing; expected an object'],
    [
      'accounts as a list',
      { accounts: ['1649292498437183232'] },
      'accounts: is a list, not an object; expected an object',
    ],
    ['roles as a list', { roles: [] }, 'roles: is a list, not an object; expected an object'],
    ['withdrawals as a list', { withdrawals: [] }, 'withdrawals: is a list, not an object; expected an object'],
    ['sweeps as an object', { sweeps: {} }, 'sweeps: is an object, not a list; expected a list'],
    [
      'an account id that is cut off',
      { accounts: { trading: '16492924984371832', custody: '1649292498437183235' } },
      'accounts.trading: has 17 digits; expected an account id of HashKey, which has 18 or 19 digits',
    ],
    [
      'an account id with a digit more',
      { accounts: { trading: '16492924984371832321', custody: '1649292498437183235' } },
      'accounts.trading: has 20 digits; expected an account id of HashKey, which has 18 or 19 digits',
    ],
    [
      'an account id with a letter',
      { accounts: { trading: '1649292498437183x32' } },
      'accounts.trading: does not have the right form; expected an account id as text of 1 to 20 digits',
    ],
    [
      'an account name with a space',
      { accounts: { 'main account': '1649292498437183232' } },
      'accounts.main account: its name does not have the right form; expected a name of 1 to 64 letters,',
    ],
    [
      'decimals that are text',
      { coins: { USDT: { decimals: '6' } } },
      'coins.USDT.decimals: is text, not a number; expected a whole number from 0 to 18',
    ],
    [
      'nineteen decimals',
      { coins: { USDT: { decimals: 19 } } },
      'coins.USDT.decimals: is 19; expected a whole number from 0 to 18',
    ],
    [
      'a coin in small letters',
      { coins: { usdt: { decimals: 6 } } },
      'coins.usdt: its name does not have the right form; expected a coin in capitals, such as "USDT"',
    ],
    [
      'a schedule on 31 February',
      sweepWith({ schedule: 'cron(0 18 31 2 ? *)' }),
      'sweeps.0.schedule: never runs: no such date is to come; expected days, months and years that are to',
    ],
    [
      'a schedule in a year gone by',
      sweepWith({ schedule: 'cron(0 18 * * ? 2025)' }),
      'sweeps.0.schedule: never runs: no such date is to come; expected days, months and years that are to',
    ],
    [
      'a schedule that runs from Friday to Monday',
      sweepWith({ schedule: 'cron(0 18 ? * FRI-MON *)' }),
      'sweeps.0.schedule: its day of week FRI-MON runs backwards; expected the lower end first, in 1-7 or',
    ],
    [
      'a schedule on ABCL',
      sweepWith({ schedule: 'cron(0 18 ? * ABCL *)' }),
      'sweeps.0.schedule: its day of week ABCL is none; expected 1-7 or SUN-SAT',
    ],
    [
      'a schedule with a step over the hour',
      sweepWith({ schedule: 'cron(1/90 * * * ? *)' }),
      'sweeps.0.schedule: its minutes 1/90 has a step that the field has no room for; expected a step from',
    ],
    [
      'a schedule with a range that runs backwards',
      sweepWith({ schedule: 'cron(5-1/2 * * * ? *)' }),
      'sweeps.0.schedule: its minutes 5-1/2 runs backwards; expected the lower end first, in 0-59',
    ],
    [
      'a schedule of two minutes in the singular',
      sweepWith({ schedule: 'rate(2 minute)' }),
      'sweeps.0.schedule: is no rate; expected rate(1 minute), rate(30 minutes), rate(1 hour), rate(2',
    ],
    [
      'a schedule that is a number',
      sweepWith({ schedule: 5 }),
      'sweeps.0.schedule: is a number, not text; expected a schedule such as "cron(0 18 ? * MON-FRI *)" or',
    ],
    [
      'a zone that is an offset',
      sweepWith({ timezone: '+08:00' }),
      'sweeps.0.timezone: is no name of a zone; expected the name of a zone in the IANA database, in its',
    ],
    [
      'a zone in small letters',
      sweepWith({ timezone: 'asia/hong_kong' }),
      'sweeps.0.timezone: is no name of a zone; expected the name of a zone in the IANA database, in its',
    ],
    [
      'a sweep that is enabled by a text',
      sweepWith({ enabled: 'yes' }),
      'sweeps.0.enabled: is text, not true or false; expected true or false',
    ],
    [
      'a sweep without an amount',
      sweepWith({ amount: undefined }),
      'sweeps.0.amount: is missing; expected exactly one of {"above"}, {"topUpTo"}, {"fixed"} or',
    ],
    [
      'a sweep whose amount is a text',
      sweepWith({ amount: '100' }),
      'sweeps.0.amount: does not have the right form; expected exactly one of {"above"}, {"topUpTo"},',
    ],
    [
      'a sweep whose amount is a list',
      sweepWith({ amount: ['100'] }),
      'sweeps.0.amount: is a list, not an object; expected exactly one of {"above"}, {"topUpTo"},',
    ],
    [
      'a sweep whose name is too long',
      sweepWith({ id: 'a'.repeat(41) }),
      'sweeps.0.id: has 41 characters; expected at most 40 characters: the time of the run is added to',
    ],
    [
      'a sweep that may start after two days',
      sweepWith({ startWithin: '2d' }),
      'sweeps.0.startWithin: is too long; expected at most 1 day, written "1d"',
    ],
    [
      'a sweep that may start within a second',
      sweepWith({ startWithin: '1s' }),
      'sweeps.0.startWithin: is too short; expected at least 1 minute, written "1m"',
    ],
    [
      'an expiry of forty days',
      { approvalExpiry: '40d' },
      'approvalExpiry: is too long; expected at most 30 days, written "30d"',
    ],
    [
      'an expiry that is a number',
      { approvalExpiry: 24 },
      'approvalExpiry: is a number, not text; expected a duration such as "30m", "24h" or "7d"',
    ],
    [
      'an expiry without a unit',
      { approvalExpiry: '24' },
      'approvalExpiry: does not have the right form; expected a duration such as "30m", "24h" or "7d"',
    ],
    [
      'a limit for orders of a minute',
      { sentLimit: { withdrawal: '1m' } },
      'sentLimit.withdrawal: is too short; expected at least 1 hour, written "1h"',
    ],
    [
      'a limit for orders of a kind that is none',
      { sentLimit: { payout: '1d' } },
      'sentLimit.payout: unknown field; expected one of the fields asset-transfer, withdrawal,',
    ],
    [
      'a quorum that is text',
      tiers([{ over: '0', quorum: '1' }]),
      'withdrawals.USDT.approvals.0.quorum: is text, not a number; expected a whole number of people from',
    ],
    [
      'a quorum of a half',
      tiers([{ over: '0', quorum: 1.5 }]),
      'withdrawals.USDT.approvals.0.quorum: is 1.5; expected a whole number of people from 1 to 10',
    ],
    [
      'a quorum of eleven',
      tiers([{ over: '0', quorum: 11 }]),
      'withdrawals.USDT.approvals.0.quorum: is 11; expected a whole number of people from 1 to 10',
    ],
    [
      'no quorum',
      tiers([{ over: '0' }]),
      'withdrawals.USDT.approvals.0.quorum: is missing; expected a whole number of people from 1 to 10',
    ],
    [
      'tiers that are no list',
      tiers({ over: '0', quorum: 1 }),
      'withdrawals.USDT.approvals: is an object, not a list; expected a list',
    ],
    [
      'two tiers from one amount on',
      tiers([
        { over: '0', quorum: 1 },
        { over: '0', quorum: 2 },
      ]),
      'withdrawals.USDT.approvals: has two tiers with one `over`; expected each `over` once',
    ],
    [
      'a tier above the limit',
      tiers([
        { over: '0', quorum: 1 },
        { over: '50001', quorum: 2 },
      ]),
      'withdrawals.USDT.approvals.1.over: is not below the limit of one payment, so that the tier could',
    ],
    [
      'a tier at the limit',
      tiers([
        { over: '0', quorum: 1 },
        { over: '50000', quorum: 2 },
      ]),
      'withdrawals.USDT.approvals.1.over: is not below the limit of one payment, so that the tier could',
    ],
    [
      'a group twice in a tier',
      tiers([{ over: '0', quorum: 2, groups: ['finance', 'finance'] }]),
      'withdrawals.USDT.approvals.0: names a group twice; expected each group once',
    ],
    [
      'more groups than people',
      tiers([{ over: '0', quorum: 1, groups: ['finance', 'treasury'] }]),
      'withdrawals.USDT.approvals.0: names more groups than people; expected no more groups than people:',
    ],
    [
      'a group that may not approve',
      tiers([{ over: '0', quorum: 1, groups: ['ops'] }]),
      'withdrawals.USDT.approvals.0.groups: ops may not approve, so that nobody could ever satisfy this',
    ],
    [
      'fewer people for more money',
      tiers([
        { over: '0', quorum: 2 },
        { over: '5', quorum: 1 },
      ]),
      'withdrawals.USDT.approvals.1.quorum: is fewer people than a tier for less money asks for; expected',
    ],
    [
      'withdrawals without an approver',
      { roles: { whitelister: ['treasury'] } },
      'roles.approver: is empty, so that no withdrawal could ever be approved; expected at least one group',
    ],
    [
      'withdrawals without a whitelister',
      { roles: { approver: ['finance'] } },
      'roles.whitelister: is empty, so that no destination could ever be confirmed; expected at least one',
    ],
    [
      'a payment over what a day may see',
      limits({ rolling: { '24h': '40000' } }),
      'withdrawals.USDT.perInstruction: is over what 24h may see; expected at most 40000, which is',
    ],
    [
      'a payment over what a week may see',
      limits({ rolling: { '7d': '40000' } }),
      'withdrawals.USDT.perInstruction: is over what 7d may see; expected at most 40000, which is',
    ],
    [
      'a payment to one destination over what it may get in a day',
      limits({ perDestination: { perInstruction: '20', rolling: { '24h': '10' } } }),
      'withdrawals.USDT.perDestination.perInstruction: is over what 24h may see; expected at most 10,',
    ],
    [
      'a destination whose limits limit nothing',
      limits({ perDestination: {} }),
      'withdrawals.USDT.perDestination: limits nothing; expected perInstruction, rolling or counts, or',
    ],
    [
      'a limit of zero',
      limits({ perInstruction: '0' }),
      'withdrawals.USDT.perInstruction: is zero; expected a decimal text above zero, such as "1250.50"',
    ],
    [
      'a limit that is a number',
      limits({ perInstruction: 50000 }),
      'withdrawals.USDT.perInstruction: is a number, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a count of a half',
      limits({ counts: { '24h': 1.5 } }),
      'withdrawals.USDT.counts.24h: is 1.5; expected a whole number of withdrawals from 1 to 100000',
    ],
    [
      'no limit for one payment',
      { withdrawals: { USDT: {} } },
      'withdrawals.USDT.perInstruction: is missing; expected a decimal text such as "1250.50"',
    ],
    [
      'an issuer that is its document',
      issuer('https://login.example.com/.well-known/openid-configuration'),
      'identity.issuer: is the address of a document about the issuer; expected the issuer itself, as the',
    ],
    [
      'an issuer that is no address',
      issuer('login.example.com'),
      'identity.issuer: does not have the right form; expected an https address such as',
    ],
    [
      'no issuer',
      { identity: { audience: 'treasury' } },
      'identity.issuer: is missing; expected an https address such as "https://login.example.com"',
    ],
    [
      'an identity that is a text',
      { identity: 'https://login.example.com' },
      'identity: is text, not an object; expected an object',
    ],
    [
      'an audience with a space',
      { identity: { issuer: 'https://login.example.com', audience: 'the treasury' } },
      'identity.audience: does not have the right form; expected the audience that tokens are made out to,',
    ],
    [
      'a mail address that is none',
      { notifications: { emails: ['treasury'] } },
      'notifications.emails.0: does not have the right form; expected an e-mail address such as',
    ],
    [
      'a runbook without TLS',
      { notifications: { runbook: 'http://git.example.com/runbook.md' } },
      'notifications.runbook: does not have the right form; expected an https address such as',
    ],
    ['three gateways', { egress: { staticIp: true, natGateways: 3 } }, 'egress.natGateways: is 3; expected 1 or 2'],
    [
      'a workflow that is no state machine',
      { workflows: { stateMachines: ['finance'] } },
      'workflows.stateMachines.0: does not have the right form; expected the ARN of one state machine,',
    ],
    ['an absence that is a guess', { absence: 'guess' }, 'absence: is unknown; expected "ask" or "prove"'],
    [
      'a field that nobody knows',
      { accountz: {} },
      'accountz: unknown field; expected one of the fields environment, accounts, coins, sweeps,',
    ],
  ])('%s', async (_what, changes, words) => {
    expectWords(await failure(() => defineTreasury(configWith(changes), manualClock())), 'config-invalid', words);
  });
});
