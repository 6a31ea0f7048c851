import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const certificateArn = 'arn:aws:acm:ap-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';
const consoleOf = (settings?: unknown, changes: object = {}) =>
  defineTreasury(configWith({ ...(settings === undefined ? {} : { console: settings }), ...changes })).console;

describe('the console of a stage', () => {
  test('is there where nothing is said, and logs people in as the API’s own audience', () => {
    expect(consoleOf()).toEqual({
      clientId: 'treasury',
      scope: 'openid profile email',
      token: 'id',
      userClaim: 'email',
      groupsClaim: 'groups',
      providerOrigins: [],
    });
  });

  test('may be left out', () => {
    expect(consoleOf(false)).toBeUndefined();
  });

  test('takes what an identity provider needs, and a name with a certificate', () => {
    const settings = {
      clientId: 'treasury-console',
      scope: 'openid email api://treasury/use',
      token: 'access',
      providerOrigins: ['https://treasury.auth.ap-east-1.amazoncognito.com', 'https://login.example.com:8443'],
      discovery: 'https://login.example.com/meta/openid-configuration',
      domain: 'treasury.example.com',
      certificateArn,
    };
    const { domain, certificateArn: _certificate, ...others } = settings;
    expect(consoleOf(settings)).toEqual({
      ...others,
      userClaim: 'email',
      groupsClaim: 'groups',
      domain: { name: domain, certificateArn },
    });
  });

  test.each([
    [true, 'console: is a boolean; expected false, or an object'],
    [{ domain: 'treasury.example.com' }, 'console.certificateArn: is missing'],
    [{ certificateArn }, 'console.domain: is missing'],
    [{ domain: 'https://treasury.example.com', certificateArn }, 'console.domain: does not have the right form'],
    [{ domain: 'Treasury.example.com', certificateArn }, 'console.domain: does not have the right form'],
    [{ domain: 'treasury', certificateArn }, 'console.domain: does not have the right form'],
    [
      { domain: 'treasury.example.com', certificateArn: 'my-certificate' },
      'console.certificateArn: does not have the right form',
    ],
    [
      { providerOrigins: ['https://login.example.com/oauth2'] },
      'console.providerOrigins.0: does not have the right form',
    ],
    [
      { providerOrigins: ['https://login.example.com:99999'] },
      'console.providerOrigins.0: does not have the right form',
    ],
    [{ discovery: 'https://login;script-src/openid-configuration' }, 'console.discovery: does not have the right form'],
    [{ providerOrigins: ['http://login.example.com'] }, 'console.providerOrigins.0: does not have the right form'],
    [
      { providerOrigins: ['https://login.example.com; script-src *'] },
      'console.providerOrigins.0: does not have the right form',
    ],
    [{ discovery: 'http://login.example.com/x' }, 'console.discovery: does not have the right form'],
    [{ token: 'refresh' }, 'console.token: is unknown; expected "id" or "access"'],
    [{ clientId: '' }, 'console.clientId: is'],
    [{ clientSecret: 'x' }, 'console.clientSecret: unknown field'],
  ])('%j is refused', (settings, message) => {
    expect(() => consoleOf(settings)).toThrow(message);
  });

  test('has no name on this machine', () => {
    const settings = { domain: 'treasury.example.com', certificateArn };
    const local = { environment: 'local' };
    expect(() => consoleOf(settings, local)).toThrow('console.domain: is for what is deployed');
  });
});
