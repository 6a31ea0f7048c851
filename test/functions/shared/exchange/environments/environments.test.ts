import { describe, expect, test } from '@jest/globals';
import { isInMaintenance } from '../../../../../functions/shared/exchange/environments/maintenance.ts';
import { environments } from '../../../../../functions/shared/exchange/environments/registry.ts';
import { resolveEnvironment } from '../../../../../functions/shared/exchange/environments/resolve.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

describe('the registry', () => {
  test('has every host of the vendor’s pages', () => {
    expect(Object.fromEntries(environments.map(({ id, rest }) => [id, rest]))).toEqual({
      'hashkey-production': 'https://api-pro.hashkey.com',
      'hashkey-sandbox': 'https://api-pro.sim.hashkeydev.com',
      'hashkey-pro-staging': 'https://api-test.pro.hashkey.com',
      'hashkey-pro-preview': 'https://preview-pro.hashkey.com',
      'hashkey-pro-production': 'https://pro.hashkey.com',
      local: undefined,
    });
  });

  test('binds the two test hosts of HashKey PRO to the address that the vendor gives', () => {
    const bound = environments.filter(({ hostAddress }) => hostAddress !== undefined);
    expect(bound.map(({ id }) => id)).toEqual(['hashkey-pro-staging', 'hashkey-pro-preview']);
    expect(new Set(bound.map(({ hostAddress }) => hostAddress))).toEqual(new Set(['45.249.244.103']));
  });

  test('takes both HashKey PRO modes, and says why no money moves there', () => {
    for (const environment of environments.filter(({ generation }) => generation === 'pro')) {
      expect(environment.signing).toEqual(['ecdsa-secp256k1', 'hmac-sha256']);
      expect(environment.treasury).toMatchObject({ available: false, reason: expect.stringContaining('no transfer') });
    }
  });
});

describe('maintenance in UTC+8', () => {
  const staging = resolveEnvironment('hashkey-pro-staging');
  const preview = resolveEnvironment('hashkey-pro-preview');

  test.each([
    ['2026-11-20T13:59:59', false],
    ['2026-11-20T14:00:00', true],
    ['2026-11-20T14:59:59', true],
    ['2026-11-20T15:00:00', false],
    ['2026-11-19T14:30:00', false],
    ['2026-11-18T14:30:00', true],
    ['2026-11-16T14:30:00', true],
  ])('staging at %s: %s', (time, expected) => {
    expect(isInMaintenance(staging, at(time))).toBe(expected);
  });

  test.each([
    ['2026-11-19T13:29:59', false],
    ['2026-11-19T13:30:00', true],
    ['2026-11-19T15:29:59', true],
    ['2026-11-19T15:30:00', false],
    ['2026-11-20T14:00:00', false],
  ])('preview at %s: %s', (time, expected) => {
    expect(isInMaintenance(preview, at(time))).toBe(expected);
  });

  test('today’s API publishes none', () => {
    expect(isInMaintenance(resolveEnvironment('hashkey-production'), at('2026-11-20T14:30:00'))).toBe(false);
  });
});

describe('resolving', () => {
  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['https://exchange.example.com', 'https://exchange.example.com'],
  ])('the local stage takes %s', (url, origin) => {
    expect(resolveEnvironment('local', url).rest).toBe(origin);
  });

  test.each([
    ['no URL', undefined],
    ['not a URL', 'exchange'],
    ['keys in the clear', 'http://exchange.example.com'],
    ['a path', 'https://exchange.example.com/api'],
    ['production', 'https://api-pro.hashkey.com'],
    ['production with a trailing dot', 'https://api-pro.hashkey.com.'],
    ['production in capitals', 'https://API-PRO.HASHKEY.COM'],
    ['production with a port', 'https://api-pro.hashkey.com:8443'],
    ['another host of production', 'https://pro.hashkey.com'],
  ])('the local stage refuses %s and names the variable', (_what, url) => {
    expect(() => resolveEnvironment('local', url)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining('EXCHANGE_URL') }),
    );
  });

  test('an environment with a host of its own takes no other', () => {
    expect(() => resolveEnvironment('hashkey-sandbox', 'https://exchange.example.com')).toThrow(/EXCHANGE_URL/);
  });

  test('an unknown environment is refused with the ones that exist', () => {
    expect(() => resolveEnvironment('hashkey')).toThrow(/hashkey-sandbox/);
  });
});
