import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';
import { expectWords, failure } from '../../support/refusals.ts';

const certificateArn = 'arn:aws:acm:ap-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';
const domain = { console: { domain: 'treasury.example.com', certificateArn } };
const roots = ['passkey:v1:AAAA', 'passkey:v1:BBBB'];
const tiers = (...approvals: object[]) => ({ withdrawals: { USDT: { perInstruction: '50000', approvals } } });
const signed = { over: '10000', quorum: 2, passkeys: true };
const low = { over: '0', quorum: 1 };

describe('what takes a signature of a device', () => {
  test('is nothing where nothing is said', () => {
    const { passkeys, policy } = defineTreasury(configWith({}));
    expect(passkeys).toEqual({ roots: [], floor: { level: 'off', over: {} } });
    expect(parsePolicy(JSON.parse(policy))).toMatchObject({ passkeys: 'off' });
  });

  test('is part of the policy, and a floor that reaches the functions by the deployment', () => {
    const authenticators = { synced: false, aaguids: ['12345678-1234-1234-1234-123456789012'] };
    const config = configWith({ ...domain, passkeys: { require: 'all', roots, authenticators } });
    const { passkeys, policy } = defineTreasury(config);
    expect(passkeys).toEqual({ rpId: 'treasury.example.com', roots, floor: { level: 'all', over: {} } });
    expect(parsePolicy(JSON.parse(policy))).toMatchObject({ passkeys: 'all', authenticators });
  });

  test('can be asked for by amount, by a tier and every one above it', () => {
    const above = { over: '20000', quorum: 2, passkeys: true };
    const { passkeys } = defineTreasury(configWith({ ...domain, ...tiers(low, above, signed), passkeys: { roots } }));
    expect(passkeys.floor).toEqual({ level: 'off', over: { USDT: '10000' } });
  });
});

describe('devices are refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'that nobody has, where they are asked for',
      { ...domain, passkeys: { require: 'approvals' } },
      'passkeys.roots: is empty, so that nobody could ever sign; expected devices of at least two people',
    ],
    [
      'that nobody has, where a tier asks for them',
      tiers(low, signed),
      'passkeys.roots: is empty, so that nobody could ever sign; expected devices of at least two people',
    ],
    [
      'without a domain to be bound to',
      { passkeys: { require: 'all', roots } },
      'console.domain: is missing, and devices are bound to it; expected the domain at which the devices were enrolled',
    ],
    [
      'without a console',
      { console: false, passkeys: { roots } },
      'console.domain: is missing, and devices are bound to it; expected the domain at which the devices were enrolled',
    ],
    [
      'that are no lines of devices',
      { ...domain, passkeys: { roots: ['a key'] } },
      'passkeys.roots.0: does not have the right form; expected the line of a device',
    ],
    [
      'that are more than a function can be told',
      { ...domain, passkeys: { roots: [`passkey:v1:${'A'.repeat(3_000)}`] } },
      'passkeys.roots: have 3011 characters together; expected at most 3000 characters',
    ],
    [
      'for less money and not for more',
      { ...domain, passkeys: { roots }, ...tiers({ ...low, passkeys: true }, { over: '10000', quorum: 2 }) },
      'withdrawals.USDT.approvals.1.passkeys: is not asked for, and a tier for less money asks for it; expected true',
    ],
    [
      'at a level that is none',
      { passkeys: { require: 'some' } },
      'passkeys.require: is unknown; expected "off", "approvals" or "all"',
    ],
    [
      'of a model that is none',
      { passkeys: { authenticators: { aaguids: ['yubikey'] } } },
      'passkeys.authenticators.aaguids.0: does not have the right form; expected the id of a model',
    ],
  ])('%s', async (_, changes, words) => {
    expectWords(await failure(() => defineTreasury(configWith(changes))), 'config-invalid', words);
  });
});
